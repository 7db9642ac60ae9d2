#include "concerns/pathway/actions.h"

#include "concerns/clocks.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/stage.h"
#include "concerns/pathway/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::Contains, ::testing::IsEmpty, ::testing::SizeIs;
using testing::IsRefused;

class Steps : public testing::ConcernsTest {
 protected:
  Case record;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) record = a_case();
  }
  NewStep a(StepKind kind, std::string day = "2025-11-21", std::optional<StepOutcome> outcome = {}) {
    NewStep step{.id = StepId::make(now()), .kind = kind, .happened_on = std::move(day), .outcome = outcome};
    step.text = PrivateText{"as it was"};
    return step;
  }
  Result<Step> recorded(const Viewer& by, const NewStep& step) {
    return write([&](db::Tx& tx) { return record_step(tx, services(), by, record.reference, step, now()); });
  }
  // As if the concern had been told then.
  void told_on(std::string_view day) {
    const Instant then = std::chrono::sys_days{date_from_iso(day).value()} + std::chrono::hours{12};
    write([&](db::Tx& tx) { return tx.run("UPDATE concern SET raised_at = :then", {{"then", then}}) == 1; });
  }
  // As sending one does.
  Result<Step> referred(const Viewer& by, std::string day = "2025-11-21") {
    return write([&](db::Tx& tx) { return record_referral(tx, services(), by, open_visible(tx, services(), by, record.reference).value(), a(StepKind::referral, day), now()); });
  }
  std::vector<Step> steps() {
    auto read = db().read();
    return store::steps(read, record.id);
  }
  Stage stage() { return stage_of(steps(), seen_case(as(lead), record.reference).value()); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Steps, db::testing::engines(), db::testing::engine_name);

TEST_P(Steps, ThatWaitHaveAnOwnerAndAClockOfTheProvisions) {
  const auto asked = recorded(as(caseworker), a(StepKind::external_advice));
  ASSERT_TRUE(asked);
  EXPECT_EQ(caseworker, asked->owner);
  EXPECT_EQ("2025-11-28", asked->due_on);
  EXPECT_EQ(WaitsFor::agency, asked->waits_for);
  EXPECT_EQ("2026-11", asked->provisions_version);
  EXPECT_EQ(Stage::external_advice, stage());
  EXPECT_THAT(event_types("case", record.id.value), Contains("step.advice_sought_outside"));
}

TEST_P(Steps, AreAnsweredByWhatAnswersThem) {
  ASSERT_TRUE(recorded(as(caseworker), a(StepKind::external_advice)));
  ASSERT_TRUE(recorded(as(caseworker), a(StepKind::reply, "2025-11-21", StepOutcome::support_here)));
  EXPECT_FALSE(steps()[0].is_open());
  EXPECT_EQ(steps()[1].id, steps()[0].answered_by);
  EXPECT_EQ(steps()[0].id, steps()[1].about);
}

TEST_P(Steps, OutOfOrderAreRefusedAtTheDay) {
  const auto panel = recorded(as(lead), a(StepKind::panel_decided, "2025-11-20", StepOutcome::adopted));
  ASSERT_THAT(panel, IsRefused("step.out_of_order"));
  EXPECT_EQ("happened_on", panel.error().fields.at(0).field);
  EXPECT_THAT(referred(as(lead)), IsRefused("step.out_of_order"));
  EXPECT_THAT(steps(), IsEmpty());
}

TEST_P(Steps, OfAReferralAreRecordedByNothingButSendingOne) {
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-11-20", StepOutcome::agrees)));
  EXPECT_THAT(recorded(as(lead), a(StepKind::referral)), IsRefused("step.unknown"));
  EXPECT_THAT(steps(), SizeIs(1));
}

TEST_P(Steps, SentTwiceAreRecordedOnce) {
  const NewStep advice = a(StepKind::internal_advice);
  ASSERT_TRUE(recorded(as(caseworker), advice));
  EXPECT_TRUE(recorded(as(caseworker), advice));
  NewStep other = advice;
  other.text = PrivateText{"something else"};
  EXPECT_THAT(recorded(as(caseworker), other), IsRefused("step.sent_before"));
  EXPECT_THAT(steps(), SizeIs(1));
}

TEST_P(Steps, ThatWereWithdrawnStayAndDoNotCount) {
  const auto asked = recorded(as(caseworker), a(StepKind::external_advice));
  ASSERT_TRUE(recorded(as(caseworker), a(StepKind::reply, "2025-11-21", StepOutcome::refer)));
  NewStep withdrawal = a(StepKind::withdrawal);
  withdrawal.about = steps()[1].id;
  ASSERT_TRUE(recorded(as(lead), withdrawal));
  EXPECT_THAT(steps(), SizeIs(3));
  EXPECT_TRUE(steps()[0].is_open());  // its answer was wrong, so it waits again
  withdrawal = a(StepKind::withdrawal);
  withdrawal.about = asked->id;
  ASSERT_TRUE(recorded(as(lead), withdrawal));
  EXPECT_EQ(Stage::concern, stage());
  EXPECT_THAT(event_types("case", record.id.value), Contains("step.withdrawn"));
}

TEST_P(Steps, NotTellingThePersonIsThoughtOfAgainWithinMonths) {
  NewStep silent = a(StepKind::not_informed);
  EXPECT_THAT(recorded(as(lead), silent), IsRefused("step.due"));
  silent.due_on = "2027-01-01";
  EXPECT_THAT(recorded(as(lead), silent), IsRefused("step.think_again"));
  silent.due_on = "2026-01-21";
  ASSERT_TRUE(recorded(as(lead), silent));
  EXPECT_TRUE(steps()[0].is_open());
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-11-21", StepOutcome::agrees)));
  EXPECT_FALSE(steps()[0].is_open());
}

TEST_P(Steps, AreOwnedByThoseWhoSeeTheCase) {
  NewStep advice = a(StepKind::internal_advice);
  advice.owner = colleague;
  EXPECT_THAT(recorded(as(lead), advice), IsRefused("step.owner"));
  advice.owner = caseworker;
  mailed();
  clock.advance(std::chrono::minutes{2});  // one such mail a minute for each
  ASSERT_TRUE(recorded(as(lead), advice));
  EXPECT_THAT(mailed(), SizeIs(1));
}

TEST_P(Steps, AreRecordedByThoseWhoMayAndSeeTheCase) {
  EXPECT_THAT(recorded(as(colleague), a(StepKind::internal_advice)), IsRefused("case.unknown"));
  ASSERT_TRUE(recorded(as(caseworker), a(StepKind::informed, "2025-11-21", StepOutcome::agrees)));
  EXPECT_THAT(referred(as(caseworker)), IsRefused("step.permission"));
  EXPECT_TRUE(referred(as(lead)));
}

TEST_P(Steps, OfAClosedCaseAreOnlyWhatStillComes) {
  ASSERT_TRUE(recorded(as(caseworker), a(StepKind::external_advice)));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  EXPECT_THAT(recorded(as(caseworker), a(StepKind::internal_advice)), IsRefused("workflow.wrong_state"));
  EXPECT_TRUE(recorded(as(caseworker), a(StepKind::reply, "2025-11-21", StepOutcome::support_here)));
}

TEST_P(Steps, WithTheLastAnswerNothingIsAwaited) {
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-11-01", StepOutcome::agrees)));
  ASSERT_TRUE(referred(as(lead), "2025-11-02"));
  ASSERT_TRUE(recorded(as(lead), a(StepKind::gateway, "2025-11-03", StepOutcome::accepted)));
  ASSERT_TRUE(recorded(as(lead), a(StepKind::outcome, "2025-11-04", StepOutcome::elsewhere)));
  for (const Step& step : steps()) EXPECT_FALSE(step.is_open()) << word(step.kind);
}

TEST_P(Steps, OfASecondReviewAreDueAsLongAfterTheEndOfSupportHoweverLateTheFirstWas) {
  told_on("2024-09-30");
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2024-10-01", StepOutcome::agrees)));
  ASSERT_TRUE(referred(as(lead), "2024-10-01"));
  const auto kinds = {a(StepKind::consent, "2024-10-02", StepOutcome::given), a(StepKind::support_plan, "2024-10-03"), a(StepKind::exit, "2025-01-15", StepOutcome::concern_reduced)};
  for (const NewStep& step : kinds) ASSERT_TRUE(recorded(as(lead), step));
  EXPECT_EQ("2025-07-15", steps().back().due_on);
  const auto late = recorded(as(lead), a(StepKind::review_6_months, "2025-11-20", StepOutcome::no_concern));
  ASSERT_TRUE(late);
  EXPECT_EQ("2026-01-15", late->due_on);
}

TEST_P(Steps, OfAReviewAreHeldWhenHalfOfTheTimeToItHasPassed) {
  told_on("2025-01-02");
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-01-02", StepOutcome::agrees)));
  ASSERT_TRUE(referred(as(lead), "2025-01-02"));
  ASSERT_TRUE(recorded(as(lead), a(StepKind::gateway, "2025-01-15", StepOutcome::no_further_action)));
  const auto at_once = recorded(as(lead), a(StepKind::review_6_months, "2025-01-15", StepOutcome::no_concern));
  ASSERT_THAT(at_once, IsRefused("step.review_too_soon"));
  EXPECT_EQ("happened_on", at_once.error().fields.at(0).field);
  ASSERT_TRUE(recorded(as(lead), a(StepKind::review_6_months, "2025-06-20", StepOutcome::no_concern)));
  EXPECT_THAT(recorded(as(lead), a(StepKind::review_12_months, "2025-07-20", StepOutcome::no_concern)), IsRefused("step.review_too_soon"));
  EXPECT_TRUE(recorded(as(lead), a(StepKind::review_12_months, "2025-11-20", StepOutcome::no_concern)));
}

TEST_P(Steps, MayBeSomeWeeksOlderThanTheConcernAndNoMore) {
  EXPECT_TRUE(recorded(as(caseworker), a(StepKind::prevent_lead, "2025-11-14"))) << "a call of the week before";
  const auto long_ago = recorded(as(caseworker), a(StepKind::internal_advice, "2025-01-01"));
  ASSERT_THAT(long_ago, IsRefused("step.before_the_case"));
  EXPECT_EQ("happened_on", long_ago.error().fields.at(0).field);
  EXPECT_EQ("Friday 24 October 2025", long_ago.error().fields.at(0).number);
  EXPECT_TRUE(recorded(as(lead), a(StepKind::internal_advice, "2025-01-01"))) << "of a case that ran before the provider began with Regard";
  EXPECT_THAT(recorded(as(lead), a(StepKind::internal_advice, "2021-01-01")), IsRefused("step.before_the_case"));
}

TEST_P(Steps, OfAPanelAreDecidedNoEarlierThanItMet) {
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-11-10", StepOutcome::agrees)));
  ASSERT_TRUE(referred(as(lead), "2025-11-10"));
  NewStep set = a(StepKind::panel_set, "2025-11-11");
  set.due_on = "2025-11-20";
  ASSERT_TRUE(recorded(as(lead), set));
  EXPECT_THAT(recorded(as(lead), a(StepKind::panel_decided, "2025-11-19", StepOutcome::adopted)), IsRefused("step.before_its_panel"));
  NewStep brought_forward = a(StepKind::panel_set, "2025-11-12");
  brought_forward.due_on = "2025-11-18";
  ASSERT_TRUE(recorded(as(lead), brought_forward));
  EXPECT_TRUE(recorded(as(lead), a(StepKind::panel_decided, "2025-11-19", StepOutcome::adopted)));
}

TEST_P(Steps, OfConsentTakeBackOnlyWhatWasGiven) {
  ASSERT_TRUE(recorded(as(lead), a(StepKind::informed, "2025-11-10", StepOutcome::agrees)));
  ASSERT_TRUE(referred(as(lead), "2025-11-10"));
  EXPECT_THAT(recorded(as(lead), a(StepKind::consent, "2025-11-12", StepOutcome::taken_back)), IsRefused("step.nothing_to_take_back"));
  ASSERT_TRUE(recorded(as(lead), a(StepKind::consent, "2025-11-12", StepOutcome::given)));
  EXPECT_TRUE(recorded(as(lead), a(StepKind::consent, "2025-11-13", StepOutcome::taken_back)));
}

TEST_P(Steps, EachKindThatWaitsHasAClockThatIsThere) {
  auto read = db().read();
  const Clocks clocks{read, services().provisions, today()};
  for (const StepKind kind : every_step_kind()) {
    std::vector<std::optional<StepOutcome>> outcomes{std::nullopt};
    for (const StepOutcome outcome : outcomes_of(kind)) outcomes.push_back(outcome);
    for (const auto& outcome : outcomes) {
      if (const Loop* loop = loop_of(kind, outcome); loop && !loop->clock.empty()) {
        EXPECT_NO_THROW(clocks.due("pathway", loop->clock, today())) << loop->clock;
      }
    }
    EXPECT_FALSE(rule_of(kind).button.empty());
  }
}

}  // namespace
}  // namespace regard::concerns
