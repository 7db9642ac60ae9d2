#include <gmock/gmock.h>

#include "platform/base/calendar.h"
#include "platform/db/testing.h"
#include "platform/files/files.h"
#include "platform/provisions/provisions.h"

namespace regard::provisions {
namespace {

using std::chrono::day, std::chrono::month, std::chrono::year;

constexpr Date kToday{year{2026}, month{11}, day{30}};
const Instant kNow{std::chrono::sys_days{kToday} + std::chrono::hours{12}};

constexpr std::string_view kBrought =
    "title = \"Clocks\"\nversion = \"2026-11\"\nin_force_from = 2026-01-01\nsource = \"a starting point\"\n[concern]\nhours = 4\n";
constexpr std::string_view kOwn = "title = \"Clocks\"\nin_force_from = 2026-11-15\nsource = \"our policy\"\n[concern]\nhours = 2\n";

class ProvisionsTest : public db::testing::DatabaseTest {
 protected:
  void SetUp() override {
    DatabaseTest::SetUp();
    if (!IsSkipped()) bring(kBrought);
  }
  void bring(std::string_view text) {
    const EmbeddedFile files[] = {{"provisions/clocks.toml", text}};
    install(db(), Files{files}, kNow);
  }
  PersonId somebody() {
    const PersonId id = PersonId::make(kNow);
    db().write([&](db::Tx& tx) {
      tx.run("INSERT INTO person (id, reference, name, sort_name, email, standing, added_at, version)"
             " VALUES (:id, :reference, 'Lee Lead', 'lead', :email, 'here', 0, 1)",
             {{"id", id}, {"reference", new_reference('P')}, {"email", id.text() + "@example.ac.uk"}});
    });
    return id;
  }
  void write_own(std::string_view text = kOwn) {
    const PersonId by = somebody();
    ASSERT_TRUE(db().write([&](db::Tx& tx) { return add(tx, "clocks", std::string{text}, by, kNow); }));
  }
  std::int64_t hours_on(Date on) {
    auto read = db().read();
    return all.in_force(read, "clocks", on)->content.at("concern").at("hours").as_int64();
  }
  Provisions all;
};
INSTANTIATE_TEST_SUITE_P(Engines, ProvisionsTest, db::testing::engines(), db::testing::engine_name);

TEST_P(ProvisionsTest, WhatCameWithTheProgramIsInForceFromItsDay) {
  EXPECT_EQ(hours_on(kToday), 4);
  auto read = db().read();
  EXPECT_THROW(all.in_force(read, "clocks", Date{year{2025}, month{12}, day{31}}), std::runtime_error);
  EXPECT_THROW(all.in_force(read, "nonsense", kToday), std::runtime_error);
}

TEST_P(ProvisionsTest, AProvidersOwnWordStandsFromItsDayAndNotBefore) {
  write_own();
  EXPECT_EQ(hours_on(kToday), 2);
  EXPECT_EQ(hours_on(Date{year{2026}, month{11}, day{14}}), 4);
}

TEST_P(ProvisionsTest, WhatANewerProgramBringsDoesNotReplaceAProvidersOwn) {
  write_own();
  bring("title = \"Clocks\"\nversion = \"2026-12\"\nin_force_from = 2026-11-20\nsource = \"newer\"\n[concern]\nhours = 9\n");
  EXPECT_EQ(hours_on(kToday), 2);
  auto read = db().read();
  EXPECT_EQ(versions(read, "clocks").size(), 3u);
}

TEST_P(ProvisionsTest, AVersionARecordWasMadeUnderIsFoundForEver) {
  write_own();
  auto read = db().read();
  EXPECT_EQ(all.version(read, "clocks", "2026-11")->content.at("concern").at("hours").as_int64(), 4);
  EXPECT_EQ(all.version(read, "clocks", "2026-11-30.1")->source, "our policy");
}

TEST_P(ProvisionsTest, WhatIsInForceBesideAVersionEndsWithIt) {
  const auto of_day = [](std::string_view name, std::string_view from, std::string_view hours) {
    return "title = \"" + std::string{name} + "\"\nin_force_from = " + std::string{from} + "\nsource = \"our policy\"\n[concern]\nhours = " + std::string{hours} + "\n";
  };
  const PersonId by = somebody();
  const auto written = [&](std::string_view name, std::string_view from, std::string_view hours) {
    ASSERT_TRUE(db().write([&](db::Tx& tx) { return add(tx, name, of_day(name, from, hours), by, kNow); }));
  };
  written("clocks", "2026-12-10", "2");
  written("clocks", "2027-01-10", "1");
  written("telling", "2026-12-20", "9");
  const auto hours_beside = [&](std::string_view from) {
    auto read = db().read();
    std::vector<std::int64_t> hours;
    for (const auto& kept : all.beside(read, parsed("telling", of_day("telling", from, "3")).value(), "clocks")) hours.push_back(kept->content.at("concern").at("hours").as_int64());
    return hours;
  };
  EXPECT_THAT(hours_beside("2026-12-01"), ::testing::ElementsAre(4, 2)) << "not those of January: another is in force then";
  EXPECT_THAT(hours_beside("2026-12-20"), ::testing::ElementsAre(2, 1));
  EXPECT_THAT(hours_beside("2027-02-01"), ::testing::ElementsAre(1));
}

TEST_P(ProvisionsTest, BringingTheSameTwiceChangesNothing) {
  bring(kBrought);
  auto read = db().read();
  EXPECT_EQ(versions(read, "clocks").size(), 1u);
}

TEST(Provision, SaysWhichLineCannotBeRead) {
  const auto read = parsed("clocks", "title = \"Clocks\"\nhours = = 2\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.at(0).number, "2");
}

TEST(Provision, NeedsATitleADayAndASource) {
  const auto read = parsed("clocks", "hours = 2\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().fields.size(), 3u);
}

Provision version_of(std::string_view body) {
  return parsed("clocks", "title = \"t\"\nin_force_from = 2026-01-01\nsource = \"s\"\n" + std::string{body}).value();
}
std::string refused_for(std::string_view before, std::string_view after) {
  const auto fits_it = fits(version_of(before), version_of(after));
  return fits_it ? "nothing" : fits_it.error().fields.front().number;
}

TEST(AVersionOfOnesOwn, HasDaysWhereThereWereDays) {
  constexpr std::string_view kDays = "days = [2026-12-25, 2026-12-28]\n";
  EXPECT_EQ(refused_for(kDays, "days = [2026-12-24]\n"), "nothing");
  EXPECT_EQ(refused_for(kDays, "days = [2026-12-24, \"tomorrow\"]\n"), "days = \"tomorrow\"");
  EXPECT_EQ(refused_for(kDays, "days = [7]\n"), "days");
  EXPECT_EQ(refused_for("year_begins = \"08-01\"\n", "year_begins = \"09-01\"\n"), "nothing");
  EXPECT_EQ(refused_for("year_begins = \"08-01\"\n", "year_begins = \"summer\"\n"), "year_begins = \"summer\"");
}

TEST(AVersionOfOnesOwn, HasNumbersThatCanBeCountedWith) {
  constexpr std::string_view kHours = "[concern]\nhours = 4\n";
  EXPECT_EQ(refused_for(kHours, "[concern]\nhours = 48\n"), "nothing");
  for (const auto* number : {"99999999999", "-1", "10001"}) EXPECT_EQ(refused_for(kHours, "[concern]\nhours = " + std::string{number} + "\n"), "concern.hours");
}

TEST(AVersionOfOnesOwn, HasItemsThatSayWhatAllSaidBefore) {
  constexpr std::string_view kKinds = "[[kind]]\nword = \"police\"\nlabel = \"Police\"\n[[kind]]\nword = \"other\"\nlabel = \"Other\"\nhint = \"h\"\n";
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"council\"\nlabel = \"Council\"\n"), "nothing");
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"council\"\nlabel = 7\n"), "kind.label");
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"council\"\nlabel = \"\"\n"), "kind.label");
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"council\"\n"), "kind.label");
  EXPECT_EQ(refused_for(kKinds, "kind = [\"council\"]\n"), "kind");
}

TEST(AVersionOfOnesOwn, SaysNothingThatIsNeverRead) {
  constexpr std::string_view kHours = "[concern]\nhours = 4\n";
  EXPECT_EQ(refused_for(kHours, "foo = 1\n[concern]\nhours = 4\n"), "foo");
  EXPECT_EQ(refused_for(kHours, "[concern]\nhours = 4\ndays = 2\n"), "concern.days");
  EXPECT_EQ(refused_for(kHours, "[concern]\nhours = 4\n[panel]\nhours = 4\n"), "panel");
  EXPECT_EQ(refused_for(kHours, "[concern]\nhours = 4\nsource = \"our policy\"\n"), "nothing");
}

TEST(AVersionOfOnesOwn, CallsNothingByAWordThatIsTaken) {
  constexpr std::string_view kKinds = "[[kind]]\nword = \"police\"\n[[kind.option]]\nvalue = \"yes\"\n";
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"police\"\noption = []\n[[kind]]\nword = \"police\"\noption = []\n"), "kind.word = \"police\"");
  EXPECT_EQ(refused_for(kKinds, "[[kind]]\nword = \"police\"\n[[kind.option]]\nvalue = \"no\"\n[[kind.option]]\nvalue = \"no\"\n"), "kind.option.value = \"no\"");
}

}  // namespace
}  // namespace regard::provisions
