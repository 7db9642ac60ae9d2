// The program is killed in the middle of many threads' writing: what was promised is there, and nothing is
// half there.
#include <gmock/gmock.h>
#include <sys/wait.h>

#include <cstdio>
#include <set>

#include "platform/db/testing.h"

namespace regard::db {
namespace {

using ::testing::IsSupersetOf;

class Crash : public testing::DatabaseTest {
 protected:
  Crash() : DatabaseTest{{}} {}
  void SetUp() override {
    DatabaseTest::SetUp();
    if (IsSkipped()) return;
    db().write(
        [](Tx& tx) { tx.run("CREATE TABLE pair (number BIGINT, half TEXT, PRIMARY KEY (number, half))"); });
  }

  // Runs the writer until it kills itself there; the numbers that it was promised.
  std::set<std::int64_t> promised_until(const std::string& failpoint) {
    const std::string command =
        "REGARD_FAILPOINTS='" + failpoint + "' exec " REGARD_CRASH_WRITER " '" + fresh().settings().url + "'";
    FILE* output = ::popen(command.c_str(), "r");
    std::set<std::int64_t> numbers;
    long number = 0;
    while (std::fscanf(output, "%ld", &number) == 1) numbers.insert(number);
    const int status = ::pclose(output);
    EXPECT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "the writer ended by itself";
    return numbers;
  }

  std::set<std::int64_t> kept() {
    Database reopened{fresh().settings()};
    Read read = reopened.read();
    EXPECT_EQ(0u, read.all("SELECT number FROM pair GROUP BY number HAVING count(*) <> 2").size());
    std::set<std::int64_t> numbers;
    for (const auto& row : read.all("SELECT DISTINCT number FROM pair"))
      numbers.insert(row.integer("number"));
    return numbers;
  }
};

INSTANTIATE_TEST_SUITE_P(Engines, Crash, testing::engines(), testing::engine_name);

TEST_P(Crash, BeforeACommitKeepsAllThatWasPromised) {
  const auto promised = promised_until("db.before_commit=kill:20");
  EXPECT_THAT(kept(), IsSupersetOf(promised));
  EXPECT_FALSE(promised.empty());
}

TEST_P(Crash, AfterACommitKeepsAllThatWasPromised) {
  const auto promised = promised_until("db.after_commit=kill:20");
  const auto numbers = kept();
  EXPECT_THAT(numbers, IsSupersetOf(promised));
  EXPECT_GT(numbers.size(), promised.size());  // the last commit's were kept, too late to be told
}

}  // namespace
}  // namespace regard::db
