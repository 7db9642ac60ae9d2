#include "webfilter/engine/times.h"

#include <gtest/gtest.h>

#include "platform/base/calendar.h"

namespace regard::webfilter {
namespace {

std::string read(std::string_view text, const char* zone = "Europe/London") {
  const auto at = time_in(text, Zone{zone});
  return at ? iso(*at) : "none";
}

TEST(Time, IsReadInEachShapeThatLogsHave) {
  for (const auto* text : {"1790770506", "1790770506.000", "1790770506000", "1790770506000000", "1790770506000000000", "2026-09-30T12:15:06Z",
                           "2026-09-30T12:15:06.000000Z", "2026-09-30T13:15:06+01:00", "2026-09-30 13:15:06 +0100", "2026-09-30 13:15:06", "2026/09/30 13:15:06",
                           "2026.9.30 13:15:06", "26.09.30 13:15:06", "2026:09:30-13:15:06", "30/Sep/2026:13:15:06 +0100", "30/09/2026 13:15:06",
                           "Wed Sep 30 13:15:06 2026", "Sep 30 2026 12:15:06 UTC", "Wed, 30 Sep 2026 12:15:06 GMT", "2026-09-30 13:15:06 \"+01:00\""})
    EXPECT_EQ(read(text), "2026-09-30T12:15:06.000Z") << text;
}

TEST(Time, OfAnotherZoneIsSaidByTheCaller) { EXPECT_EQ(read("2026-09-30 12:15:06", "UTC"), "2026-09-30T12:15:06.000Z"); }

TEST(Time, OfTheHourThatComesTwiceIsTheFirst) { EXPECT_EQ(read("2026-10-25 01:30:00"), "2026-10-25T00:30:00.000Z"); }

TEST(Time, OfTheHourThatThereIsNotIsTheMomentOfTheChange) { EXPECT_EQ(read("2026-03-29 01:30:00"), "2026-03-29T01:00:00.000Z"); }

TEST(Time, WithoutAYearIsTheLastThatIsNotAfterTheLogIsRead) {
  const auto read_on = [](std::string_view text, std::string_view now) { return iso(*time_in(text, Zone{"Europe/London", *time_in(now, Zone{"UTC"})})); };
  EXPECT_EQ(read_on("Sep 30 13:15:06", "2026-11-30 12:00:00"), "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(read_on("Dec 31 23:59:59", "2027-01-01 00:10:00"), "2026-12-31T23:59:59.000Z");
  EXPECT_EQ(read_on("Jan  1 00:00:01", "2026-12-31 23:59:00"), "2027-01-01T00:00:01.000Z") << "a clock that is a little ahead";
  EXPECT_EQ(read_on("Feb 29 10:00:00", "2027-03-01 10:00:00"), "2024-02-29T10:00:00.000Z");
  EXPECT_EQ(read_on("Sep 30 12:15:06 UTC", "2026-11-30 12:00:00"), "2026-09-30T12:15:06.000Z");
}

TEST(Time, IsReadWithTheZonesThatDevicesName) {
  EXPECT_EQ(read("2026-09-30 13:15:06 \"BST\""), "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(read("2026-09-30 14:15:06 CEST", "UTC"), "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(read("Wed Sep 30 12:15:06 UTC 2026"), "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(read("Sep 30 26 13:15:06"), "2026-09-30T12:15:06.000Z");
  EXPECT_EQ(read("30-Sep-2026 13:15:06"), "2026-09-30T12:15:06.000Z");
}

TEST(Time, ThatIsNoneIsNone) {
  for (const auto* text : {"", "-", "yesterday", "2026-02-30 10:00:00", "2026-13-01 10:00:00", "2026-09-30 24:00:00", "2026-09-30", "12345", "2026-09-30 13:15:06 +99:00",
                           "2026-09-30 13:15:06 rubbish", "Sep 30 13:15", "99999999999999999999", "1790770506."})
    EXPECT_EQ(read(text), "none") << text;
}

TEST(Day, HasTwentyThreeOrTwentyFiveHoursWhenClocksChange) {
  const Zone zone;
  const auto hours = [&](std::string_view text) {
    const auto day = zone.day(*time_in(text, zone));
    return std::chrono::duration_cast<std::chrono::hours>(day.to - day.from).count();
  };
  EXPECT_EQ(hours("2026-03-29 12:00:00"), 23);
  EXPECT_EQ(hours("2026-10-25 12:00:00"), 25);
  EXPECT_EQ(hours("2026-12-31 23:59:59"), 24);
}

}  // namespace
}  // namespace regard::webfilter
