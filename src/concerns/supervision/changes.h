// What became of a case since somebody opened a page about it: for whoever decides on something that is not there any more.
#pragma once

#include <string>

#include "concerns/casework/casefile.h"
#include "platform/web/web.h"

namespace regard::concerns {

// "Open. Kept open: Lee Lead, Friday 21 November 2025, 14:05": what the case says now, and the decisions after that version.
std::string says_since(db::Read& read, const web::Visit& visit, const Case& record, int version);

}  // namespace regard::concerns
