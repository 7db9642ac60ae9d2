#include "concerns/pathway/store.h"

#include "concerns/testing.h"

namespace regard::concerns {
namespace {

class StepStore : public testing::ConcernsTest {
 protected:
  Step asked(std::string day = "2025-11-20") {
    return {.id = StepId::make(now()), .kind = StepKind::external_advice, .happened_on = std::move(day), .recorded_at = now(), .recorded_by = lead,
            .means = Means::call, .owner = caseworker, .waits_for = WaitsFor::agency, .due_on = "2025-11-27", .provisions_version = "1"};
  }
  std::vector<Step> steps(const Case& record) {
    auto read = db().read();
    return store::steps(read, record.id);
  }
};

TEST_P(StepStore, KeepsWhatWasRecordedTheOldestFirst) {
  const Case record = a_case();
  const Step later = asked("2025-11-21"), earlier = asked();
  write([&](db::Tx& tx) { store::insert(tx, record.id, later), store::insert(tx, record.id, earlier); });
  const auto found = steps(record);
  ASSERT_EQ(2u, found.size());
  EXPECT_EQ(earlier.id, found[0].id);
  EXPECT_EQ(StepKind::external_advice, found[0].kind);
  EXPECT_EQ(Means::call, found[0].means);
  EXPECT_EQ(caseworker, found[0].owner);
  EXPECT_EQ(WaitsFor::agency, found[0].waits_for);
  EXPECT_EQ("2025-11-27", found[0].due_on);
  EXPECT_EQ("1", found[0].provisions_version);
  EXPECT_TRUE(found[0].is_open());
}

TEST_P(StepStore, AStepIsAnsweredOnceAndOpenAgainWhenItsAnswerWasWrong) {
  const Case record = a_case();
  const Step question = asked();
  Step reply = asked("2025-11-21");
  reply.kind = StepKind::reply;
  Step withdrawal = asked("2025-11-22");
  withdrawal.kind = StepKind::withdrawal;
  write([&](db::Tx& tx) {
    for (const Step& step : {question, reply, withdrawal}) store::insert(tx, record.id, step);
    EXPECT_TRUE(store::answer(tx, question.id, reply));
    EXPECT_FALSE(store::answer(tx, question.id, reply));
  });
  EXPECT_EQ("2025-11-21", steps(record)[0].answered_on);
  write([&](db::Tx& tx) {
    EXPECT_TRUE(store::withdraw(tx, reply.id, withdrawal.id));
    EXPECT_FALSE(store::withdraw(tx, reply.id, withdrawal.id));
    store::open_again(tx, reply.id);
  });
  EXPECT_TRUE(steps(record)[0].is_open());
  EXPECT_EQ(withdrawal.id, steps(record)[1].withdrawn_by);
}

TEST_P(StepStore, WhatIsOpenIsGivenToSomebodyElse) {
  const Case record = a_case();
  const Step question = asked();
  write([&](db::Tx& tx) { store::insert(tx, record.id, question), store::give_steps(tx, record.id, caseworker, lead); });
  EXPECT_EQ(lead, steps(record)[0].owner);
}

INSTANTIATE_TEST_SUITE_P(Engines, StepStore, db::testing::engines(), db::testing::engine_name);

}  // namespace
}  // namespace regard::concerns
