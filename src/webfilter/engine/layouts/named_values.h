// name=a value other=another one, as CEF writes it and others do: a value goes on until the blank before the next name, so it may
// have blanks, and equals signs that are escaped or follow no name. Private to this folder.
#pragma once

#include <string_view>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

// Whether the sign there has a backslash before it that is none itself.
bool is_escaped(std::string_view text, std::size_t at);
// A backslash makes the next sign an ordinary one; \n is a new line. FortiGate doubles them in a user's name.
std::string_view unescaped(std::string_view raw, Values& values);
// How many there were.
int named_values(std::string_view line, Values& values);

}  // namespace regard::webfilter
