// name=a value other=another one, as CEF writes it and others do: a value goes on until the blank before the next name, so it may
// have blanks, and equals signs that are escaped or follow no name. Private to this folder.
#pragma once

#include <string_view>

#include "webfilter/engine/fields.h"

namespace regard::webfilter {

// Whether the sign there has a backslash before it that is none itself.
bool is_escaped(std::string_view text, std::size_t at);
// A backslash makes a backslash, an equals sign and a bar ordinary ones. Before anything else it is one itself: FortiGate doubles it in
// a user's name, Palo Alto's firewalls only when they are told to. (\n would be a new line, which is in nothing that is asked for.)
std::string_view unescaped(std::string_view raw, Values& values);
// How many there were.
int named_values(std::string_view line, Values& values);

}  // namespace regard::webfilter
