// What is published of counts is final, holds small numbers back over all tables and weeks, and is all that anybody is shown.
#include <gmock/gmock.h>

#include <random>

#include "platform/figures/attack.h"
#include "webfilter/counts/handlers.h"
#include "webfilter/counts/publish.h"
#include "webfilter/counts/weekly.h"
#include "webfilter/counts/weeks.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;
using std::chrono::sys_days;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;
using How = figures::Shown::How;

constexpr Date day(int year, unsigned month, unsigned of) { return Date{std::chrono::year{year} / std::chrono::month{month} / std::chrono::day{of}}; }

TEST(Weeks, AreOfTheYearThatHoldsTheirThursday) {
  const struct { Date monday; int year, week; } rows[] = {
      {day(2024, 12, 30), 2025, 1}, {day(2025, 11, 17), 2025, 47}, {day(2025, 12, 29), 2026, 1}, {day(2026, 12, 28), 2026, 53}, {day(2027, 1, 4), 2027, 1}};
  for (const auto& row : rows) {
    EXPECT_EQ(number_of_week(row.monday).year, row.year) << iso(row.monday);
    EXPECT_EQ(number_of_week(row.monday).week, row.week) << iso(row.monday);
    for (int i = 0; i < 7; ++i) EXPECT_EQ(monday_of(Date{sys_days{row.monday} + days{i}}), row.monday);
  }
}

TEST(Weeks, AreInFours) {
  const auto four = four_weeks_of(day(2025, 11, 21));
  EXPECT_EQ(monday_of(four.from), four.from);
  EXPECT_EQ(sys_days{four.to} - sys_days{four.from}, days{27});
  EXPECT_EQ(four_weeks_of(four.from), four);
  EXPECT_EQ(four_weeks_of(four.to), four);
}

// The clock stands at Friday noon, 21 November 2025; the week before it is over since five days.
class CountsTest : public testing::WebFilterTest {
 protected:
  static constexpr figures::Period kEver{Date{std::chrono::year{2020} / 1 / 1}, Date{std::chrono::year{2030} / 1 / 1}};

  std::optional<days> alias_period;
  struct Some {
    int people = 1, times = 1;
    std::string theme = "hate";
    std::string centre = {};
    std::string called = "planted";
    std::chrono::hours ago{hours{24 * 8}};  // Thursday of the week before
  };
  void tried_by(const Some& some) {
    Findings findings{.reader = "library", .format = "squid", .fingerprint = {}};
    for (int who = 0; who < some.people; ++who)
      for (int i = 0; i < some.times; ++i) {
        const Instant at = now() - some.ago + hours{i};
        const std::string number = std::to_string(i);
        join(findings.stretches[{some.called + std::to_string(who), true, "bad" + number + ".example", theme(some.theme), some.centre}],
             {.first = at, .last = at, .deliberate = at, .requests = 1, .stopped = 1, .gone_on = 0, .identity = Identity::authenticated, .line = {}});
      }
    findings.newest = now() - some.ago;
    findings.coverage.lines = 1000;
    findings.coverage.of_interest = 731;
    findings.coverage.unreadable = 8;
    const Policy in_force = rules();
    Ladder ladder = in_force.ladder;
    ladder.alias_period = alias_period.value_or(ladder.alias_period);
    EXPECT_EQ(keep(services(), in_force.themes, ladder, findings, now()), Keeping::kept);
  }
  void clock_works(hours hours_on) {
    for (hours hour{0}; hour <= hours_on; hour += hours{1}) {
      publish_counts(services(), now());
      clock.advance(hours{1});
    }
  }
  std::vector<WebCounts> published(Published kind = Published::week) {
    auto read = db().read();
    return store::published(read, kind, kEver);
  }
  static figures::Shown attempts(const WebCounts& counts, std::optional<std::string_view> theme = {}, std::optional<std::string_view> centre = {}) {
    return shown_of(counts, theme, centre, Of::attempts).value();
  }
  static figures::Shown rounded(std::int64_t value) { return {How::rounded, value}; }
  static figures::Shown held_back() { return {How::held_back, 0}; }
  std::string shown_to(PersonId to, std::string query = {}) { return page(&show_counts, as(to), {.query = std::move(query)}); }
};

class PublishedCounts : public CountsTest {};
INSTANTIATE_TEST_SUITE_P(Engines, PublishedCounts, db::testing::engines(), db::testing::engine_name);

TEST_P(PublishedCounts, AreThereADayAfterAWeekThatIsOverCameToRest) {
  tried_by({.people = 12});
  publish_counts(services(), now());
  EXPECT_THAT(published(), IsEmpty());
  clock.advance(hours{23});
  tried_by({.called = "late", .ago = hours{24 * 9}});
  publish_counts(services(), now());
  clock.advance(hours{23});
  publish_counts(services(), now());
  EXPECT_THAT(published(), IsEmpty()) << "something was read of it less than a day ago";
  clock.advance(hours{1});
  publish_counts(services(), now());
  ASSERT_THAT(published(), SizeIs(1));
  EXPECT_EQ(attempts(published().front(), "hate"), rounded(15)) << "of 13";
  EXPECT_EQ(attempts(published().front(), "terrorism"), held_back()) << "none, and few look alike";
}

TEST_P(PublishedCounts, DoNotWaitForEverForALogThatNeverRests) {
  tried_by({.people = 12});
  for (int i = 0; i < 14; ++i) {
    publish_counts(services(), now());
    EXPECT_THAT(published(), IsEmpty());
    clock.advance(hours{24} - minutes{10});
    tried_by({.called = "late" + std::to_string(i), .ago = hours{24 * (8 + i)}});
    clock.advance(minutes{10});
  }
  publish_counts(services(), now());
  EXPECT_FALSE(published().empty());
}

TEST_P(PublishedCounts, AreFinalWhateverComesLate) {
  tried_by({.people = 12});
  clock_works(hours{25});
  const auto before = published();
  tried_by({.people = 20, .called = "late", .ago = hours{24 * 9}});
  clock_works(hours{49});
  ASSERT_THAT(published(), SizeIs(before.size()));
  EXPECT_EQ(published().front().tables, before.front().tables);
  EXPECT_THAT(shown_to(lead), HasSubstr(">1,000</td>")) << "how many lines came late";
}

TEST_P(PublishedCounts, HoldBackMuchOfFewPeople) {
  tried_by({.people = 1, .times = 40, .theme = "violence"});
  tried_by({.people = 30, .theme = "hate"});
  clock_works(hours{25});
  EXPECT_EQ(attempts(published().front(), "violence"), held_back()) << "forty attempts of one person are about one person";
  EXPECT_EQ(attempts(published().front(), "hate"), rounded(30));
}

TEST_P(PublishedCounts, AreByTheCentresThatTheProviderHas) {
  const auto city = people::add_centre(services(), "City campus", now()).text();
  people::add_centre(services(), "North campus", now());
  tried_by({.people = 20, .centre = "city CAMPUS"});
  tried_by({.people = 10, .centre = "somewhere", .called = "else"});
  clock_works(hours{25});
  const auto counts = published().front();
  EXPECT_EQ(attempts(counts, "hate", city), rounded(20));
  EXPECT_EQ(attempts(counts, "hate", ""), rounded(10));
  EXPECT_EQ(attempts(counts), rounded(30));
  EXPECT_THAT(shown_to(operator_), HasSubstr("City campus"));
  EXPECT_THAT(shown_to(operator_), Not(HasSubstr("somewhere"))) << "that there is anything from there is not for this page";
}

TEST_P(PublishedCounts, KnowSomebodyAgainWhoseAliasEndedInBetween) {
  alias_period = days{7};
  for (const int weeks : {2, 1}) tried_by({.people = 6, .ago = hours{24 * (7 * weeks + 1)}});
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person"), 12);
  clock_works(hours{25});
  ASSERT_EQ(number("SELECT COUNT(DISTINCT week) AS n FROM web_counted"), 2) << "both of the same four";
  EXPECT_EQ(number("SELECT COUNT(DISTINCT who) AS n FROM web_counted"), 6);
}

TEST_P(PublishedCounts, LeaveNoLinesOfFourWeeksThatAreOver) {
  tried_by({.people = 12});
  clock_works(hours{25});
  EXPECT_GT(number("SELECT COUNT(*) AS n FROM web_counted"), 0);
  clock.advance(hours{24 * 35});
  tried_by({.people = 1, .called = "another", .ago = hours{1}});
  clock_works(hours{26});
  EXPECT_FALSE(published(Published::four_weeks).empty());
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_counted"), 0);
}

TEST_P(PublishedCounts, OfWeeksBeforeOneThatIsPublishedNeverCome) {
  tried_by({.people = 12});
  clock_works(hours{25});
  tried_by({.people = 12, .ago = hours{24 * 20}});
  clock_works(hours{30});
  EXPECT_THAT(published(), SizeIs(1));
}

TEST_P(PublishedCounts, AreTheSameForTheLeadAndForIt) {
  tried_by({.people = 12});
  EXPECT_THAT(shown_to(lead), HasSubstr("Nothing is published"));
  clock_works(hours{25});
  EXPECT_THAT(shown_to(operator_), HasSubstr("Week 46, from Monday 10 November 2025"));
  for (const auto word : {"planted", "bad0.example", ">12<"})
    for (const auto person : {lead, operator_}) EXPECT_THAT(shown_to(person), Not(HasSubstr(word)));
  EXPECT_THAT(shown_to(lead, "year=2025"), HasSubstr("Week 46, from"));
  EXPECT_THAT(shown_to(lead, "year=1999"), HasSubstr("There are no counts of that year"));
}

TEST_P(PublishedCounts, AreAFileOfWhatIsShown) {
  tried_by({.people = 12});
  clock_works(hours{25});
  const auto file = page(&export_counts, as(operator_));
  EXPECT_THAT(file, HasSubstr("\"2025-11-10\",\"2025-11-16\",\"Week\",\"Hate and discrimination\",\"All centres\",\"10\",\"10\",\"1000\",\"8\""));
  EXPECT_THAT(file, Not(HasSubstr("\"731\""))) << "how many lines mattered";
  EXPECT_THAT(shown_to(operator_), HasSubstr("more than one in a hundred"));
  EXPECT_THAT(file, HasSubstr("\"held back\""));
  EXPECT_THAT(page(&export_counts, as(operator_), {.query = "year=1999"}), HasSubstr("refused"));
}

// A quarter of a university, published week by week as the clock goes; then an attacker with a solver reads all that was ever stored.
class AQuarter : public CountsTest {
 protected:
  std::map<std::string, std::string> centres_{{"nowhere", ""}};
  std::map<std::string, std::int64_t> who_;
  std::vector<store::CountedLine> lines_;

  void week_goes_by(std::mt19937& random, const std::vector<std::string>& themes) {
    const char* const centres[] = {"City campus", "North campus", "nowhere"};
    Findings findings{.reader = "library", .format = "squid", .fingerprint = {}};
    for (int i = 60 + static_cast<int>(random() % 80); i > 0; --i) {
      const auto who = std::min(random() % 60, random() % 60);
      const Instant at = now() - hours{24 + random() % 60};
      const auto which = std::min(random() % themes.size(), random() % themes.size());
      join(findings.stretches[{"planted-" + std::to_string(who), true, "bad" + std::to_string(random() % 9) + ".example", theme(themes[which]), centres[who % 3]}],
           {.first = at, .last = at, .deliberate = at, .requests = 1, .stopped = 1, .gone_on = 0, .identity = Identity::authenticated, .line = {}});
    }
    findings.newest = now();
    findings.coverage.lines = 1000;
    kept(findings);
  }
  void remember(const figures::Period& week) {
    auto read = db().read();
    for (const auto& each : store::attempts_in(read, week))
      lines_.push_back({week.from, each.person, who_.try_emplace(each.person, static_cast<std::int64_t>(who_.size())).first->second, each.theme, centres_.at(each.centre), each.times});
  }
  void live(int weeks) {
    for (const auto name : {"City campus", "North campus"}) centres_[name] = people::add_centre(services(), name, now()).text();
    std::vector<std::string> themes;
    const Policy in_force = rules();
    for (const auto& each : in_force.themes.all()) themes.push_back(each.id);
    std::mt19937 random{20251121};
    for (int week = 0; week < weeks; ++week) {
      week_goes_by(random, themes);
      remember(week_of(today()));
      clock.advance(hours{24 * 5});
      publish_counts(services(), now());
      clock.advance(hours{24 * 2});
      publish_counts(services(), now());
    }
  }
  std::vector<std::string> found_out(const WebCounts& four, figures::Told told) {
    std::vector<WebCounts> weeks;
    for (auto& week : published())
      if (four.period.from <= week.period.from && week.period.to <= four.period.to) weeks.push_back(std::move(week));
    const auto [cube, tables] = cube_of(four, weeks, lines_);
    figures::Publication shown;
    for (const auto& table : tables) shown.tables.push_back(table.already);
    return figures::Attack{cube, tables, shown, four.by.publishing, told}.narrowed();
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, AQuarter, db::testing::engines(), db::testing::engine_name);

TEST_P(AQuarter, TellsNothingOfAnySmallNumberToASolver) {
  live(17);
  const auto fours = published(Published::four_weeks);
  ASSERT_GE(fours.size(), 3U);
  int shown = 0;
  for (const auto& four : fours) {
    for (const auto& cell : four.tables.by_both) shown += cell.times.how == How::rounded;
    for (const auto told : {figures::Told::nothing, figures::Told::which_are_small}) EXPECT_THAT(found_out(four, told), IsEmpty()) << iso(four.period.from);
  }
  EXPECT_GT(shown, 30) << "there is something to read";
}

class WeeklyReport : public CountsTest {
 protected:
  // Monday 24 November 2025.
  void to_monday(hours hour) { clock.advance(Instant{sys_days{day(2025, 11, 24)}} + hour - now()); }
  void published_before() {
    tried_by({.people = 12});
    clock_works(hours{25});
    ASSERT_THAT(published(), Not(IsEmpty()));
  }
  std::vector<outbox::Message> letters() {
    std::vector<outbox::Message> all;
    auto read = db().read();
    for (const auto& row : read.all("SELECT id, payload FROM outbox_job WHERE kind = 'mail'"))
      if (auto message = weekly_letter(services(), english(), {.kind = "mail", .id = row.text("id"), .payload = row.text("payload")})) all.push_back(*message);
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, WeeklyReport, db::testing::engines(), db::testing::engine_name);

TEST_P(WeeklyReport, IsALinkToWhoeverMayReadIt) {
  published_before();
  to_monday(hours{8});
  announce_weekly(services(), now());
  const auto all = letters();
  EXPECT_THAT(all, SizeIs(3)) << "the lead, the deputy, the operator";
  for (const auto& each : all) {
    EXPECT_THAT(each.text, HasSubstr("/web-filter"));
    for (const auto word : {"planted", "Hate", "bad0"}) EXPECT_THAT(each.text, Not(HasSubstr(word)));
  }
}

TEST_P(WeeklyReport, IsSaidOnceAWeekFromItsHourOn) {
  published_before();
  to_monday(hours{7});
  announce_weekly(services(), now());
  EXPECT_THAT(letters(), IsEmpty());
  clock.advance(hours{5});
  announce_weekly(services(), now());
  announce_weekly(services(), now());
  EXPECT_THAT(letters(), SizeIs(3)) << "later, as nothing ran at its hour; and once";
  clock.advance(hours{24});
  announce_weekly(services(), now());
  EXPECT_THAT(letters(), SizeIs(3));
  clock.advance(hours{24 * 6});
  announce_weekly(services(), now());
  EXPECT_THAT(letters(), SizeIs(3)) << "nothing was published since";
}

TEST_P(WeeklyReport, IsNotSaidWhenNothingWasPublished) {
  tried_by({.people = 12, .ago = hours{24}});  // read, of a week that is not over
  to_monday(hours{8});
  announce_weekly(services(), now());
  EXPECT_THAT(letters(), IsEmpty());
}

}  // namespace
}  // namespace regard::webfilter
