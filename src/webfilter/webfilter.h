// The web filter: what it gives to the program. README.md says what there is.
#pragma once

#include <vector>

#include "people/people.h"
#include "platform/web/web.h"
#include "webfilter/permissions.h"
#include "webfilter/weblog/events.h"
#include "webfilter/weblog/report.h"

namespace regard::webfilter {

void mount(web::Site& site);
// Who may do what with what the web filter says: main adds it to the sheet of roles.
std::vector<people::Right> rights();

}  // namespace regard::webfilter
