// The days that are no working days, as the provision "bank_holidays" says.
#pragma once

#include <vector>

#include "platform/provisions/provisions.h"

namespace regard::provisions {

// A day that does not read is passed over: nothing that somebody wrote there keeps a clock from running.
std::vector<Date> bank_holidays(db::Read& read, Provisions& provisions, Date on);

}  // namespace regard::provisions
