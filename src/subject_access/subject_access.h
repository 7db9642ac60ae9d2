// The pages on which somebody is answered who asks what is held about them. What main uses.
#pragma once

#include <vector>

#include "people/people.h"
#include "platform/web/web.h"

namespace regard::subject_access {

void mount(web::Site& site);
std::vector<people::Right> rights();

}  // namespace regard::subject_access
