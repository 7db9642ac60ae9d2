// What the forms of a step have in common, also that of sending an extract and of asking again.
#pragma once

#include <string>

#include "concerns/casework/opened.h"
#include "concerns/pathway/actions.h"
#include "platform/web/form_page.h"

namespace regard::concerns {

// The outcomes that fit, the means, the agencies, and those who may see to it.
forms::Picks step_picks(db::Read& read, const web::Visit& visit, const Opened& opened, StepKind kind, const Step* about);
NewStep step_from(const web::Visit& visit, StepKind kind, const web::Posted& posted);
// "Case K-… · Robin Made-Up": it names the person, so it is a look at the case.
std::string caption_of(const web::Visit& visit, const Opened& opened);

}  // namespace regard::concerns
