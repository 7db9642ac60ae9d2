// What of steps is found by words.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> step_texts(const Opening& opening, const Case& record);
std::optional<Written> step_text(const Opening& opening, const Case& record, std::string_view place);

}  // namespace regard::concerns
