// name=a value, a sign that stands in no value, other=another one. Private to this folder.
#pragma once

#include <string_view>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

// How many there were. What stands before the first is named before; a value may have quotes around it.
int separated_pairs(std::string_view line, char separator, Values& values);

}  // namespace regard::webfilter
