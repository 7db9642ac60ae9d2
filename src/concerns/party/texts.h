// What of people in a case is found by words.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> party_texts(const Opening& opening, const Case& record);
std::optional<Written> party_text(const Opening& opening, const Case& record, std::string_view place);

}  // namespace regard::concerns
