// What sending costs: a puzzle or a wait, more for who sends much, and nobody is shut out by others.
#include "platform/web/toll.h"

#include <gtest/gtest.h>

#include "platform/crypto/puzzle.h"

namespace regard::web {
namespace {

using std::chrono::milliseconds;

const Instant kNoon{std::chrono::hours{500'000}};
constexpr Toll::Rule kRule{.bits = 4, .most_bits = 10, .calm_of_source = 4, .calm = 20, .wait = milliseconds{100}, .longest_wait = milliseconds{1000},
                           .waiting_at_once = 3};

class TollTest : public ::testing::Test {
 protected:
  Toll toll{kRule, crypto::Secret::random()};

  std::string challenge(std::string_view from, Instant now = kNoon) { return toll.challenge(from, "a page of mine", now); }
  static int bits_of(const std::string& challenge) { return challenge_from(challenge)->bits; }
  Result<milliseconds> pay(std::string_view from, std::string_view challenge, std::string_view solution, Instant now = kNoon,
                           std::string_view purpose = "a page of mine") {
    return toll.pay({from, purpose, challenge, solution}, now);
  }
  Result<milliseconds> pay_nothing(std::string_view from, Instant now = kNoon) { return pay(from, "", "", now); }
  Result<milliseconds> pay_in_full(std::string_view from, Instant now = kNoon) {
    const auto asked = challenge(from, now);
    return pay(from, asked, crypto::solve(asked, bits_of(asked)), now);
  }
};

TEST_F(TollTest, ASolvedPuzzleIsPaidAndWithoutOneTheAnswerWaits) {
  EXPECT_EQ(milliseconds{0}, pay_in_full("192.0.2.1").value());
  EXPECT_EQ(milliseconds{100}, pay_nothing("192.0.2.1").value());
}

TEST_F(TollTest, APuzzleIsGoodOnce) {
  const auto asked = challenge("192.0.2.1");
  const auto solution = crypto::solve(asked, bits_of(asked));
  EXPECT_EQ(milliseconds{0}, pay("192.0.2.1", asked, solution).value());
  EXPECT_NE(milliseconds{0}, pay("192.0.2.1", asked, solution).value());
}

TEST(FullToll, DoesNotForgetWhichPuzzlesWereUsedButLetsTheAnswerWait) {
  Toll toll{Toll::Rule{.bits = 2, .calm_of_source = 100, .remembered = 3}, crypto::Secret::random()};
  const auto pay = [&](const std::string& asked, Instant now) {
    return toll.pay({"192.0.2.1", "a page of mine", asked, crypto::solve(asked, challenge_from(asked)->bits)}, now).value();
  };
  const auto asked = [&](Instant now) { return toll.challenge("192.0.2.1", "a page of mine", now); };
  const auto first = asked(kNoon);
  EXPECT_EQ(milliseconds{0}, pay(first, kNoon));
  for (int i = 0; i < 2; ++i) EXPECT_EQ(milliseconds{0}, pay(asked(kNoon), kNoon));
  EXPECT_NE(milliseconds{0}, pay(asked(kNoon), kNoon)) << "no more are remembered";
  EXPECT_NE(milliseconds{0}, pay(first, kNoon));
  const Instant later = kNoon + std::chrono::minutes{31};
  EXPECT_EQ(milliseconds{0}, pay(asked(later), later)) << "what expired is forgotten";
}

TEST_F(TollTest, APuzzleIsGoodForItsOwnPageItsTimeAndItsDifficulty) {
  const auto asked = challenge("192.0.2.1");
  const auto solution = crypto::solve(asked, bits_of(asked));
  EXPECT_NE(milliseconds{0}, pay("192.0.2.1", asked, solution, kNoon, "another page").value());
  EXPECT_NE(milliseconds{0}, pay("192.0.2.1", asked, solution, kNoon + std::chrono::minutes{31}).value());
  EXPECT_NE(milliseconds{0}, pay("192.0.2.1", asked, std::string(30, '1')).value()) << "no number of ours";
  const std::string easier = "0" + asked.substr(asked.find('.'));
  EXPECT_NE(milliseconds{0}, pay("192.0.2.9", easier, "1").value());
}

TEST_F(TollTest, WhoSendsMuchPaysMore) {
  const int calm = bits_of(challenge("192.0.2.1"));
  for (int i = 0; i < 16; ++i) ASSERT_TRUE(pay_in_full("192.0.2.1"));
  EXPECT_GT(bits_of(challenge("192.0.2.1")), calm + 1);
  EXPECT_GT(pay_nothing("192.0.2.1").value(), milliseconds{200});
}

TEST_F(TollTest, OthersPayLittleMoreForIt) {
  const int calm = bits_of(challenge("192.0.2.200"));
  for (int i = 0; i < 2000; ++i) pay_nothing("192.0.2." + std::to_string(i % 100));
  EXPECT_LE(bits_of(challenge("192.0.2.200")), calm + kRule.most_for_others);
  EXPECT_TRUE(pay_nothing("192.0.2.200")) << "and are never refused";
}

TEST_F(TollTest, APageFromBeforeARushIsStillGood) {
  const auto asked = challenge("192.0.2.200");
  for (int i = 0; i < 2000; ++i) pay_nothing("192.0.2." + std::to_string(i % 100));
  EXPECT_EQ(milliseconds{0}, pay("192.0.2.200", asked, crypto::solve(asked, bits_of(asked))).value());
}

TEST_F(TollTest, OfOneSourceOnlySoManyWaitAtOnce) {
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(pay_nothing("192.0.2.1"));
  EXPECT_EQ("toll.too_many", pay_nothing("192.0.2.1").error().code);
  EXPECT_TRUE(pay_nothing("192.0.2.2"));
  EXPECT_TRUE(pay_in_full("192.0.2.1")) << "work is always taken";
  EXPECT_TRUE(pay_nothing("192.0.2.1", kNoon + std::chrono::minutes{5})) << "when the wait is over";
}

TEST_F(TollTest, WhatIsNoChallengeIsNotRead) {
  for (const auto* text : {"", ".", "...", "16", "16.1.a", "16.1.a.b.c", "x.1.a.b", "16.x.a.b", "-1.1.a.b", "99.1.a.b", "16.1..b", "16.1.a.", "16.1.a.b."})
    EXPECT_FALSE(challenge_from(text)) << text;
}

}  // namespace
}  // namespace regard::web
