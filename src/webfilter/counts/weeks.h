// Weeks as ISO counts them, Monday to Sunday in London, and fours of them: what counts are published by.
#pragma once

#include "platform/figures/figures.h"

namespace regard::webfilter {

Date monday_of(Date day);
figures::Period week_of(Date day);
// Of the four weeks that hold a day: from a fixed Monday on, as periods of aliases are by default.
figures::Period four_weeks_of(Date day);

struct WeekNumber {
  int year = 0, week = 0;  // of the year that holds its Thursday
};
WeekNumber number_of_week(Date monday);

}  // namespace regard::webfilter
