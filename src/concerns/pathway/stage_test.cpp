#include "concerns/pathway/stage.h"

#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <sstream>

#include "concerns/pathway/order.h"

namespace regard::concerns {
namespace {

using ::testing::ElementsAre, ::testing::IsEmpty;

std::string readme() {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// A step on the nth day of 2026, recorded after all that were made before it.
class Steps {
 public:
  Step make(StepKind kind, int day, std::optional<StepOutcome> outcome = {}) {
    ++count_;
    Step step;
    step.id.value.bytes[15] = static_cast<std::uint8_t>(count_);
    step.kind = kind;
    step.happened_on = "2026-" + std::string{"0"} + static_cast<char>('1' + (day - 1) / 28) + "-" + (day % 28 < 9 ? "0" : "") + std::to_string(day % 28 + 1);
    step.recorded_at = Instant{std::chrono::milliseconds{count_}};
    step.outcome = outcome;
    if (const Loop* loop = loop_of(step)) step.waits_for = loop->waits_for;
    return step;
  }

 private:
  int count_ = 0;
};

Stage stage_of_open(const std::vector<Step>& steps) { return stage_of(steps, Case{}); }

TEST(Readme, ShowsTheStages) { EXPECT_THAT(readme(), ::testing::HasSubstr(picture_of_stages())); }

TEST(Step, EveryStoredWordIsReadBack) {
  for (const StepKind kind : every_step_kind()) {
    EXPECT_EQ(kind, step_kind_from(word(kind)));
    EXPECT_FALSE(label(kind).empty());
    for (const StepOutcome outcome : outcomes_of(kind)) {
      EXPECT_EQ(outcome, step_outcome_from(word(outcome)));
      EXPECT_FALSE(label(outcome).empty());
    }
  }
  for (const Means means : {Means::meeting, Means::call, Means::letter, Means::secure_message, Means::mail}) EXPECT_EQ(means, means_from(word(means)));
  for (const WaitsFor whom : {WaitsFor::colleague, WaitsFor::agency, WaitsFor::us}) EXPECT_EQ(whom, waits_for_from(word(whom)));
  EXPECT_THROW(step_kind_from("lost"), std::runtime_error);
}

TEST(Stage, WithoutAStepIsAConcernLookedAfterHere) { EXPECT_EQ(Stage::concern, stage_of_open({})); }

TEST(Stage, OfMostCasesEndsInWelfareSupport) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::internal_advice, 1), made.make(StepKind::welfare_support, 2)};
  EXPECT_EQ(Stage::welfare_support, stage_of_open(steps));
  EXPECT_TRUE(is_end(stage_of_open(steps)));
  Case closed;
  closed.state = CaseState::closed;
  closed.outcome = Outcome::supported;
  EXPECT_EQ(Stage::closed_supported, stage_of(steps, closed));
}

TEST(Stage, AfterWelfareSupportBeginsAgainWithWhatFollows) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::external_advice, 1), made.make(StepKind::welfare_support, 2), made.make(StepKind::internal_advice, 3)};
  EXPECT_EQ(Stage::internal_advice, stage_of_open(steps));
}

TEST(Stage, GoesTheWholeWay) {
  Steps made;
  const struct {
    Step step;
    Stage stage;
  } rows[] = {{made.make(StepKind::internal_advice, 1), Stage::internal_advice},
              {made.make(StepKind::prevent_lead, 2), Stage::prevent_lead},
              {made.make(StepKind::external_advice, 3), Stage::external_advice},
              {made.make(StepKind::reply, 4, StepOutcome::refer), Stage::external_advice},
              {made.make(StepKind::informed, 5, StepOutcome::agrees), Stage::external_advice},
              {made.make(StepKind::referral, 6), Stage::referred},
              {made.make(StepKind::gateway, 7, StepOutcome::accepted), Stage::information},
              {made.make(StepKind::information_requested, 8), Stage::information},
              {made.make(StepKind::panel_set, 9), Stage::panel},
              {made.make(StepKind::panel_decided, 10, StepOutcome::adopted), Stage::panel},
              {made.make(StepKind::consent, 11, StepOutcome::given), Stage::consent},
              {made.make(StepKind::support_plan, 12), Stage::support},
              {made.make(StepKind::plan_review, 13), Stage::support},
              {made.make(StepKind::exit, 14, StepOutcome::concern_reduced), Stage::exited},
              {made.make(StepKind::review_6_months, 15, StepOutcome::no_concern), Stage::reviewed_6_months},
              {made.make(StepKind::review_12_months, 16, StepOutcome::no_concern), Stage::reviewed_12_months}};
  std::vector<Step> steps;
  for (const auto& row : rows) {
    EXPECT_TRUE(may_follow(steps, row.step)) << word(row.step.kind);
    steps.push_back(row.step);
    EXPECT_EQ(row.stage, stage_of_open(steps)) << word(row.step.kind);
  }
}

// Any steps in any order, sensible or not: what holds for all of them.
class AnySteps : public ::testing::TestWithParam<unsigned> {
 protected:
  std::mt19937 dice{GetParam()};
  Steps made;
  int roll(int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); }
  Step any() {
    const auto kinds = every_step_kind();
    const StepKind kind = kinds[roll(static_cast<int>(kinds.size()))];
    const auto outcomes = outcomes_of(kind);
    return made.make(kind, 1 + roll(200), outcomes.empty() ? std::nullopt : std::optional{outcomes[roll(static_cast<int>(outcomes.size()))]});
  }
  std::vector<Step> some() {
    std::vector<Step> steps(static_cast<std::size_t>(roll(30)));
    for (Step& step : steps) {
      step = any();
      if (roll(4) == 0) step.withdrawn_by = StepId{};
    }
    return steps;
  }
};

TEST_P(AnySteps, GiveAStageThatRestsOnAStepWhichCounts) {
  for (int round = 0; round < 50; ++round) {
    const auto steps = some();
    const Standing standing = standing_of(steps, Case{});
    EXPECT_FALSE(label(standing.stage).empty());
    ASSERT_EQ(standing.stage != Stage::concern, standing.rests_on.has_value());
    if (!standing.rests_on) continue;
    const auto rests_on = std::ranges::find(steps, *standing.rests_on, &Step::id);
    ASSERT_NE(rests_on, steps.end());
    EXPECT_TRUE(rests_on->counts());
  }
}

TEST_P(AnySteps, ThatWereWithdrawnDoNotCount) {
  for (int round = 0; round < 50; ++round) {
    const auto steps = some();
    std::vector<Step> counted;
    for (const Step& step : steps)
      if (step.counts()) counted.push_back(step);
    EXPECT_EQ(stage_of_open(counted), stage_of_open(steps));
  }
}

TEST_P(AnySteps, GiveTheSameStageHoweverTheyAreListed) {
  for (int round = 0; round < 50; ++round) {
    auto steps = some();
    const Stage stage = stage_of_open(steps);
    std::ranges::shuffle(steps, dice);
    EXPECT_EQ(stage, stage_of_open(steps));
  }
}

// Nothing that happens leads back, but welfare support, after which somebody may begin again.
TEST_P(AnySteps, LeadOnAndNotBack) {
  for (int round = 0; round < 50; ++round) {
    auto steps = some();
    std::erase_if(steps, [](const Step& step) { return step.kind == StepKind::welfare_support; });
    const Stage before = stage_of_open(steps);
    Step next = any();
    while (next.kind == StepKind::welfare_support) next = any();
    steps.push_back(next);
    EXPECT_GE(stage_of_open(steps), before);
  }
}

TEST_P(AnySteps, GiveAClosedCaseTheStageOfItsOutcome) {
  Case closed;
  closed.state = CaseState::closed;
  closed.outcome = Outcome::supported;
  for (int round = 0; round < 50; ++round) EXPECT_EQ(Stage::closed_supported, stage_of(some(), closed));
}

TEST_P(AnySteps, ThatMayFollowOneAnotherHaveThatWhichTheyNeedBeforeThem) {
  for (int round = 0; round < 20; ++round) {
    std::vector<Step> steps;
    for (int tries = 0; tries < 60; ++tries)
      if (const Step next = any(); may_follow(steps, next)) steps.push_back(next);
    for (const Step& step : steps) {
      const auto needed = comes_after(step.kind);
      const auto is_before = [&](const Step& other) { return other.happened_on <= step.happened_on && std::ranges::count(needed, other.kind) > 0; };
      EXPECT_TRUE(needed.empty() || std::ranges::any_of(steps, is_before)) << word(step.kind);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Thrown, AnySteps, ::testing::Range(1u, 21u));

std::string code_of(const Done& done) { return done ? "" : done.error().code; }

TEST(Order, RefusesAPanelBeforeTheReferral) {
  Steps made;
  const std::vector<Step> steps{made.make(StepKind::referral, 10)};
  EXPECT_EQ("step.out_of_order", code_of(may_follow(steps, made.make(StepKind::panel_set, 9))));
  EXPECT_EQ("", code_of(may_follow(steps, made.make(StepKind::panel_set, 10))));
  EXPECT_EQ("step.out_of_order", code_of(may_follow({}, made.make(StepKind::panel_decided, 20, StepOutcome::adopted))));
}

TEST(Order, RefusesAReferralUntilItIsSaidWhetherThePersonWasTold) {
  Steps made;
  EXPECT_EQ("step.out_of_order", code_of(may_follow({}, made.make(StepKind::referral, 10))));
  for (const StepKind kind : {StepKind::informed, StepKind::not_informed}) {
    const std::vector<Step> steps{made.make(kind, 10)};
    EXPECT_EQ("", code_of(may_follow(steps, made.make(StepKind::referral, 10))));
    EXPECT_EQ("step.out_of_order", code_of(may_follow(steps, made.make(StepKind::referral, 9))));
  }
}

TEST(Order, RefusesAnAnswerBeforeItsQuestionAndASecondOne) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::external_advice, 10)};
  Step reply = made.make(StepKind::reply, 9);
  reply.about = steps[0].id;
  EXPECT_EQ("step.before_its_question", code_of(may_follow(steps, reply)));
  reply.happened_on = steps[0].happened_on;
  EXPECT_EQ("", code_of(may_follow(steps, reply)));
  steps[0].answered_on = reply.happened_on;
  EXPECT_EQ("step.answered_already", code_of(may_follow(steps, reply)));
  steps[0].withdrawn_by = reply.id;
  EXPECT_EQ("step.about_nothing", code_of(may_follow(steps, reply)));
}

TEST(Order, ANewAnswerBelongsToTheOldestOpenQuestionOfItsKind) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::external_advice, 5), made.make(StepKind::external_advice, 3), made.make(StepKind::referral, 4)};
  const auto answered = [&](Step next) { return answered_by(steps, next); };
  EXPECT_THAT(answered(made.make(StepKind::reply, 6)), ElementsAre(&steps[1]));
  steps[1].answered_on = "2026-01-06";
  EXPECT_THAT(answered(made.make(StepKind::reply, 6)), ElementsAre(&steps[0]));
  EXPECT_THAT(answered(made.make(StepKind::gateway, 6, StepOutcome::elsewhere)), ElementsAre(&steps[2]));
  EXPECT_THAT(answered(made.make(StepKind::gateway, 3, StepOutcome::elsewhere)), IsEmpty());
}

TEST(Order, TheOutcomeEndsAllThatWaitsForIt) {
  Steps made;
  const std::vector<Step> steps{made.make(StepKind::referral, 1), made.make(StepKind::gateway, 2, StepOutcome::accepted), made.make(StepKind::external_advice, 1)};
  EXPECT_THAT(answered_by(steps, made.make(StepKind::outcome, 9, StepOutcome::not_adopted)), ElementsAre(&steps[0], &steps[1]));
}

TEST(Order, RefusesAPlanAgainstThePersonsNewestAnswer) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::referral, 1), made.make(StepKind::consent, 2, StepOutcome::declined)};
  const auto plan_on = [&](unsigned day) { return code_of(may_follow(steps, made.make(StepKind::support_plan, day))); };
  EXPECT_EQ("step.out_of_order", plan_on(3));
  steps.push_back(made.make(StepKind::consent, 4, StepOutcome::given));
  EXPECT_EQ("", plan_on(5));
  steps.push_back(made.make(StepKind::consent, 6, StepOutcome::taken_back));
  EXPECT_EQ("step.out_of_order", plan_on(7));
}

TEST(Order, ConsentThatIsTakenBackEndsWhatRestsOnIt) {
  Steps made;
  const std::vector<Step> steps{made.make(StepKind::consent, 1, StepOutcome::given), made.make(StepKind::support_plan, 2), made.make(StepKind::plan_review, 3), made.make(StepKind::external_advice, 1)};
  EXPECT_THAT(answered_by(steps, made.make(StepKind::consent, 4, StepOutcome::taken_back)), ElementsAre(&steps[0], &steps[1], &steps[2]));
  EXPECT_THAT(answered_by(steps, made.make(StepKind::consent, 4, StepOutcome::given)), IsEmpty());
}

TEST(Order, AStepThatOthersRestOnIsNotWithdrawn) {
  Steps made;
  std::vector<Step> steps{made.make(StepKind::informed, 1, StepOutcome::agrees), made.make(StepKind::referral, 2), made.make(StepKind::panel_set, 3)};
  Step withdrawal = made.make(StepKind::withdrawal, 4);
  withdrawal.about = steps[1].id;
  EXPECT_EQ("step.rested_on", code_of(may_follow(steps, withdrawal)));
  withdrawal.about = steps[2].id;
  EXPECT_EQ("", code_of(may_follow(steps, withdrawal)));
  steps[2].withdrawn_by = withdrawal.id;
  withdrawal.about = steps[1].id;
  EXPECT_EQ("", code_of(may_follow(steps, withdrawal)));
}

}  // namespace
}  // namespace regard::concerns
