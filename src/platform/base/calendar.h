// Days and times as people say them, in Europe/London.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace regard {

Date london_date(Instant at);
Instant add_working_days(Instant from, int days);     // Saturdays and Sundays do not count
std::string iso(Date day);                            // 2025-11-21
std::optional<Date> date_from_iso(std::string_view text);
std::string iso(Instant at);                          // 2025-11-21T14:05:00.000Z
std::string long_date(Date day);                      // Friday 21 November 2025
std::string long_time(Instant at);                    // Friday 21 November 2025, 14:05

}  // namespace regard
