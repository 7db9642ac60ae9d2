// What of files is found by words: what they are called, and what whoever added them said that they are. Not what is in them.
#pragma once

#include "concerns/texts.h"

namespace regard::concerns {

std::vector<Written> case_file_texts(const Opening& opening, const Case& record);
std::optional<Written> case_file_text(const Opening& opening, const Case& record, std::string_view place);
std::vector<Written> concern_file_texts(const Opening& opening, const Concern& concern);
std::optional<Written> concern_file_text(const Opening& opening, const Concern& concern, std::string_view place);

}  // namespace regard::concerns
