// The pages on which somebody is answered who asks what is held about them. What main uses.
#pragma once

#include <vector>

#include "concerns/concerns.h"
#include "people/people.h"
#include "platform/web/web.h"

namespace regard::subject_access {

void mount(web::Site& site);
// Requests that wait for the viewer, for the first page: the soonest clock first.
concerns::Needs needs(const web::Visit& visit, db::Read& read);
std::vector<people::Right> rights();

}  // namespace regard::subject_access
