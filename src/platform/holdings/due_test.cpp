#include "platform/holdings/due.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace regard::holdings {
namespace {

Date on(int y, unsigned m, unsigned d) { return Date{std::chrono::year{y}, std::chrono::month{m}, std::chrono::day{d}}; }

provisions::Provision holidays() {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/provisions/bank_holidays.toml"};
  return provisions::parsed("bank_holidays", {std::istreambuf_iterator<char>{file}, {}}).value();
}

TEST(Terms, AreNoLongerThanTheLawGives) {
  const auto said = [](std::string_view months, std::string_view extended) {
    const auto clocks = provisions::parsed("clocks", "title = \"t\"\nin_force_from = 2026-01-01\nsource = \"s\"\n[subject_access]\nmonths = " +
                                                         std::string{months} + "\nmonths_extended = " + std::string{extended} + "\n");
    const auto checked = check_terms(clocks.value());
    return checked ? std::string{"taken"} : checked.error().fields.front().number;
  };
  EXPECT_EQ(said("1", "3"), "taken");
  EXPECT_EQ(said("1", "2"), "taken");
  EXPECT_EQ(said("13", "13"), "subject_access.months");
  EXPECT_EQ(said("1", "4"), "subject_access.months_extended");
  EXPECT_EQ(said("1", "0"), "subject_access.months_extended");
}

TEST(AnswerBy, IsTheCorrespondingDayOrTheLastOfAShorterMonthOrTheNextWorkingDay) {
  const auto days = holidays();
  const struct { Date received; int months; Date expected; const char* because; } rows[] = {
      {on(2026, 9, 3), 1, on(2026, 10, 5), "the 3rd of October is a Saturday"},
      {on(2026, 9, 1), 1, on(2026, 10, 1), "a Thursday"},
      {on(2026, 3, 31), 1, on(2026, 4, 30), "April has no 31st"},
      {on(2026, 11, 25), 1, on(2026, 12, 29), "Christmas, the weekend, and Monday in place of Boxing Day"},
      {on(2026, 1, 31), 1, on(2026, 3, 2), "the 28th of February is a Saturday"},
      {on(2026, 3, 3), 1, on(2026, 4, 7), "Good Friday, the weekend, Easter Monday"},
      {on(2026, 9, 3), 3, on(2026, 12, 3), "extended: three months from the start"},
      {on(2028, 1, 31), 1, on(2028, 2, 29), "a leap year"},
  };
  for (const auto& row : rows) EXPECT_EQ(answer_by(row.received, row.months, days), row.expected) << row.because;
}

}  // namespace
}  // namespace regard::holdings
