// From text to the terms that are indexed and searched.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace regard::search {

// The terms that a record must hold to be found by these words, each once.
std::vector<std::string> wanted_terms(std::string_view words);

}  // namespace regard::search
