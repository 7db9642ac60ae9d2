// What of people in a case is found by words.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

struct Party;

// A change is another piece of writing, so that what stands there now is found.
std::string place_of(const Party& party);

std::vector<Written> party_texts(const Opening& opening, const Case& record);
std::optional<Written> party_text(const Opening& opening, const Case& record, std::string_view place);

}  // namespace regard::concerns
