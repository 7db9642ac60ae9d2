// The pages of concerns, as they are answered.
#include "concerns/concern/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;

class ConcernPages : public testing::ConcernsTest {
 protected:
  Result<Concern> decided_because(PersonId by, const std::string& reference, ConcernAction action, std::string why, int version) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return triage(tx, services(), viewer, reference, {action, PrivateText{why}, version}, now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, ConcernPages, db::testing::engines(), db::testing::engine_name);

TEST_P(ConcernPages, KeepEveryDecisionWithItsReasons) {
  const auto reference = raised();
  ASSERT_TRUE(decided_because(lead, reference, ConcernAction::close_without_action, "It was a misunderstanding", 1));
  ASSERT_TRUE(decided_because(deputy, reference, ConcernAction::reconsider, "A second person says the same", 2));
  ASSERT_TRUE(decided_because(deputy, reference, ConcernAction::ask_for_case, "It has gone on for weeks", 3));
  const auto shown = page(&show_concern, as(lead), {.reference = reference});
  for (const auto* words : {"It was a misunderstanding", "A second person says the same", "It has gone on for weeks", "Lee Lead", "Dee Deputy"})
    EXPECT_THAT(shown, HasSubstr(words));
}

TEST_P(ConcernPages, GiveAConcernThatIsThoughtOfAgainANewClock) {
  const auto reference = raised({}, told("Robin Made-Up", "now"));
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::close_without_action));
  clock.advance(std::chrono::hours{24 * 30});
  ASSERT_TRUE(decided(as(deputy), reference, ConcernAction::reconsider, 2));
  const auto again = seen_concern(as(lead), reference);
  EXPECT_EQ(now() + std::chrono::hours{4}, again->decide_by);
  EXPECT_FALSE(again->triaged_at);
  EXPECT_FALSE(again->triaged_by);
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = reference}), HasSubstr("Decide by"));
}

TEST_P(ConcernPages, ShowAnswersToQuestionsThatAreNotAskedAnyMore) {
  auto answers = told();
  answers.set("hall", std::string{"Old Hall, third floor"});
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = raised({}, answers)}), HasSubstr("Old Hall, third floor"));
}

}  // namespace
}  // namespace regard::concerns
