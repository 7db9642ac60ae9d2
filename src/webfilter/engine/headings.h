// What a syslog daemon puts before a line, in some ways: nothing, <priority>, the headings of RFC 3164 and 5424, with and without
// the sender's name and the program's.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace regard::webfilter {

inline constexpr std::size_t kHeadings = 5;
// The line without the heading of that kind; nothing when it has none such.
std::optional<std::string_view> without_heading(std::string_view line, std::size_t kind);

}  // namespace regard::webfilter
