// What a new referral's form says already, because the case knows it. People check every section before it is sent.
#pragma once

#include "concerns/casework/opened.h"
#include "concerns/referral/national_form.h"

namespace regard::concerns {

// Only what the viewer may see. Who told it in confidence or without a name is said to want to stay anonymous, and nothing else
// about them is put on the form.
FormAnswers prefilled(db::Read& read, const web::Services& services, const i18n::Language& language, const Viewer& viewer, const Opened& opened, const NationalForm& form);

}  // namespace regard::concerns
