// How long concerns and cases are kept, and their end, from every side.
#include "concerns/casework/handlers.h"
#include "concerns/complaint/actions.h"
#include "concerns/complaint/forms.h"
#include "concerns/concern/handlers.h"
#include "concerns/finding/handlers.h"
#include "concerns/keeping/handlers.h"
#include "concerns/keeping/testing.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

using retention::State;
using ::testing::HasSubstr;
using ::testing::Not;

class Keeping : public testing::KeepingTest {
 protected:
  Date in(int days) const { return Date{std::chrono::sys_days{today()} + std::chrono::days{days}}; }
  std::string found(const std::string& words) { return page(&search, as(lead), {.form = {{"words", words}}}); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Keeping, db::testing::engines(), db::testing::engine_name);

TEST_P(Keeping, AConcernWithoutActionIsWarnedAboutAndThenEndsByItself) {
  const auto reference = concern_without_action();
  const auto record = kept(reference);
  pass(300);
  EXPECT_EQ(state_of(reference), State::kept);
  pass(40);
  EXPECT_EQ(state_of(reference), State::due);
  EXPECT_TRUE(seen_concern(as(lead), reference));
  pass(20);
  EXPECT_EQ(state_of(reference), State::due) << "the period is not over";
  pass(10);
  EXPECT_FALSE(seen_concern(as(lead), reference));
  EXPECT_FALSE(key_opens(record->key));
  const auto stub = remains(reference);
  ASSERT_TRUE(stub);
  EXPECT_EQ(stub->rule, "concern.no_further_action");
  EXPECT_EQ(stub->how, retention::How::destroyed);
  EXPECT_FALSE(stub->by);
  EXPECT_THAT(event_types("concern", record->id), ::testing::IsSupersetOf({"keeping.fell_due", "keeping.ran_out", "record.destroyed"}));
}

TEST_P(Keeping, WhatARuleReachesLateIsStillWarnedAboutForAsLong) {
  const auto reference = concern_without_action();
  pass(2000);
  EXPECT_EQ(state_of(reference), State::due);
  pass(29);
  EXPECT_EQ(state_of(reference), State::due);
  pass(1);
  EXPECT_EQ(state_of(reference), State::destroyed);
}

TEST_P(Keeping, AnUnfoundedCaseIsPutBeforeAPersonSoonAndEndsByItselfOnlyPastTheLongest) {
  const auto unfounded = closed_case(Outcome::unfounded).reference;
  const auto supported = closed_case(Outcome::supported).reference;
  pass(200);
  EXPECT_EQ(state_of(unfounded), State::due);
  EXPECT_EQ(state_of(supported), State::kept);
  pass(520);
  EXPECT_EQ(state_of(unfounded), State::due) << "nobody looked, and it may still be kept";
  pass(20);
  EXPECT_EQ(state_of(unfounded), State::destroyed) << "two years after it was closed";
  EXPECT_EQ(remains(unfounded)->rule, "case.unfounded");
  EXPECT_FALSE(remains(unfounded)->by);
  EXPECT_EQ(state_of(supported), State::due);
}

TEST_P(Keeping, WhatWasReviewedIsWarnedAboutBeforeTheLongestHasPassed) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  const auto record = *kept(reference);
  const Date last{std::chrono::sys_days{london_date(record.triggered_at)} + std::chrono::days{730}};
  pass(160);
  ASSERT_TRUE(kept_until(reference, lead, in(180)));
  pass(300);
  ASSERT_TRUE(kept_until(reference, lead, in(180)));
  pass(180);
  ASSERT_TRUE(kept_until(reference, lead, last));
  pass(59);
  EXPECT_EQ(state_of(reference), State::reviewed);
  pass(1);
  EXPECT_EQ(state_of(reference), State::due);
  pass(29);
  EXPECT_EQ(state_of(reference), State::due);
  pass(1);
  EXPECT_EQ(state_of(reference), State::destroyed) << "on the last day, and not thirty days later";
  EXPECT_THAT(event_types("case", record.id), ::testing::IsSupersetOf({"keeping.ran_out", "record.destroyed"}));
}

TEST_P(Keeping, PastTheLongestNothingEndsThatIsOnHold) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  pass(200);
  ASSERT_TRUE(held(reference, officer));
  pass(1000);
  EXPECT_EQ(state_of(reference), State::held);
  ASSERT_TRUE(released(reference, lead));
  run_the_clock();
  EXPECT_EQ(state_of(reference), State::due) << "with its warning anew";
  pass(30);
  EXPECT_EQ(state_of(reference), State::destroyed);
}

TEST_P(Keeping, WhatIsDueAlreadyTakesNoPlaceFromWhatIsDueSoon) {
  const auto due = concern_without_action();
  pass(340);
  ASSERT_EQ(state_of(due), State::due);
  const auto soon = concern_without_action();
  auto read = db().read();
  const auto rules = retention::rules_on(read, services().provisions, today());
  const auto is_kept = [&](const retention::Record& record) { return retention::keeping_of(read, record).state == State::kept; };
  const auto ending = retention::ending_until(read, rules, part_of_concerns(), in(400), 1, is_kept);
  ASSERT_EQ(ending.size(), 1u);
  EXPECT_EQ(ending.front().record.reference, soon);
}

TEST_P(Keeping, EndsACaseTogetherWithWhatItBeganWithAndNobodyFindsAnyOfIt) {
  const auto reference = closed_case(Outcome::unfounded, "Zelda Zanzibar").reference;
  outbox().run_due();
  const auto record = kept(reference);
  ASSERT_THAT(found("zelda"), HasSubstr(reference)) << "this is the right word to look for";
  const auto concern = [&] {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, CaseId{record->id}).front());
  }();
  pass(200);
  ASSERT_TRUE(ended_now(reference, lead));
  EXPECT_FALSE(seen_case(as(lead), reference));
  EXPECT_THAT(found("zelda"), Not(HasSubstr(reference))) << "before the outbox has done its part";
  outbox().run_due();
  for (const auto& viewer : {as(lead), as(caseworker), as(officer)}) {
    EXPECT_EQ(page(&show_case, viewer, {.reference = reference}), "refused: case.unknown");
    EXPECT_THAT(page(&list_cases, viewer, {.query = "state=closed"}), Not(HasSubstr(reference)));
  }
  EXPECT_EQ(page(&show_concern, as(lead), {.reference = concern->reference}), "refused: concern.unknown");
  EXPECT_FALSE(key_opens(record->key));
  EXPECT_FALSE(key_opens(concern->key));
  EXPECT_THAT(found("zelda"), Not(HasSubstr(reference)));
  EXPECT_FALSE(is_indexed("zelda", record->id));
  EXPECT_FALSE(is_indexed("zelda", concern->id.value));
  EXPECT_EQ(remains(reference)->by, lead);
  EXPECT_TRUE(remains(concern->reference));
}

TEST_P(Keeping, LeavesTheConcernsThatAnotherCaseGoesOnWith) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  const auto other = a_case();
  const auto concern = [&] {
    auto read = db().read();
    return store::concerns_of(read, CaseId{kept(reference)->id}).front();
  }();
  write([&](db::Tx& tx) { store::link(tx, other.id, concern); });
  ASSERT_TRUE(ended_now(reference, deputy));
  outbox().run_due();
  auto read = db().read();
  const auto left = store::find(read, concern);
  ASSERT_TRUE(left);
  EXPECT_TRUE(key_opens(left->key));
}

TEST_P(Keeping, NothingEndsThatIsOnHoldOrOpen) {
  const auto open = a_case().reference;
  EXPECT_FALSE(ended_now(open, lead));
  const auto reference = concern_without_action();
  pass(340);
  ASSERT_TRUE(held(reference, officer));
  EXPECT_FALSE(ended_now(reference, lead));
  pass(5000);
  EXPECT_EQ(state_of(reference), State::held);
  ASSERT_TRUE(released(reference, lead));
  run_the_clock();
  EXPECT_EQ(state_of(reference), State::due) << "with its warning anew";
  pass(30);
  EXPECT_EQ(state_of(reference), State::destroyed);
}

TEST_P(Keeping, AHoldOnAConcernKeepsTheCaseThatItBegan) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  const auto concern = [&] {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, CaseId{kept(reference)->id}).front())->reference;
  }();
  ASSERT_TRUE(held(concern, lead));
  EXPECT_THAT(ended_now(reference, deputy), testing::IsRefused("retention.in_the_way"));
  EXPECT_TRUE(seen_case(as(lead), reference));
  ASSERT_TRUE(released(concern, lead));
  EXPECT_TRUE(ended_now(reference, deputy));
}

TEST_P(Keeping, NobodyEndsAloneBeforeItIsDueWhatTheyDecidedOrClosed) {
  for (const auto& reference : {concern_without_action(), closed_case(Outcome::unfounded).reference}) {
    EXPECT_THAT(ended_now(reference, lead), testing::IsRefused("retention.second_person"));
    EXPECT_TRUE(ended_now(reference, deputy));
  }
}

TEST_P(Keeping, AComplaintAboutWhatWouldEndWithItKeepsACaseAndIsNotNamed) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  forms::Answers told;
  told.set(kComplaintAbout, [&] {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, CaseId{kept(reference)->id}).front())->reference;
  }());
  told.set(kComplaintWhat, std::string{"Nobody rang"});
  const auto key = keyring().take(now());
  write([&](db::Tx& tx) {
    const auto complaint = complain(tx, services(), {}, key, told, now());
    tx.run("UPDATE complaint SET case_id = NULL WHERE id = :id", {{"id", complaint.id}});  // told before there was a case
    return true;
  });
  EXPECT_THAT(ended_now(reference, deputy), testing::IsRefused("retention.in_the_way"));
  const auto shown = page(&show_keeping_of_case, as(deputy), {.reference = reference});
  EXPECT_THAT(shown, HasSubstr("Something about it is not finished"));
  EXPECT_THAT(shown, Not(HasSubstr("omplaint")));
}

TEST_P(Keeping, AReviewKeepsItAsLongAsTheRuleLetsItAndComesBack) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  pass(160);
  ASSERT_EQ(state_of(reference), State::due);
  EXPECT_THAT(kept_until(reference, lead, in(400)), testing::IsRefused("keeping.until"));
  EXPECT_THAT(kept_until(reference, lead, in(0)), testing::IsRefused("keeping.until"));
  ASSERT_TRUE(kept_until(reference, lead, in(90)));
  pass(80);
  EXPECT_EQ(state_of(reference), State::reviewed);
  pass(10);
  EXPECT_EQ(state_of(reference), State::due);
  clock.advance(std::chrono::hours{24 * 500});  // and the hour's work is not done yet
  EXPECT_THAT(kept_until(reference, lead, in(10)), testing::IsRefused("keeping.longest")) << "two years after it was closed";
  EXPECT_TRUE(ended_now(reference, lead));
}

TEST_P(Keeping, WhatIsOpenedAgainIsNotDueAnyMore) {
  const auto closed = closed_case(Outcome::unfounded);
  pass(160);
  ASSERT_EQ(state_of(closed.reference), State::due);
  ASSERT_TRUE(decided(as(lead), closed.reference, CaseAction::reopen));
  EXPECT_FALSE(ended_now(closed.reference, lead));
  run_the_clock();
  EXPECT_EQ(state_of(closed.reference), State::kept);
}

TEST_P(Keeping, FindsWhatARestoredStoreHasLostTheKeyOf) {
  const auto reference = closed_case(Outcome::supported, "Zelda Zanzibar").reference;
  const auto record = *kept(reference);
  keyring().destroy(record.key, now());
  const auto parts = retention_parts();
  EXPECT_EQ(retention::reapply(services(), parts, now()).records, 1u);
  EXPECT_EQ(page(&show_case, as(lead), {.reference = reference}), "refused: case.unknown");
  EXPECT_THAT(page(&list_cases, as(lead), {.query = "state=closed"}), Not(HasSubstr(reference)));
  EXPECT_TRUE(remains(reference));
  EXPECT_EQ(retention::reapply(services(), parts, now()).records, 0u);
}

TEST_P(Keeping, KeepsForFiguresWhatWasDoneOfWhatIsMadeAnonymousAndNoText) {
  const auto record = closed_case(Outcome::supported);
  write([&](db::Tx& tx) {
    store::insert(tx, record.id, Entry{.id = EntryId::make(now()), .kind = EntryKind::meeting, .happened_on = "2025-11-21", .written_at = now(),
                                       .written_by = caseworker, .text_sealed = "sealed before"});
    store::end_case(tx, record.id, retention::How::anonymised, now());
  });
  auto read = db().read();
  const auto entries = store::entries(read, record.id);
  ASSERT_EQ(entries.size(), 1u);
  EXPECT_EQ(entries.front().text_sealed, "ended");
  EXPECT_TRUE(store::members(read, record.id).empty());
}

}  // namespace
}  // namespace regard::concerns
