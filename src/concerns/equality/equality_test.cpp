// The questions after telling: counted, and joined to nothing.
#include "concerns/equality/handlers.h"
#include "concerns/equality/shown.h"
#include "concerns/equality/store.h"
#include "concerns/telling/handlers.h"
#include "concerns/testing.h"
#include "platform/forms/drafts.h"

namespace regard::concerns::equality {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

TEST(SmallCounts, AreHiddenWithAnotherSoThatNoneIsFoundBySubtraction) {
  EXPECT_THAT(shown({40, 32, 0}), ElementsAre(40, 30, 0));
  EXPECT_THAT(shown({40, 32, 3}), ElementsAre(40, std::nullopt, std::nullopt));
  EXPECT_THAT(shown({40, 9, 3}), ElementsAre(40, std::nullopt, std::nullopt));
  EXPECT_THAT(shown({3, 0}), ElementsAre(std::nullopt, std::nullopt)) << "few are as none";
  EXPECT_THAT(shown({0, 0}), ElementsAre(std::nullopt, std::nullopt));
}

class Equality : public concerns::testing::ConcernsTest {
 protected:
  void something_was_sent() {
    write([&](db::Tx& tx) { forms::finish_draft(tx, {"tell-us", concerns::testing::Asked{}.visitor}, "C-7K2Q-9XWD", now()); return 0; });
  }
  std::vector<store::Count> counted() {
    auto read = db().read();
    return store::counts(read, "2000-01", "2100-01");
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Equality, db::testing::engines(), db::testing::engine_name);

TEST_P(Equality, AnswersAreCountedOnceForEachThatWasSent) {
  something_was_sent();
  EXPECT_THAT(page(&ask, nobody()), HasSubstr("How old are you?"));
  for (int i = 0; i < 2; ++i)
    EXPECT_EQ("/tell-us/sent", location(answered(&answer, nobody(), {.form = {{"age", "20_to_29"}, {"sex", "not_said"}}})));
  const auto counts = counted();
  ASSERT_EQ(2u, counts.size());
  for (const auto& count : counts) EXPECT_EQ(1, count.answers) << count.question;
}

TEST_P(Equality, NoAnswerAtAllIsASlipAndMayBeAnsweredAfterwards) {
  something_was_sent();
  EXPECT_EQ(422, answered(&answer, nobody(), {.form = {{"csrf", "x"}}})->status);
  EXPECT_THAT(page(&telling::sent, nobody()), HasSubstr("Answer them"));
  EXPECT_EQ("/tell-us/sent", location(answered(&answer, nobody(), {.form = {{"age", "20_to_29"}}})));
  EXPECT_EQ(1u, counted().size());
  EXPECT_THAT(page(&telling::sent, nobody()), HasSubstr("They have been counted"));
}

TEST_P(Equality, AreNotAskedOfWhoSentNothing) {
  EXPECT_EQ("/tell-us/sent", location(answered(&ask, nobody())));
  EXPECT_EQ("/tell-us/sent", location(answered(&answer, nobody(), {.form = {{"age", "20_to_29"}}})));
  EXPECT_THAT(counted(), IsEmpty());
}

TEST_P(Equality, AnAnswerThatIsNotOfferedIsNotCounted) {
  something_was_sent();
  EXPECT_EQ(422, answered(&answer, nobody(), {.form = {{"age", "a thousand"}}})->status);
  EXPECT_THAT(counted(), IsEmpty());
}

TEST_P(Equality, CountsAreShownWithoutSmallOnes) {
  write([&](db::Tx& tx) {
    for (int i = 0; i < 23; ++i) store::count(tx, {"2025-10", "2026-11", "age", "20_to_29"});
    store::count(tx, {"2025-10", "2026-11", "age", "under_20"});
    store::count(tx, {"2025-10", "2026-11", "age", "50_and_over"});
    return 0;
  });
  const auto shown_page = page(&show_counts, as(lead));
  EXPECT_THAT(shown_page, HasSubstr(">25<"));
  EXPECT_THAT(shown_page, HasSubstr("Not shown"));
}

TEST_P(Equality, CountsDoNotMoveWhileAMonthGoesOn) {
  const auto count_more = [&] {
    write([&](db::Tx& tx) {
      for (int i = 0; i < 30; ++i) store::count(tx, {"2025-11", "2026-11", "age", "20_to_29"});
      return 0;
    });
  };
  const auto before = page(&show_counts, as(lead));
  count_more();
  EXPECT_EQ(page(&show_counts, as(lead)), before);
  clock.advance(std::chrono::days{10});
  EXPECT_THAT(page(&show_counts, as(lead)), HasSubstr(">30<"));
}

}  // namespace
}  // namespace regard::concerns::equality
