// Text from outside.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace regard {

bool is_utf8(std::string_view text);                 // valid, and without U+0000
std::string_view trimmed(std::string_view text);     // without white space at both ends
std::string cleaned(std::string_view typed);          // trimmed, line ends made \n: as typed text is kept
std::size_t characters(std::string_view utf8);       // code points
std::string base64url(std::string_view bytes);       // without padding
std::optional<std::string> from_base64url(std::string_view text);
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace regard
