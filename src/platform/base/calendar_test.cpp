#include "platform/base/calendar.h"

#include <gtest/gtest.h>

namespace regard {
namespace {

using namespace std::chrono;

Instant utc(int y, unsigned m, unsigned d, int hour, int minute = 0) {
  return sys_days{year{y} / static_cast<int>(m) / static_cast<int>(d)} + hours{hour} + minutes{minute};
}

TEST(Calendar, SaysTimesInLondonAlsoInSummer) {
  EXPECT_EQ("Friday 21 November 2025, 14:05", long_time(utc(2025, 11, 21, 14, 5)));
  EXPECT_EQ("Tuesday 1 July 2025, 15:05", long_time(utc(2025, 7, 1, 14, 5)));
  EXPECT_EQ("Wednesday 2 July 2025, 00:30", long_time(utc(2025, 7, 1, 23, 30)));
}

TEST(Calendar, WorkingDaysSkipTheWeekendAndKeepTheTimeOfDay) {
  EXPECT_EQ(utc(2025, 11, 24, 16), add_working_days(utc(2025, 11, 21, 16), 1));  // Friday to Monday
  EXPECT_EQ(utc(2025, 3, 31, 9), add_working_days(utc(2025, 3, 28, 10), 1));     // across the change to summer time
}

TEST(Calendar, WorkingDaysSkipTheHolidaysToo) {
  const Date holidays[] = {year{2025} / 12 / 25, year{2025} / 12 / 26};
  EXPECT_EQ((year{2025} / 12 / 29), add_working_days(Date{year{2025} / 12 / 24}, 1, holidays));
  EXPECT_EQ((year{2025} / 12 / 25), add_working_days(Date{year{2025} / 12 / 24}, 1));
  EXPECT_EQ(utc(2025, 12, 29, 16), add_working_days(utc(2025, 12, 24, 16), 1, holidays));
  EXPECT_FALSE(is_working_day(year{2025} / 12 / 26, holidays));
  EXPECT_FALSE(is_working_day(year{2025} / 12 / 27));
}

TEST(Calendar, AMonthFromTheLastDayIsTheLastDay) {
  EXPECT_EQ((year{2026} / 2 / 28), add_months(year{2025} / 8 / 31, 6));
  EXPECT_EQ((year{2026} / 5 / 21), add_months(year{2025} / 11 / 21, 6));
}

TEST(Calendar, ReadsOnlyDaysThatExist) {
  EXPECT_EQ((year{2024} / February / 29), date_from_iso("2024-02-29"));
  EXPECT_FALSE(date_from_iso("2025-02-29"));
  EXPECT_FALSE(date_from_iso("2025-2-9"));
  EXPECT_FALSE(date_from_iso("tomorrow"));
}

TEST(Calendar, IsoInstantsCarryMilliseconds) {
  EXPECT_EQ("2025-11-21T14:05:00.007Z", iso(utc(2025, 11, 21, 14, 5) + milliseconds{7}));
}

}  // namespace
}  // namespace regard
