// "multipart/form-data; boundary=…" and the like: a word and its parameters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace regard::http {

std::string media_type(std::string_view header);  // in lower case, without parameters

// Value of a parameter, unquoted; its name is compared without case. Nothing: absent, or the header is
// malformed.
std::optional<std::string> parameter_of(std::string_view header, std::string_view name);

}  // namespace regard::http
