// Tasks: whose they can be, and that none is left with somebody who cannot see it or on a case that is closed.
#include "concerns/casework/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::IsRefused;

class CaseTasks : public testing::ConcernsTest {
 protected:
  std::vector<Task> tasks_of(const Case& record) {
    auto read = db().read();
    return store::tasks(read, record.id);
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CaseTasks, db::testing::engines(), db::testing::engine_name);

TEST_P(CaseTasks, AreOnlyForThoseWhoSeeTheCase) {
  const Case record = a_case();
  EXPECT_THAT(task_added(as(caseworker), record.reference, colleague, TaskId::make(now())), IsRefused("task.owner"));
  for (const auto person : {caseworker, lead, deputy})
    EXPECT_TRUE(task_added(as(caseworker), record.reference, person, TaskId::make(now())));
  const auto form = page(&ask_task, as(caseworker), {.reference = record.reference});
  EXPECT_THAT(form, HasSubstr("Casey Caseworker"));
  EXPECT_THAT(form, HasSubstr("Dee Deputy"));
  EXPECT_THAT(form, Not(HasSubstr("Colin Colleague")));
}

TEST_P(CaseTasks, MayBeDoneByAnybodyOnTheCaseToWhomItIsStillToBeGiven) {
  const Case record = a_case();
  const auto form = page(&ask_caseworker, as(lead), {.reference = record.reference});
  EXPECT_THAT(form, HasSubstr("Colin Colleague"));
}

TEST_P(CaseTasks, OfSomebodyWhoIsKeptAwayGoToWhoeverKeepsThemAway) {
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, TaskId::make(now())));
  ASSERT_TRUE(kept_away(as(deputy), record.reference, caseworker));
  ASSERT_EQ(1u, tasks_of(record).size());
  EXPECT_EQ(deputy, tasks_of(record).front().owner);
  EXPECT_THAT(event_types("case", record.id.value), Contains("case.task_given_to"));
  auto read = db().read();
  EXPECT_EQ(1u, store::own_tasks(read, sight_of(as(deputy), kOverseeCases), 10).size());
}

TEST_P(CaseTasks, OfSomebodyWhoIsKeptAwayFromTheConcernGoToWhoeverKeepsThemAway) {
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, TaskId::make(now())));
  const auto concern = [&] {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, record.id).front())->reference;
  }();
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return exclude(tx, services(), by, concern, caseworker, now()); }));
  EXPECT_EQ(lead, tasks_of(record).front().owner);
}

TEST_P(CaseTasks, ThatAreOpenKeepACaseFromBeingClosed) {
  const Case record = a_case();
  const auto task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, task));
  EXPECT_THAT(asked_to_close(as(caseworker), record.reference), IsRefused("case.open_tasks"));
  EXPECT_THAT(page(&ask_closure, as(caseworker), {.reference = record.reference}), HasSubstr("not done"));
  ASSERT_TRUE(task_done(as(caseworker), record.reference, task));
  EXPECT_TRUE(asked_to_close(as(caseworker), record.reference));
}

TEST_P(CaseTasks, ThatAreOpenKeepAClosureFromBeingApproved) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  write([&](db::Tx& tx) {  // as a program before this rule left it
    store::insert(tx, record.id, Task{.id = TaskId::make(now()), .owner = caseworker, .due_on = "2025-11-28", .made_at = now(),
                                      .made_by = lead, .title_sealed = "sealed"});
    return true;
  });
  EXPECT_THAT(decided(as(lead), record.reference, CaseAction::approve_closure), IsRefused("case.open_tasks"));
  EXPECT_TRUE(decided(as(lead), record.reference, CaseAction::keep_open));
}

}  // namespace
}  // namespace regard::concerns
