#include "platform/figures/figures.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace regard::figures {
namespace {

using ::testing::ElementsAre;
using How = Shown::How;

constexpr Shown kHeldBack{How::held_back, 0};
Shown rounded(std::int64_t value) { return {How::rounded, value}; }
Date day(int year, unsigned month, unsigned day) { return Date{std::chrono::year{year} / month / day}; }

TEST(Figures, AreExactForWhoMayOpenTheRecords) {
  const auto shown = exact({7, {1, 0, 6}});
  EXPECT_EQ(shown.total, (Shown{How::exact, 7}));
  EXPECT_THAT(shown.parts, ElementsAre(Shown{How::exact, 1}, Shown{How::exact, 0}, Shown{How::exact, 6}));
}

TEST(Figures, ThatAreSmallAreHeldBackAndTheOthersRoundedToTheNearestFive) {
  const struct { std::int64_t value; Shown shown; } rows[] = {{0, kHeldBack}, {1, kHeldBack}, {4, kHeldBack}, {5, rounded(5)}, {7, rounded(5)},
                                                              {8, rounded(10)}, {12, rounded(10)}, {13, rounded(15)}, {94, rounded(95)}};
  for (const auto& row : rows) EXPECT_EQ(published({row.value, {}}, {}).total, row.shown) << row.value;
}

TEST(Figures, OfWhichOneWouldBeWorkedOutFromTheRestHoldTheSmallestOfThoseBackToo) {
  EXPECT_THAT(published({33, {20, 3, 10}}, {}).parts, ElementsAre(rounded(20), kHeldBack, kHeldBack));
  EXPECT_THAT(published({34, {20, 3, 1, 10}}, {}).parts, ElementsAre(rounded(20), kHeldBack, kHeldBack, rounded(10)));
  EXPECT_THAT(published({30, {20, 10}}, {}).parts, ElementsAre(rounded(20), rounded(10)));
  EXPECT_THAT(published({3, {3}}, {}).parts, ElementsAre(kHeldBack));
}

TEST(Figures, AreHeldBackAndRoundedAsTheProvisionSays) {
  EXPECT_EQ(published({9, {}}, {10, 10}).total, kHeldBack);
  EXPECT_EQ(published({14, {}}, {10, 10}).total, rounded(10));
  EXPECT_EQ(published({2, {}}, {2, 1}).total, rounded(2));
}

TEST(Figures, OfAYearThatBeginsInAugust) {
  EXPECT_EQ(year_of(day(2025, 7, 31), "08-01"), (Period{day(2024, 8, 1), day(2025, 7, 31)}));
  EXPECT_EQ(year_of(day(2025, 8, 1), "08-01"), (Period{day(2025, 8, 1), day(2026, 7, 31)}));
  EXPECT_EQ(year_before(year_of(day(2025, 8, 1), "08-01")), (Period{day(2024, 8, 1), day(2025, 7, 31)}));
  EXPECT_EQ(year_of(day(2024, 2, 29), "01-01"), (Period{day(2024, 1, 1), day(2024, 12, 31)}));
  EXPECT_THROW(year_of(day(2024, 1, 1), "august"), std::invalid_argument);
}

}  // namespace
}  // namespace regard::figures
