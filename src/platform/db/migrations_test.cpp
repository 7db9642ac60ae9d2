#include "platform/db/migrations.h"

#include <gmock/gmock.h>

#include <atomic>
#include <latch>
#include <thread>

#include "platform/db/notes_for_tests.h"

namespace regard::db {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr EmbeddedFile kFirst{"db/migrations/0001_first.sql", R"sql(
  -- Someone's comment; with a semicolon and 'quotes'
  CREATE TABLE first (id TEXT PRIMARY KEY, words TEXT NOT NULL DEFAULT 'a;b');
  CREATE INDEX first_words ON first (words);
  INSERT INTO first (id) VALUES ('made by the migration; :not a parameter');
)sql"};
constexpr EmbeddedFile kSecond{"db/migrations/0002_second.sql", "CREATE TABLE second (id TEXT PRIMARY KEY);"};

class Migrations : public testing::DatabaseTest {
 protected:
  Migrations() : DatabaseTest{{}} {}
  static constexpr Instant kNow{std::chrono::milliseconds{1'700'000'000'000}};

  std::vector<std::string> apply(std::vector<EmbeddedFile> files, std::string_view folder = "db/migrations") {
    return migrate(db(), Files{files}, folder, kNow);
  }
  std::string refusal(std::vector<EmbeddedFile> files) {
    try {
      apply(std::move(files));
    } catch (const std::runtime_error& refused) {
      return refused.what();
    }
    return {};
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Migrations, testing::engines(), testing::engine_name);

TEST_P(Migrations, AreAppliedInOrderOnceAndRecorded) {
  EXPECT_THAT(apply({kSecond, kFirst}), ElementsAre("0001_first", "0002_second"));
  EXPECT_THAT(apply({kFirst, kSecond}), IsEmpty());
  Read read = db().read();
  EXPECT_EQ("a;b", read.one("SELECT words FROM first")->text("words"));
  EXPECT_EQ(kNow,
            read.one("SELECT applied_at FROM migration WHERE name = '0002_second'")->instant("applied_at"));
}

TEST_P(Migrations, ContinueWhereTheyStopped) {
  apply({kFirst});
  EXPECT_THAT(apply({kFirst, kSecond}), ElementsAre("0002_second"));
}

TEST_P(Migrations, MayDifferBetweenTheEngines) {
  const EmbeddedFile common{"db/migrations/0001_first.sql", "CREATE TABLE engine (name TEXT)"};
  const EmbeddedFile sqlite{"db/migrations/0001_first.sqlite.sql",
                            "CREATE TABLE engine AS SELECT 'SQLite' AS name"};
  const EmbeddedFile postgresql{"db/migrations/0001_first.postgresql.sql",
                                "CREATE TABLE engine AS SELECT CAST('PostgreSQL' AS TEXT) AS name"};
  EXPECT_THAT(apply({common, postgresql, sqlite}), ElementsAre("0001_first"));
  Read read = db().read();
  EXPECT_EQ(on_postgresql() ? "PostgreSQL" : "SQLite", read.one("SELECT name FROM engine")->text("name"));
}

TEST_P(Migrations, ForTheOtherEngineOnlyAreNotAppliedHere) {
  const EmbeddedFile other{
      on_postgresql() ? "db/migrations/0002_other.sqlite.sql" : "db/migrations/0002_other.postgresql.sql",
      "this would fail"};
  EXPECT_THAT(apply({kFirst, other}), ElementsAre("0001_first"));
}

TEST_P(Migrations, OfOtherFoldersAreLeftAlone) {
  const EmbeddedFile elsewhere{"db/migrations_of_keys/0001_keys.sql", "this would fail"};
  EXPECT_THAT(apply({kFirst, elsewhere}), ElementsAre("0001_first"));
}

TEST_P(Migrations, ThatFailLeaveNothingOfThemselves) {
  const EmbeddedFile broken{"db/migrations/0002_broken.sql",
                            "CREATE TABLE half (id TEXT); INSERT INTO missing VALUES (1);"};
  EXPECT_THAT(refusal({kFirst, broken}), HasSubstr("missing"));
  Read read = db().read();
  EXPECT_EQ(1u, read.all("SELECT name FROM migration").size());
  EXPECT_THAT(apply({kFirst, {broken.name, "CREATE TABLE half (id TEXT);"}}), ElementsAre("0002_broken"));
}

TEST_P(Migrations, ThatHaveChangedSinceTheyWereAppliedAreRefused) {
  apply({kFirst});
  EXPECT_THAT(refusal({{kFirst.name, "CREATE TABLE first (id TEXT PRIMARY KEY)"}}),
              HasSubstr("0001_first has changed"));
}

TEST_P(Migrations, UnknownToThisProgramMeanThatTheDatabaseIsNewer) {
  apply({kFirst, kSecond});
  EXPECT_THAT(refusal({kFirst}), HasSubstr("newer"));
}

TEST_P(Migrations, ThatComeBeforeAnAppliedOneAreRefused) {
  apply({kSecond});
  EXPECT_THAT(refusal({kFirst, kSecond}), HasSubstr("0001_first comes before"));
}

TEST_P(Migrations, OfSeveralProcessesAtOnceAreAppliedOnce) {
  const std::vector<EmbeddedFile> files{kFirst, kSecond};
  constexpr int kProcesses = 8;
  std::atomic<std::size_t> applied = 0;
  std::latch all_started{kProcesses};
  {
    std::vector<std::jthread> processes;
    for (int i = 0; i < kProcesses; ++i)
      processes.emplace_back([&] {
        Database database{fresh().settings()};
        all_started.arrive_and_wait();
        applied += migrate(database, Files{files}, "db/migrations", kNow).size();
      });
  }
  EXPECT_EQ(2u, applied);
}

TEST_P(Migrations, OfTheProgramApplyToAnEmptyDatabase) {
  for (const auto* folder : {"db/migrations", "db/keys", "db/index"}) {
    testing::FreshDatabase database{GetParam(), {folder}};
    EXPECT_TRUE(database.database().answers()) << folder;
  }
}

}  // namespace
}  // namespace regard::db
