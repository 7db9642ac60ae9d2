// Steps as a person reads them.
#pragma once

#include <string>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/opening.h"
#include "concerns/pathway/step.h"
#include "platform/html/components.h"
#include "platform/web/web.h"

namespace regard::concerns {

// The newest first, with links to add a remark and to withdraw.
html::Timeline timeline_of(const web::Visit& visit, db::Read& read, const Case& record);

// "Outcome unknown since Friday 21 November 2025", "By Monday …": what an open step waits for.
std::string clock_words(const web::Visit& visit, const Step& step);
bool is_overdue(const Step& step, Date today);

// A warning before a case is closed: what of it is still awaited then, and that it cannot end before. Nothing: empty.
html::Html still_awaited(const web::Visit& visit, db::Read& read, const Case& record);

}  // namespace regard::concerns
