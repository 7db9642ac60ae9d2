// Until when a request is to be answered.
#pragma once

#include "platform/base/clock.h"
#include "platform/provisions/provisions.h"

namespace regard::holdings {

// The corresponding day so many months later, or the last of a shorter month; where that is a Saturday, a Sunday or a bank
// holiday, the next working day. How the regulator counts (ICO, right of access).
Date answer_by(Date received, int months, const provisions::Provision& holidays);

inline constexpr int kMonths = 1;
inline constexpr int kMonthsExtended = 3;  // two more, from the start
inline constexpr std::string_view kHolidays = "bank_holidays";

}  // namespace regard::holdings
