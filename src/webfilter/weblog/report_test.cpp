#include "webfilter/weblog/report.h"

#include <gmock/gmock.h>

#include <sstream>

#include "webfilter/weblog/report_writers.h"

namespace regard::webfilter {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::Pair;

constexpr std::string_view kThemes = R"(
[[theme]]
id = "hate"
title = "Hate"
labels = []
[[theme]]
id = "terrorism"
title = "Terrorism"
grave = true
labels = []
)";
constexpr std::int32_t kHate = 0, kTerrorism = 1;

class ReportTest : public ::testing::Test {
 protected:
  void did(std::string_view person, std::int32_t theme, int day, std::string_view centre = "", std::string_view site = "example.net") {
    counted.tally.add({.at = Instant{std::chrono::sys_days{std::chrono::days{day}}} + 12h, .day = day, .person = person, .is_named = true, .identity = Identity::authenticated, .site = site,
                       .centre = centre, .theme = theme});
  }
  Report report() { return report_of(counted, themes, {.attempts = 2, .days = 2}, {"squid"}); }

  Themes themes{kThemes};
  Counted counted;
};

TEST_F(ReportTest, BeginsWithWhatIsGrave) {
  for (int day = 20000; day < 20005; ++day) did("jdoe", kHate, day);
  did("jroe", kTerrorism, 20001);
  did("jroe", Themes::kNone, 20001);
  const Report made = report();
  EXPECT_EQ(made.grave.attempts, 1);
  EXPECT_EQ(made.within_themes.attempts, 6);
  ASSERT_EQ(made.people.size(), 2u);
  EXPECT_EQ(made.people[0].grave, "Terrorism") << "one attempt, and yet before five of another theme";
  EXPECT_FALSE(made.people[0].is_repeated);
  EXPECT_TRUE(made.people[1].is_repeated);
  EXPECT_THAT(made.by_theme, ElementsAre(Pair("Terrorism", ::testing::_), Pair("Hate", ::testing::_), Pair("Blocked, of no theme", ::testing::_)));
  std::ostringstream text;
  write_text(made, text);
  EXPECT_THAT(text.str(), ::testing::StartsWith("1 attempt in grave themes, by 1 person: LOOK TODAY\n"));
}

TEST_F(ReportTest, HasEachDayOfItsPeriod) {
  did("jdoe", kHate, 20000);
  did("jdoe", kHate, 20003);
  EXPECT_EQ(report().by_day_of_themes.size(), 4u);
  EXPECT_EQ(report().by_day.size(), 2u);
}

// One line of a clock gone wrong would make millions of days.
TEST_F(ReportTest, OfALongPeriodHasOnlyTheDaysWithSomething) {
  did("jdoe", kHate, 20000);
  did("jdoe", kHate, 20399);
  EXPECT_EQ(report().by_day_of_themes.size(), 400u);
  EXPECT_FALSE(report().leaves_days_out);
  did("jdoe", kHate, 2932890);
  const Report made = report();
  EXPECT_EQ(made.by_day_of_themes.size(), 3u);
  EXPECT_TRUE(made.leaves_days_out);
  const auto page = as_html(made, Files{{}, REGARD_SOURCE_DIR});
  EXPECT_THAT(page, HasSubstr("days without anything are left out"));
  EXPECT_LT(page.size(), 100'000u);
}

TEST_F(ReportTest, SaysOneOfOneAndNothingOfNothing) {
  std::ostringstream nothing, text, table;
  write_text(report_of(counted, themes, {}, {}), nothing);
  EXPECT_EQ(nothing.str(), "Nothing of interest.\n0 lines, 0 of interest; of those that may be, 0 could not be read\n");
  did("jdoe", kHate, 20000);
  write_text(report(), text);
  EXPECT_THAT(text.str(), HasSubstr("1 attempt  on  1 day "));
  write_csv(report(), table);
  EXPECT_THAT(table.str(), ::testing::StartsWith("table,name,people,attempts,requests,days\r\ntheme,\"Hate\",1,1,1,\r\n"));
  EXPECT_THAT(table.str(), ::testing::EndsWith(",1,1,1,1\r\n")) << "whoever did it, with requests and days";
}

TEST_F(ReportTest, ShowsCentresWhenThereAreAny) {
  did("jdoe", kHate, 20000);
  EXPECT_TRUE(report().by_centre.empty());
  did("jdoe", kHate, 20001, "Leeds");
  const auto centres = report().by_centre;
  ASSERT_EQ(centres.size(), 2u);
  EXPECT_EQ(centres.at("Leeds").attempts, 1);
  EXPECT_EQ(centres.at("Of no centre").attempts, 1);
}

TEST_F(ReportTest, AsAPageEscapesWhatALogSays) {
  did("<b>jdoe", kHate, 20000, "<i>Leeds", "<script>example");
  const auto page = as_html(report(), Files{{}, REGARD_SOURCE_DIR});
  EXPECT_THAT(page, HasSubstr("&lt;script&gt;example"));
  EXPECT_THAT(page, HasSubstr("&lt;i&gt;Leeds"));
  EXPECT_THAT(page, Not(HasSubstr("<script")));
  EXPECT_THAT(page, Not(HasSubstr("jdoe")));
}

}  // namespace
}  // namespace regard::webfilter
