#include "people/signin/throttle.h"

#include <gmock/gmock.h>

#include "platform/db/testing.h"

namespace regard::people::signin {
namespace {

using namespace std::chrono;

class Throttle : public db::testing::DatabaseTest {
 protected:
  const crypto::Secret key = crypto::Secret::random();
  Instant now{hours{490'000}};

  Tally attempt(const std::vector<Bucket>& buckets) {
    return db().write([&](db::Tx& tx) { return count_attempt(tx, key, buckets, now); });
  }
  void succeed(const std::vector<Bucket>& buckets) {
    db().write([&](db::Tx& tx) { forgive(tx, key, buckets, now); });
  }
  // Fails as often as it is let, waiting whenever it must, for so long. How often it was let.
  int failures_in(const std::vector<Bucket>& buckets, milliseconds time) {
    const Instant start = now;
    int made = 0;
    db().write([&](db::Tx& tx) {  // thousands of attempts in one commit: it is the counting that is tested
      now = start;
      made = 0;
      while (now < start + time) {
        const Tally tally = count_attempt(tx, key, buckets, now);
        if (tally.wait_until) now = *tally.wait_until;
        else ++made;
      }
    });
    return made;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Throttle, db::testing::engines(), db::testing::engine_name);

TEST_P(Throttle, LetsAFewSlipsPassAndThenGrowsSlower) {
  const std::vector<Bucket> pair{{Common::account_and_source, "tutor from home"}};
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(attempt(pair).wait_until) << i;
  EXPECT_FALSE(attempt(pair).wait_until);
  EXPECT_EQ(attempt(pair).wait_until, now + seconds{30});
  now += seconds{30};
  EXPECT_FALSE(attempt(pair).wait_until);
  EXPECT_EQ(attempt(pair).wait_until, now + seconds{60});
}

TEST_P(Throttle, LetsAGuesserTryAtMostAHundredTimesADayFromOneAddress) {
  EXPECT_LE(failures_in({{Common::account_and_source, "x"}}, hours{24}), 110);
}

TEST_P(Throttle, LetsGuessersFromEverywhereTryOneAccountAtMostFiveThousandTimesADay) {
  EXPECT_LE(failures_in({{Common::account, "x"}}, hours{24}), 5000);
}

TEST_P(Throttle, NeverMakesAnybodyWaitLongerThanAQuarterOfAnHourForAPassword) {
  for (const Common common : {Common::account_and_source, Common::account, Common::source, Common::device}) {
    const std::vector<Bucket> bucket{{common, "x"}};
    failures_in(bucket, hours{12});  // the waits have long stopped growing
    while (!attempt(bucket).wait_until) {}
    EXPECT_LE(attempt(bucket).wait_until.value() - now, minutes{15});
  }
}

TEST_P(Throttle, MakesAStrangerSecondsSlowAndNotMinutesWhenOthersGuessAtTheSameAccount) {
  failures_in({{Common::account, "lead"}}, hours{24});
  const auto wait = attempt({{Common::account, "lead"}}).wait_until;
  EXPECT_LE(wait.value_or(now) - now, seconds{20});
}

TEST_P(Throttle, ForgetsWhatWasLongAgo) {
  const std::vector<Bucket> pair{{Common::account_and_source, "x"}};
  failures_in(pair, hours{2});
  now += hours{25};
  EXPECT_EQ(attempt(pair).failures, 1);
}

TEST_P(Throttle, ForgivesAPersonsSlipsWhenTheySucceedButNotOthersGuesses) {
  const std::vector<Bucket> buckets{{Common::account, "lead"}, {Common::account_and_source, "lead from home"}};
  for (int i = 0; i < 4; ++i) attempt(buckets);
  succeed(buckets);
  EXPECT_EQ(attempt({buckets[1]}).failures, 1);
  EXPECT_EQ(attempt({buckets[0]}).failures, 4);  // four made, one forgiven, and this one
}

TEST_P(Throttle, CountsNothingWhileSomebodyMustWait) {
  const std::vector<Bucket> pair{{Common::account_and_source, "x"}};
  for (int i = 0; i < 6; ++i) attempt(pair);
  const auto until = attempt(pair).wait_until;
  for (int i = 0; i < 100; ++i) EXPECT_EQ(attempt(pair).wait_until, until);
}

TEST_P(Throttle, KeepsNoAddressAndNoAccountInClear) {
  attempt({{Common::account, "lead@example.ac.uk"}});
  auto read = db().read();
  for (const auto& row : read.all("SELECT bucket FROM sign_in_tally"))
    EXPECT_THAT(row.text("bucket"), ::testing::Not(::testing::HasSubstr("example")));
}

TEST(SignInFailures, AreWorthAnEventAtEachPowerOfTen) {
  std::vector<std::int64_t> worth;
  for (std::int64_t failures = 1; failures <= 1000; ++failures)
    if (is_worth_an_event(failures)) worth.push_back(failures);
  EXPECT_THAT(worth, ::testing::ElementsAre(1, 10, 100, 1000));
}

}  // namespace
}  // namespace regard::people::signin
