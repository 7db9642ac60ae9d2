// Until when a request is to be answered.
#pragma once

#include "platform/base/clock.h"
#include "platform/provisions/provisions.h"

namespace regard::holdings {

// The corresponding day so many months later, or the last of a shorter month; where that is a Saturday, a Sunday or a bank
// holiday, the next working day. How the regulator counts (ICO, right of access).
Date answer_by(Date received, int months, const provisions::Provision& holidays);

// By when what came on `received` is to be answered, with the months and the holidays that are in force `on` that day
// (provisions "clocks" and "bank_holidays").
enum class Term { ordinary, extended };
Date answer_by(db::Read& read, provisions::Provisions& provisions, Date received, Term term, Date on);

// A provider's own clocks: one month, and three where it is extended, are the most that the law gives.
Done check_terms(const provisions::Provision& clocks);

}  // namespace regard::holdings
