// Days and times as people say them, in Europe/London.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace regard {

Date london_date(Instant at);
// Saturdays, Sundays and the holidays given do not count.
using Holidays = std::span<const Date>;
bool is_working_day(Date day, Holidays holidays = {});
Date add_working_days(Date from, int days, Holidays holidays = {});
Instant add_working_days(Instant from, int days, Holidays holidays = {});  // at the same time of day in London
Date add_months(Date from, int months);                                   // the last day of a month that is shorter
std::string iso(Date day);                            // 2025-11-21
std::optional<Date> date_from_iso(std::string_view text);
std::string iso(Instant at);                          // 2025-11-21T14:05:00.000Z
std::string long_date(Date day);                      // Friday 21 November 2025
std::string long_time(Instant at);                    // Friday 21 November 2025, 14:05

}  // namespace regard
