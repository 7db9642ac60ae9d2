// What of a concern is found by words: its name, what was told, the reasons of the decision that stands, and the messages with
// whoever told us.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> concern_names(const Opening& opening, const Concern& concern);
std::optional<Written> concern_name(const Opening& opening, const Concern& concern, std::string_view place);
std::vector<Written> told_texts(const Opening& opening, const Concern& concern);
std::optional<Written> told_text(const Opening& opening, const Concern& concern, std::string_view place);
std::vector<Written> reasons_texts(const Opening& opening, const Concern& concern);
std::optional<Written> reasons_text(const Opening& opening, const Concern& concern, std::string_view place);
std::vector<Written> message_texts(const Opening& opening, const Concern& concern);
std::optional<Written> message_text(const Opening& opening, const Concern& concern, std::string_view place);

}  // namespace regard::concerns
