// Nothing of somebody who leaves is lost, and nobody learns of a case by handing it over.
#include <fstream>
#include <sstream>

#include "concerns/handover/actions.h"
#include "concerns/handover/handlers.h"
#include "concerns/handover/store.h"
#include "concerns/keeping/parts.h"
#include "concerns/keeping/store.h"
#include "concerns/pathway/store.h"
#include "concerns/supervision/owner.h"
#include "concerns/supervision/store.h"
#include "concerns/testing.h"
#include "platform/retention/retention.h"

namespace regard::concerns {
namespace {

using people::Role;
using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class HandingOver : public testing::ConcernsTest {
 protected:
  PersonId admin;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    services().when_somebody_leaves = {&somebody_leaves};
    admin = somebody("Ada Administrator", Role::administrator);
  }
  people::person::Record directory(PersonId person) {
    auto read = db().read();
    return people::person::store::find(read, person).value();
  }
  void leaves(PersonId person) {
    const auto who = directory(person);
    ASSERT_TRUE(people::person::mark_as_left(services(), as(admin), who.reference, today(), who.version, now()));
    clock.advance(std::chrono::milliseconds{1});
  }
  Done hand_over_to(const Viewer& by, PersonId from, PersonId to) {
    return write([&](db::Tx& tx) { return hand_over_work(tx, services(), by, from, {to, to, to}, now()); });
  }
  PersonId owner_of(const Case& record) {
    auto read = db().read();
    return store::find_case(read, record.id)->owner;
  }
  PersonId owner_of(const Case& record, TaskId task) {
    auto read = db().read();
    return store::find_task(read, record.id, task)->owner;
  }
  std::vector<PersonId> members_of(const Case& record) {
    auto read = db().read();
    return store::members(read, record.id);
  }
  std::string handover_page(PersonId viewer, PersonId whose) { return page(&ask_handover, as(viewer), {.parameters = {{"person", directory(whose).reference}}}); }
  std::string first_page(PersonId viewer) {
    const Viewer by = as(viewer);
    const http::Request request;
    const web::Visit visit{services(), request, by, english(), now(), {}, {}};
    auto read = db().read();
    std::string all;
    for (const auto& group : needs(visit, read))
      for (const auto& need : group.needs) all += group.heading + ": " + need.text + " " + need.hint + "\n";
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, HandingOver, db::testing::engines(), db::testing::engine_name);

TEST_P(HandingOver, WhatALeaverHadToDoFallsToThoseWhoOverseeInTheSameStep) {
  const Case record = a_case();
  const auto task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, task));
  leaves(caseworker);
  const PersonId owner = owner_of(record);
  EXPECT_TRUE(owner == lead || owner == deputy);
  EXPECT_EQ(owner, owner_of(record, task));
  EXPECT_TRUE(members_of(record).empty());
}

TEST_P(HandingOver, ALeadIsAskedToChooseWhoTakesItOn) {
  const Case record = a_case();
  const auto task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, task));
  leaves(caseworker);
  EXPECT_THAT(first_page(lead), HasSubstr("Work to hand over: Casey Caseworker 3 things wait for somebody to take them on"));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Ring the GP"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  EXPECT_EQ(colleague, owner_of(record));
  EXPECT_EQ(colleague, owner_of(record, task));
  EXPECT_EQ(std::vector{colleague}, members_of(record));
  EXPECT_TRUE(seen_case(as(colleague), record.reference));
  EXPECT_THAT(first_page(lead), Not(HasSubstr("Work to hand over")));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Nothing is left"));
  EXPECT_THAT(hand_over_to(as(lead), caseworker, colleague), IsRefused("handover.nothing"));
}

TEST_P(HandingOver, WhatSomebodyHandedOverMeanwhileIsSaidInPlaceOfTheForm) {
  a_case();
  leaves(caseworker);
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  const auto late = answered(&save_handover, as(deputy), {.parameters = {{"person", directory(caseworker).reference}}, .form = {{"all", deputy.text()}}});
  ASSERT_TRUE(late);
  EXPECT_EQ(409, late->status);
  EXPECT_THAT(late->body, HasSubstr("This was handed over meanwhile"));
  EXPECT_THAT(late->body, Not(HasSubstr("<select")));
  ASSERT_THAT(late->body, HasSubstr("<h1"));
  EXPECT_EQ(late->body.find("<h1"), late->body.rfind("<h1"));
}

TEST_P(HandingOver, WhatNeedsNobodyAnyMoreIsNotLeft) {
  const Case record = a_case();
  const auto task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, task));
  leaves(caseworker);
  const PersonId holder = owner_of(record);
  const Viewer by = as(lead);
  ASSERT_TRUE(task_done(as(holder), record.reference, task, 2));
  write([&](db::Tx& tx) { return change_owner(tx, services(), by, record.reference, {colleague, {}, store::find_case(tx, record.id)->version}, now()); });
  EXPECT_THAT(first_page(lead), HasSubstr("Work to hand over: Casey Caseworker 1 thing waits"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, deputy));
  EXPECT_EQ(colleague, owner_of(record)) << "whom somebody chose meanwhile";
  EXPECT_THAT(handover_page(lead, caseworker), Not(HasSubstr("Not handed over")));
}

TEST_P(HandingOver, ACaseThatWasClosedMeanwhileIsNotLeft) {
  const Case record = a_case();
  leaves(caseworker);
  EXPECT_THAT(first_page(lead), HasSubstr("Work to hand over"));
  ASSERT_TRUE(asked_to_close(as(lead), record.reference));
  ASSERT_TRUE(decided(as(deputy), record.reference, CaseAction::approve_closure));
  EXPECT_THAT(first_page(lead), Not(HasSubstr("Work to hand over")));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Nothing is left"));
}

TEST_P(HandingOver, AStepThatWaitsIsSeenToBySomebodyAllTheTime) {
  const Case record = a_case();
  const Step asked{.id = StepId::make(now()), .kind = StepKind::external_advice, .happened_on = "2025-11-20", .recorded_at = now(), .recorded_by = lead,
                   .means = Means::call, .owner = caseworker, .waits_for = WaitsFor::agency, .due_on = "2025-11-27", .provisions_version = "1"};
  write([&](db::Tx& tx) {
    store::insert(tx, record.id, asked);
    return true;
  });
  const auto seen_to_by = [&] {
    auto read = db().read();
    return store::steps(read, record.id).front().owner;
  };
  leaves(caseworker);
  EXPECT_EQ(owner_of(record), seen_to_by());
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Steps that wait"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  EXPECT_EQ(colleague, seen_to_by());
  ASSERT_TRUE(kept_away(as(lead), record.reference, colleague));
  EXPECT_EQ(lead, seen_to_by());
}

TEST_P(HandingOver, WhoeverMarksSomebodyAsLeftSeesNoCase) {
  a_case();
  leaves(caseworker);
  EXPECT_THAT(first_page(admin), Not(HasSubstr("Robin")));
  EXPECT_THAT(first_page(admin), Not(HasSubstr("Work to hand over")));
}

TEST_P(HandingOver, WhoseLastPostReachesACaseNoMoreOwnsItNoMore) {
  const Case record = a_case();
  const auto posts = [&] {
    auto read = db().read();
    return people::post::store::of_person(read, caseworker);
  }();
  const Viewer by = as(lead);
  write([&](db::Tx& tx) {
    EXPECT_TRUE(people::post::end(tx, audit(), by, posts.front().id, {}, posts.front().version, now()));
    somebody_leaves(tx, services(), by, caseworker, now());  // as the page does
    return true;
  });
  EXPECT_NE(caseworker, owner_of(record));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Robin Made-Up"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  EXPECT_EQ(colleague, owner_of(record));
}

TEST_P(HandingOver, AnotherPostThatReachesACaseKeepsIt) {
  const Case record = a_case();
  const Viewer by = as(lead);
  write([&](db::Tx& tx) {
    somebody_leaves(tx, services(), by, caseworker, now());
    return true;
  });
  EXPECT_EQ(caseworker, owner_of(record));
  EXPECT_TRUE(seen_case(as(caseworker), record.reference));
}

TEST_P(HandingOver, OneStepAlsoMovesTheWorkOfSomebodyWhoStays) {
  const Case record = a_case();
  const auto task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, task));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Robin Made-Up"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  EXPECT_EQ(colleague, owner_of(record));
  EXPECT_EQ(colleague, owner_of(record, task));
  EXPECT_FALSE(seen_case(as(caseworker), record.reference));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Handed over to Colin Colleague"));
}

TEST_P(HandingOver, WhatCannotMoveIsSaidAndStays) {
  const Case open = a_case(), closed_to_them = a_case();
  ASSERT_TRUE(kept_away(as(lead), closed_to_them.reference, colleague));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, colleague));
  EXPECT_EQ(colleague, owner_of(open));
  EXPECT_EQ(caseworker, owner_of(closed_to_them));
  EXPECT_FALSE(seen_case(as(colleague), closed_to_them.reference));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Not handed over"));
  ASSERT_TRUE(hand_over_to(as(lead), caseworker, deputy));
  EXPECT_EQ(deputy, owner_of(closed_to_them));
}

TEST_P(HandingOver, ALeadOfOneCentreMovesOnlyWhatTheyOversee) {
  const auto north = people::add_centre(services(), "North campus", now());
  const auto nora = somebody("Nora North", Role::lead, north);
  const Case record = a_case();  // of no centre
  EXPECT_THAT(handover_page(nora, caseworker), Not(HasSubstr("Robin")));
  EXPECT_THAT(hand_over_to(as(nora), caseworker, colleague), IsRefused("handover.nothing"));
  EXPECT_EQ(caseworker, owner_of(record));
}

TEST_P(HandingOver, AClosureTheyAskedForIsNamedAndNotMoved) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  EXPECT_THAT(handover_page(lead, caseworker), HasSubstr("Closures they asked for"));
}

TEST_P(HandingOver, ACaseThatNobodyOverseesKeepsItsOwnerUntilSomebodyDoes) {
  const auto north = people::add_centre(services(), "North campus", now());
  const auto nora = somebody("Nora North", Role::lead, north);
  for (const auto person : {lead, deputy}) {
    const Viewer by = as(admin);
    write([&](db::Tx& tx) { return people::post::end_all(tx, audit(), by, person, now()); });
  }
  auto answers = told();
  answers.set("centre", north.text());
  const auto concern = raised({}, answers);
  ASSERT_TRUE(decided(as(nora), concern, ConcernAction::ask_for_case));
  const auto record = opened(as(nora), concern);
  leaves(nora);
  EXPECT_EQ(nora, owner_of(*record));
  const auto nick = somebody("Nick North", Role::lead, north);
  EXPECT_THAT(first_page(nick), HasSubstr("Cases whose owner's post has ended"));
}

TEST_P(HandingOver, SomebodyLeavesWhoOwnedACaseThatWasDestroyed) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure));
  const Viewer by = as(deputy);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return retention::end_now(tx, services(), by, part_of_cases(), part_of_cases().find(tx, record.id.value).value(), {PrivateText{"not needed"}, 1}, now());
  }));
  leaves(caseworker);
  EXPECT_TRUE(members_of(record).empty());
}

TEST(HandoverPicture, IsTheOneInTheReadme) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kHandoverMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::concerns
