// Days and times as people say them, in their language and in Europe/London. platform/base/calendar.h says the same
// in English, for mail and files.
#pragma once

#include <string>

#include "platform/base/clock.h"
#include "platform/i18n/i18n.h"

namespace regard::i18n {

std::string long_date(const Language& language, Date day);    // Friday 21 November 2025
std::string long_time(const Language& language, Instant at);  // Friday 21 November 2025, 14:05

}  // namespace regard::i18n
