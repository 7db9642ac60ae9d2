// A name as lists sort and find it.
#pragma once

#include <string>
#include <string_view>

namespace regard::people::person {

// Lower case without accents: "Élodie O'Brien" → "elodie o'brien".
std::string sort_key(std::string_view name);

}  // namespace regard::people::person
