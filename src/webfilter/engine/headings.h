// What a syslog daemon puts before a line, in some ways: nothing, <priority>, the headings of RFC 3164 and 5424, with and without
// the sender's name and the program's, with the length of the message before it or not (RFC 6587), and a relay's before these.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

namespace regard::webfilter {

struct WithoutHeading {
  std::string_view line, time;  // time: as the daemon wrote it; empty when it wrote none
};

inline constexpr std::size_t kHeadings = 10;
// Nothing when the line has no heading of that kind.
std::optional<WithoutHeading> without_heading(std::string_view line, std::size_t kind);

}  // namespace regard::webfilter
