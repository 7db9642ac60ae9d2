// The months in English, as they are written in dates and found in texts.
#pragma once

#include <array>
#include <string_view>

namespace regard {

inline constexpr std::array<std::string_view, 12> kMonthNames = {"January", "February", "March",     "April",   "May",      "June",
                                                                 "July",    "August",   "September", "October", "November", "December"};

}  // namespace regard
