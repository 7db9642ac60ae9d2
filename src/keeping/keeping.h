// The pages on which people see what ends and when, review a record and put it on legal hold, whatever it is. What main uses.
#pragma once

#include <vector>

#include "concerns/concerns.h"
#include "platform/retention/part.h"
#include "platform/web/web.h"

namespace regard::keeping {

void mount(web::Site& site);
// Every area's part in retention: for these pages, for what ends by the clock, and for a restored store.
std::vector<retention::Part> parts();
// What a rule puts before somebody who may open it, for the first page.
concerns::Needs needs(const web::Visit& visit, db::Read& read);

}  // namespace regard::keeping
