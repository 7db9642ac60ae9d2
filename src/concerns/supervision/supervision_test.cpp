// Whose case it is, who decides, and how those who oversee look at it.
#include "concerns/casework/handlers.h"
#include "concerns/supervision/actions.h"
#include "concerns/supervision/handlers.h"
#include "concerns/supervision/owner.h"
#include "concerns/supervision/second_person.h"
#include "concerns/supervision/store.h"
#include "concerns/testing.h"
#include "concerns/texts.h"

namespace regard::concerns {
namespace {

using people::Role;
using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class Supervision : public testing::ConcernsTest {
 protected:
  PersonId owner_of(const Case& record) {
    auto read = db().read();
    return store::find_case(read, record.id)->owner;
  }
  Result<Case> handed_over(const Viewer& by, const std::string& reference, PersonId to) {
    const int version = version_of(reference);
    return write([&](db::Tx& tx) { return change_owner(tx, services(), by, reference, {to, PrivateText{"back from leave"}, version}, now()); });
  }
  Result<Case> noted(const Viewer& by, const std::string& reference, bool for_caseworkers, std::string text = "Calls are returned late") {
    return write([&](db::Tx& tx) {
      return supervise(tx, services(), by, reference, {SupervisionNoteId::make(now()), PrivateText{text}, for_caseworkers, {}}, now());
    });
  }
  std::vector<std::string> hrefs_of(const Viewer& viewer, std::string_view heading) {
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> hrefs;
    for (const auto& group : needs(visit, read))
      if (group.heading == heading)
        for (const auto& need : group.needs) hrefs.push_back(need.href);
    return hrefs;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Supervision, db::testing::engines(), db::testing::engine_name);

TEST_P(Supervision, ANoteSentTwiceIsAddedOnceAndAnotherFromTheSamePageIsNotLost) {
  const Case record = a_case();
  const SupervisionNoteId once = SupervisionNoteId::make(now());
  const Viewer by = as(lead);
  const auto sent = [&](std::string text, std::optional<std::string> next_on = {}) {
    return write([&](db::Tx& tx) { return supervise(tx, services(), by, record.reference, {once, PrivateText{text}, false, next_on}, now()); });
  };
  ASSERT_TRUE(sent("Calls are returned late"));
  EXPECT_TRUE(sent("Calls are returned late"));
  EXPECT_THAT(sent("Calls are returned in time"), IsRefused("supervision.sent_before"));
  EXPECT_THAT(sent("Calls are returned late", "2026-01-31"), IsRefused("supervision.sent_before"));
}

TEST_P(Supervision, ACaseIsOwnedByWhoeverOpenedItUntilItIsGiven) {
  const auto concern = raised();
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), concern);
  EXPECT_EQ(lead, owner_of(*record));
  ASSERT_TRUE(given(as(lead), record->reference, colleague, GivenAs::helper));
  EXPECT_EQ(lead, owner_of(*record));
  ASSERT_TRUE(given(as(lead), record->reference, caseworker));
  EXPECT_EQ(caseworker, owner_of(*record));
  EXPECT_THAT(event_types("case", record->id.value), ::testing::Contains("case.handed_over"));
}

TEST_P(Supervision, WhoIsKeptAwayOwnsNothing) {
  const Case named = a_case(), nobody_named = a_case();
  ASSERT_TRUE(kept_away(as(lead), named.reference, caseworker, colleague));
  EXPECT_EQ(colleague, owner_of(named));
  EXPECT_TRUE(seen_case(as(colleague), named.reference));
  ASSERT_TRUE(kept_away(as(lead), nobody_named.reference, caseworker));
  EXPECT_EQ(lead, owner_of(nobody_named));
  EXPECT_THAT(kept_away(as(lead), a_case().reference, caseworker, caseworker), IsRefused("case.owner"));
}

TEST_P(Supervision, AKeptAwayFromTheConcernIsKeptAwayFromOwningItsCase) {
  const Case record = a_case();
  const std::string concern = [&] {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, record.id).front())->reference;
  }();
  const Viewer by = as(deputy);
  ASSERT_TRUE(write([&](db::Tx& tx) { return exclude(tx, services(), by, concern, caseworker, now()); }));
  EXPECT_EQ(deputy, owner_of(record));
}

TEST_P(Supervision, TheOwnerChangesInEveryStateByThoseWhoOversee) {
  const Case record = a_case();
  EXPECT_THAT(handed_over(as(caseworker), record.reference, colleague), IsRefused("case.permission"));
  EXPECT_THAT(handed_over(as(lead), record.reference, tutor), IsRefused("case.owner"));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  ASSERT_TRUE(handed_over(as(lead), record.reference, colleague));
  EXPECT_TRUE(seen_case(as(colleague), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure));
  EXPECT_TRUE(handed_over(as(lead), record.reference, deputy));
  EXPECT_EQ(deputy, owner_of(record));
}

TEST_P(Supervision, AnOwnerChosenByWhatSomebodyReadBeforeIsNotTakenFromAnother) {
  const Case record = a_case();
  const std::string read_then = std::to_string(version_of(record.reference));
  ASSERT_TRUE(handed_over(as(deputy), record.reference, lead));
  const auto stale = answered(&save_owner, as(lead), {.reference = record.reference,
                                                      .form = {{"owner", colleague.text()}, {"why", "Colin knows them"}, {"version", read_then}}});
  EXPECT_EQ(409, stale->status);
  EXPECT_THAT(stale->body, HasSubstr("Colin knows them"));
  EXPECT_THAT(stale->body, HasSubstr("Owned by Lee Lead"));
  const auto given_late = answered(&save_caseworker, as(lead), {.reference = record.reference, .form = {{"person", colleague.text()}, {"version", read_then}}});
  EXPECT_EQ(409, given_late->status);
  EXPECT_EQ(lead, owner_of(record));
}

TEST_P(Supervision, ANewOwnerIsToldThatSomethingWaitsAndNothingMore) {
  const Case record = a_case();
  mailed();
  clock.advance(std::chrono::minutes{2});
  ASSERT_TRUE(handed_over(as(lead), record.reference, colleague));
  const auto sent = mailed();
  ASSERT_EQ(1u, sent.size());
  EXPECT_EQ(email_of("Colin Colleague"), sent.front().to);
  for (const auto* word : {"Robin", "K-", "case", "Case"}) EXPECT_THAT(sent.front().subject + sent.front().text, Not(HasSubstr(word)));
}

TEST_P(Supervision, ListsShowWhatOneOwns) {
  const Case mine = a_case(), other = a_case();
  ASSERT_TRUE(handed_over(as(lead), other.reference, lead));
  auto read = db().read();
  const auto sight = sight_of(as(caseworker), kOverseeCases);
  ASSERT_EQ(1u, store::own_cases_in(read, sight, CaseState::open, {}, 10).size());
  EXPECT_EQ(mine.reference, store::own_cases_in(read, sight, CaseState::open, {}, 10).front().reference);
  EXPECT_EQ(1, store::count_own_cases(read, sight, CaseState::open));
  EXPECT_EQ(2, store::count_cases(read, sight, CaseState::open));
}

TEST_P(Supervision, TheLeadSeesCasesWhoseOwnersPostHasEnded) {
  const Case record = a_case();
  EXPECT_TRUE(hrefs_of(as(lead), "Cases whose owner's post has ended").empty());
  const Viewer by = as(lead);
  write([&](db::Tx& tx) { return people::post::end_all(tx, audit(), by, caseworker, now()); });
  EXPECT_EQ(std::vector{"/cases/" + record.reference + "/owner"}, hrefs_of(as(lead), "Cases whose owner's post has ended"));
}

TEST_P(Supervision, NotesAreReadByThoseWhoOverseeAndAsChosenByCaseworkers) {
  const Case record = a_case();
  EXPECT_THAT(noted(as(caseworker), record.reference, false), IsRefused("workflow.permission"));
  ASSERT_TRUE(noted(as(lead), record.reference, false, "Only between leads"));
  ASSERT_TRUE(noted(as(lead), record.reference, true, "As agreed with Casey"));
  const auto read_by = [&](PersonId person) { return page(&show_supervision, as(person), {.reference = record.reference}); };
  EXPECT_THAT(read_by(lead), HasSubstr("Only between leads"));
  EXPECT_THAT(read_by(deputy), HasSubstr("As agreed with Casey"));
  EXPECT_THAT(read_by(caseworker), HasSubstr("As agreed with Casey"));
  EXPECT_THAT(read_by(caseworker), Not(HasSubstr("Only between leads")));
  EXPECT_EQ("refused: case.unknown", read_by(colleague));
}

TEST_P(Supervision, ACaseIsLookedAtAgainByItsDay) {
  const Case record = a_case();
  EXPECT_TRUE(hrefs_of(as(lead), "Cases to look at again").empty());
  clock.advance(std::chrono::days{15});
  EXPECT_EQ(std::vector{"/cases/" + record.reference + "/supervision"}, hrefs_of(as(lead), "Cases to look at again"));
  EXPECT_TRUE(hrefs_of(as(caseworker), "Cases to look at again").empty());
  ASSERT_TRUE(noted(as(lead), record.reference, true));
  EXPECT_TRUE(hrefs_of(as(lead), "Cases to look at again").empty());
}

TEST_P(Supervision, AnEntryForThoseWhoOverseeIsReadByNobodyElse) {
  const Case record = a_case();
  const auto entry = [&](const Viewer& by, EntryReach reach, std::string text) {
    return write([&](db::Tx& tx) {
      return add_entry(tx, services(), by, record.reference, {EntryId::make(now()), EntryKind::note, "2025-11-20", PrivateText{std::move(text)}, {}, reach}, now());
    });
  };
  EXPECT_THAT(entry(as(caseworker), EntryReach::overseers, "mine"), IsRefused("entry.reach"));
  ASSERT_TRUE(entry(as(lead), EntryReach::overseers, "The zeppelin matter"));
  ASSERT_TRUE(entry(as(lead), EntryReach::everybody, "The bicycle matter"));
  EXPECT_THAT(page(&show_case, as(deputy), {.reference = record.reference}), HasSubstr("The zeppelin matter"));
  const auto of_caseworker = page(&show_case, as(caseworker), {.reference = record.reference});
  EXPECT_THAT(of_caseworker, Not(HasSubstr("zeppelin")));
  EXPECT_THAT(of_caseworker, HasSubstr("The bicycle matter"));
  auto read = db().read();
  const auto key = keyring().find(record.key);
  const Opening opening{services(), read, *key};
  const std::string place = place_of("entry", store::entries(read, record.id).back().id.value);  // the older: what only overseers read
  EXPECT_FALSE(found_text(opening, as(deputy), record, place)) << "search finds it for nobody";
  EXPECT_FALSE(found_text(opening, as(caseworker), record, place));
  std::vector<search::Entry> indexed;
  add_entries(indexed, opening, record);
  for (const auto& entry : indexed) EXPECT_THAT(entry.terms, Not(::testing::Contains("zeppelin")));
}

TEST_P(Supervision, AnEntryForThoseWhoOverseeIsOfferedToThemAlone) {
  const Case record = a_case();
  EXPECT_THAT(page(&ask_entry, as(lead), {.reference = record.reference}), HasSubstr("Only those who oversee this case"));
  EXPECT_THAT(page(&ask_entry, as(caseworker), {.reference = record.reference}), Not(HasSubstr("Only those who oversee this case")));
}

TEST_P(Supervision, ASecondPersonDecidesUnlessAProviderSaysOtherwise) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(lead), record.reference));
  EXPECT_THAT(decided(as(lead), record.reference, CaseAction::approve_closure), IsRefused(kSecondPerson));
  Viewer alone = as(lead);
  for (const auto& right : rights(SelfApproval::yes))
    if (right.permission == kApproveOwn) alone.grants.push_back({std::string{kApproveOwn.name}, {}});
  EXPECT_THAT(page(&ask_approval, alone, {.reference = record.reference}), HasSubstr("You asked for this yourself"));
  ASSERT_TRUE(decided(alone, record.reference, CaseAction::approve_closure));
  EXPECT_THAT(page(&show_case, as(deputy), {.reference = record.reference}), HasSubstr("Closure approved by the person who asked for it"));
}

TEST_P(Supervision, NobodyApprovesTheirOwnUnlessConfigured) {
  for (const auto& right : rights()) EXPECT_NE(kApproveOwn, right.permission);
}

TEST_P(Supervision, AnApprovalOfSomethingThatChangedSaysWhatChanged) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  const std::string read_then = std::to_string(version_of(record.reference));  // the lead opens the page now
  ASSERT_TRUE(decided(as(deputy), record.reference, CaseAction::keep_open));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  const auto stale = answered(&save_approval, as(lead), {.reference = record.reference, .form = {{"verdict", "approve_closure"}, {"reasons", "agreed"}, {"version", read_then}}});
  EXPECT_EQ(409, stale->status);
  EXPECT_THAT(stale->body, HasSubstr("Kept open: Dee Deputy"));
  EXPECT_THAT(stale->body, HasSubstr("Closure asked for: Casey Caseworker"));
  EXPECT_EQ(CaseState::closing, seen_case(as(lead), record.reference)->state);
}

}  // namespace
}  // namespace regard::concerns
