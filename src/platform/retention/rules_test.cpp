#include "platform/retention/rules.h"

#include "platform/retention/part.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>
#include <iterator>

namespace regard::retention {
namespace {

using std::chrono::day;
using std::chrono::month;
using std::chrono::year;

Date on(int y, unsigned m, unsigned d) { return Date{year{y}, month{m}, day{d}}; }

std::string shipped() {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/provisions/retention.toml"};
  return {std::istreambuf_iterator<char>{file}, {}};
}

Result<Rules> rules_in(std::string text) {
  const auto provision = provisions::parsed(kProvision, std::move(text));
  if (!provision) return tl::unexpected{provision.error()};
  return rules_from(*provision);
}

std::string with(std::string_view rule) {
  return "title = \"T\"\nversion = \"1\"\nin_force_from = 2026-01-01\nsource = \"S\"\n[[rule]]\n" + std::string{rule};
}

constexpr std::string_view kOne =
    "id = \"case.closed\"\napplies_to = \"case\"\ntrigger = \"closed_at\"\nperiod = \"1 year\"\nwarning = \"30 days\"\nends = \"destroy\"\ntext = \"W\"\n";

constexpr std::string_view kTriggers[] = {"closed_at"}, kOutcomes[] = {"unfounded", "supported"};
const Part kParts[] = {{.kind = "case", .index = {}, .triggers = kTriggers, .outcomes = kOutcomes, .triggered = nullptr, .find = nullptr,
                        .stands_in_the_way = nullptr, .end = nullptr, .fell_due = nullptr, .every_after = nullptr}};

// What a provider's own is told to mend.
std::string said_of(std::string_view rule) {
  const auto checked = check(*provisions::parsed(kProvision, with(rule)), kParts);
  return checked ? std::string{"taken"} : checked.error().fields.front().number;
}
std::string changed(std::string_view from, std::string_view to) {
  std::string rule{kOne};
  return rule.replace(rule.find(from), from.size(), to);
}

TEST(Period, IsTheCorrespondingDayAndTheLastOfAShorterMonth) {
  EXPECT_EQ(after(on(2026, 1, 31), {1, Period::Unit::months}), on(2026, 2, 28));
  EXPECT_EQ(after(on(2028, 2, 29), {1, Period::Unit::years}), on(2029, 2, 28));
  EXPECT_EQ(after(on(2026, 12, 15), {2, Period::Unit::months}), on(2027, 2, 15));
  EXPECT_EQ(after(on(2026, 2, 27), {30, Period::Unit::days}), on(2026, 3, 29));
  EXPECT_EQ(before(on(2026, 3, 31), {1, Period::Unit::months}), on(2026, 2, 28));
}

TEST(Period, IsWrittenInWords) {
  EXPECT_EQ(period_from("6 years"), (Period{6, Period::Unit::years}));
  EXPECT_EQ(period_from("1 day"), (Period{1, Period::Unit::days}));
  for (const auto* wrong : {"", "6", "six years", "0 days", "-1 years", "6  years", "6 weeks", "years", "6 yearss"}) EXPECT_FALSE(period_from(wrong)) << wrong;
}

TEST(ShippedRules, AreReadAndSaySomethingAboutEach) {
  const auto rules = rules_in(shipped());
  ASSERT_TRUE(rules) << rules.error().code;
  EXPECT_GE(rules->all.size(), 4u);
  for (const Rule& rule : rules->all) EXPECT_FALSE(rule.why.empty()) << rule.id;
}

// R (II) v Met: what was unfounded is not kept by the general rule, and a person looks at the one case.
TEST(ShippedRules, KeepWhatWasUnfoundedShorterAndPutItBeforeAPerson) {
  const auto rules = rules_in(shipped());
  ASSERT_TRUE(rules);
  const Rule* unfounded = rules->of("case", "closed_at", "unfounded");
  const Rule* other = rules->of("case", "closed_at", "supported");
  ASSERT_TRUE(unfounded && other);
  EXPECT_NE(unfounded->id, other->id);
  const Date closed = on(2026, 1, 1);
  EXPECT_LT(after(closed, unfounded->period), after(closed, other->period));
  EXPECT_EQ(unfounded->ends, Ends::review);
  ASSERT_TRUE(unfounded->longest);
  EXPECT_LT(after(closed, *unfounded->longest), on(2032, 1, 1));
}

TEST(Rules, OfAnOutcomeStandBeforeThatOfEveryOther) {
  const auto rules = rules_in(with(std::string{kOne} + "[[rule]]\nid = \"case.unfounded\"\napplies_to = \"case\"\ntrigger = \"closed_at\"\noutcome = \"unfounded\"\n"
                                                       "period = \"6 months\"\nwarning = \"30 days\"\nends = \"destroy\"\ntext = \"W\"\n"));
  ASSERT_TRUE(rules);
  EXPECT_EQ(rules->of("case", "closed_at", "unfounded")->id, "case.unfounded");
  EXPECT_EQ(rules->of("case", "closed_at", "other")->id, "case.closed");
  EXPECT_EQ(rules->of("case", "left", "other"), nullptr);
  EXPECT_THAT(rules->outcomes_with_own(*rules->named("case.closed")), ::testing::ElementsAre("unfounded"));
}

TEST(Rules, ThatCannotBeAreRefusedAndNamed) {
  EXPECT_TRUE(rules_in(with(kOne)));
  EXPECT_THAT(said_of(changed("1 year", "a year")), ::testing::HasSubstr("case.closed: period"));
  EXPECT_THAT(said_of(changed("destroy", "forever")), ::testing::HasSubstr("case.closed: ends"));
  EXPECT_THAT(said_of(changed("destroy", "review")), ::testing::HasSubstr("case.closed: keep_at_most"));
  for (const auto* short_of_it : {"1 day", "13 days"})
    EXPECT_THAT(said_of(changed("30 days", short_of_it)), ::testing::HasSubstr("case.closed: warning is shorter than 14 days"));
  EXPECT_EQ(said_of(changed("30 days", "14 days")), "taken");
  EXPECT_THAT(said_of(std::string{kOne} + "[[rule]]\n" + std::string{kOne}), ::testing::HasSubstr("twice"));
}

TEST(AProvidersOwnRules, AreForSomethingThatThereIsAndLastAsLongAsSomebodyCouldMean) {
  EXPECT_EQ(said_of(kOne), "taken");
  EXPECT_EQ(said_of(changed("\"case\"", "\"csae\"")), "case.closed: applies_to");
  EXPECT_EQ(said_of(changed("closed_at", "clsed_at")), "case.closed: trigger");
  EXPECT_EQ(said_of(changed("ends = ", "outcome = \"unfonded\"\nends = ")), "case.closed: outcome");
  EXPECT_EQ(said_of(changed("1 year", "101 years")), "case.closed: no time is longer than 100 years");
  EXPECT_EQ(said_of(changed("1 year", "100000 years")), "case.closed: period");
  EXPECT_EQ(said_of(changed("1 year", "29 days")), "case.closed: period is shorter than its warning");
  EXPECT_EQ(said_of(changed("ends = ", "longest = \"11 months\"\nends = ")), "case.closed: longest is shorter than the period");
}

TEST(AProvidersOwnRules, LeaveNothingWithoutOne) {
  EXPECT_EQ(said_of(changed("ends = ", "outcome = \"unfounded\"\nends = ")), "case, closed_at, supported");
}

// What was written before there was such a check goes on counting.
TEST(AProvidersOwnRules, ThatAreInForceAreReadAsTheyAre) { EXPECT_TRUE(rules_in(with(changed("1 year", "101 years")))); }

}  // namespace
}  // namespace regard::retention
