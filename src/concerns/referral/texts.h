// What of referrals is found by words.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> referral_texts(const Opening& opening, const Case& record);
std::optional<Written> referral_text(const Opening& opening, const Case& record, std::string_view place);

}  // namespace regard::concerns
