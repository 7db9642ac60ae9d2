// Finding by words, for somebody who sees little of what holds them.
#include "concerns/casework/handlers.h"
#include "concerns/finding/handlers.h"
#include "concerns/inbox/actions.h"
#include "concerns/inbox/store.h"
#include "concerns/party/actions.h"
#include "concerns/referral/actions.h"
#include "concerns/testing.h"
#include "concerns/texts.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class Finding : public testing::ConcernsTest {
 protected:
  // Texts of records that nobody here sees, newer than anything here, that hold the word too.
  void others_hold(int how_many) {
    std::vector<search::Entry> entries;
    for (int i = 0; i < how_many; ++i) {
      const Instant at = now() + std::chrono::seconds{i};
      entries.push_back({uuid7(at), at, {"zanzibar"}, "case name"});
    }
    index().add(kWrittenIndex, entries);
  }
  void index_all() { index_everything(services()); }
  std::string found(const Viewer& viewer, std::string words = "zanzibar", std::string after = {}) {
    return page(&search, viewer, {.form = {{"words", std::move(words)}, {"after", std::move(after)}}});
  }
  EntryId written(const Case& record, std::string text) {
    const EntryId id = EntryId::make(now());
    const Viewer viewer = as(caseworker);
    EXPECT_TRUE(write([&](db::Tx& tx) {
      return add_entry(tx, services(), viewer, record.reference, {id, EntryKind::contact, "2025-11-20", PrivateText{std::move(text)}}, now());
    }));
    return id;
  }
  void do_index_jobs() {
    outbox().does("index", {.batch = 500}, [&](std::span<const outbox::Job> jobs) { index_jobs(jobs); });
    outbox().run_due();
  }
  static std::string hidden_value(const std::string& shown, std::string_view name) {
    const auto at = shown.find("name=\"" + std::string{name} + "\" value=\"");
    if (at == std::string::npos) return {};
    const auto from = shown.find("value=\"", at) + 7;
    return shown.substr(from, shown.find('"', from) - from);
  }
  static int count_of(const std::string& shown, std::string_view what) {
    int count = 0;
    for (auto at = shown.find(what); at != std::string::npos; at = shown.find(what, at + 1)) ++count;
    return count;
  }

 private:
  void index_jobs(std::span<const outbox::Job> jobs) { concerns::index(services(), jobs); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Finding, db::testing::engines(), db::testing::engine_name);

TEST_P(Finding, OnesOwnCaseIsFoundHoweverManyOthersHoldTheWord) {
  const Case record = a_case();
  index_all();
  others_hold(6000);
  const auto shown = found(as(caseworker));
  EXPECT_THAT(shown, HasSubstr("/concerns/C-"));  // the concern that the case began with
  EXPECT_THAT(shown, Not(HasSubstr("There may be more")));
  EXPECT_THAT(found(as(colleague)), HasSubstr("Nothing that you can see"));
  EXPECT_THAT(found(as(caseworker), "robin"), HasSubstr("/cases/" + record.reference));
}

TEST_P(Finding, NeverSaysNothingWhereItDidNotLookAtEverything) {
  a_case();
  index_all();
  others_hold(6000);
  const auto shown = found(as(lead));
  EXPECT_THAT(shown, HasSubstr("There may be more"));
  EXPECT_THAT(shown, Not(HasSubstr("Nothing that you can see")));
  EXPECT_THAT(found(as(lead), "zanzibar", hidden_value(shown, "after")), HasSubstr("/concerns/C-")) << "and goes on when asked";
}

TEST_P(Finding, ShowsThePassageWithTheWordsMarkedAndLeadsToTheEntry) {
  const Case record = a_case();
  const auto id = written(record, "Met in the library. She was worried about the excursion. We meet again.");
  index_all();
  const auto shown = found(as(caseworker), "worry excursion");
  EXPECT_THAT(shown, HasSubstr("She was <mark>worried</mark> about the <mark>excursion</mark>."));
  EXPECT_THAT(shown, HasSubstr("#entry-" + id.text()));
  EXPECT_THAT(shown, HasSubstr("20 November 2025"));
  EXPECT_THAT(shown, Not(HasSubstr("We meet again")));
}

TEST_P(Finding, OfAPassageIsALookAtItsRecord) {
  const Case record = a_case();
  written(record, "Rang about the allotment");
  index_all();
  const auto looks = [&] { return std::ranges::count(event_types("case", record.id.value), "case.looked_at"); };
  found(as(caseworker), "not in it");
  EXPECT_EQ(looks(), 0);
  found(as(caseworker), "allotment");
  EXPECT_EQ(looks(), 1);
}

TEST_P(Finding, ANameHelpsToFindWhatWasWrittenAndAloneFindsItsRecordOnce) {
  const Case record = a_case();
  written(record, "Rang about the allotment");
  written(record, "Rang again about the allotment");
  index_all();
  EXPECT_EQ(count_of(found(as(caseworker), "robin allotment"), "<mark>allotment</mark>"), 2);
  EXPECT_EQ(count_of(found(as(caseworker), "robin"), ">" + record.reference + "<"), 1);
  EXPECT_THAT(found(as(caseworker), "kim allotment"), HasSubstr("Nothing that you can see"));
}

TEST_P(Finding, IsInTheOrderInWhichItWasWrittenNotInWhichRecordsBegan) {
  const Case first = a_case(), second = a_case();
  written(second, "About the allotment");
  written(first, "About the allotment too");
  index_all();
  const auto shown = found(as(lead), "allotment");
  ASSERT_THAT(shown, HasSubstr(second.reference));
  EXPECT_LT(shown.find(first.reference), shown.find(second.reference));
}

TEST_P(Finding, GoesOnPageByPageAndShowsEachOnce) {
  const Case record = a_case();
  for (int i = 0; i < 60; ++i) written(record, "About the allotment, number " + std::to_string(100 + i));
  index_all();
  std::vector<int> pages;
  std::string all, after;
  do {
    const auto shown = found(as(caseworker), "allotment", after);
    pages.push_back(count_of(shown, "<mark>"));
    all += shown;
    after = hidden_value(shown, "after");
  } while (!after.empty());
  EXPECT_THAT(pages, ::testing::ElementsAre(25, 25, 10));
  for (int i = 0; i < 60; ++i) EXPECT_EQ(count_of(all, "number " + std::to_string(100 + i)), 1);
}

TEST_P(Finding, OffersNoMoreWhereTheRestIsNotForThisViewer) {
  const Viewer overseer = as(lead);
  const auto concern = raised();
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  const auto another = opened(as(lead), concern);  // which the caseworker is not on
  ASSERT_TRUE(another);
  const Case record = a_case();
  for (int i = 0; i < 25; ++i) written(record, "About the allotment");
  ASSERT_TRUE(write([&](db::Tx& tx) {
    const NewEntry entry{.id = EntryId::make(now()), .kind = EntryKind::note, .happened_on = "2025-11-20", .text = PrivateText{"The allotment, of another person"}};
    return add_entry(tx, services(), overseer, another->reference, entry, now() - std::chrono::hours{1});  // the oldest
  }));
  index_all();
  const auto of_caseworker = found(as(caseworker), "allotment");
  EXPECT_THAT(of_caseworker, Not(HasSubstr("another person")));
  EXPECT_EQ(hidden_value(of_caseworker, "after"), "");
  EXPECT_NE(hidden_value(found(as(lead), "allotment"), "after"), "");
}

TEST_P(Finding, FindsNothingThatIsForThoseWhoOverseeAlone) {
  const Case record = a_case();
  const Viewer overseer = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    NewEntry entry{.id = EntryId::make(now()), .kind = EntryKind::note, .happened_on = "2025-11-20", .text = PrivateText{"The allotment, among ourselves"}};
    entry.reach = EntryReach::overseers;
    return add_entry(tx, services(), overseer, record.reference, entry, now());
  }));
  index_all();
  for (const PersonId person : {caseworker, lead}) EXPECT_THAT(found(as(person), "among ourselves"), HasSubstr("Nothing that you can see"));
}

TEST_P(Finding, FindsTasksAndReasonsToo) {
  const Case record = a_case();
  const TaskId task = TaskId::make(now());
  ASSERT_TRUE(task_added(as(caseworker), record.reference, caseworker, task));  // "Ring the GP"
  ASSERT_TRUE(task_done(as(caseworker), record.reference, task));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));  // "support is there"
  index_all();
  EXPECT_THAT(found(as(caseworker), "gp"), HasSubstr("#task-" + task.text()));
  EXPECT_THAT(found(as(caseworker), "supporting"), HasSubstr("<mark>support</mark> is there"));
  const auto concern = raised();
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::support_as_welfare));
  index_all();
  EXPECT_THAT(found(as(lead), "good reasons"), HasSubstr(concern));
}

TEST_P(Finding, FindsTheReasonsInTheChronologyAndLeadsToThem) {
  const Case record = a_case();
  Viewer by = as(caseworker);
  by.name = "Casey Caseworker";
  const Viewer overseer = as(lead);
  const PartyDetails details{.part = Part::witness, .name = PrivateText{"Xanthippe Example"}};
  const auto party = write([&](db::Tx& tx) { return add_party(tx, services(), by, record.reference, {PartyId::make(now()), details}, now()); });
  ASSERT_TRUE(party);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return move_party(tx, services(), by, record.reference, party->id, {PartyAction::end_part, PrivateText{"They only lent a bicycle"}, 1}, now());
  }));
  const auto referral = write([&](db::Tx& tx) { return begin_referral(tx, services(), english(), by, record.reference, now()); });
  ASSERT_TRUE(referral);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return ask_override(tx, services(), by, record.reference, PrivateText{"Asking would endanger the sister"}, referral->version, now());
  }));
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return decide_override(tx, services(), overseer, record.reference, {OverrideAction::agree, PrivateText{"Weighed, and proportionate"}, 1}, now());
  }));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));                             // "support is there"
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::keep_open));                   // "agreed"
  do_index_jobs();
  for (const auto* words : {"bicycle", "endanger sister", "proportionate", "support", "agreed"}) {
    EXPECT_THAT(found(as(caseworker), words), HasSubstr("#event-")) << words;
    EXPECT_THAT(found(as(colleague), words), HasSubstr("Nothing that you can see")) << words;
  }
  const auto shown = found(as(caseworker), "bicycle");
  const auto from = shown.find("event-");
  ASSERT_NE(from, std::string::npos);
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = record.reference}), HasSubstr("id=\"" + shown.substr(from, shown.find('"', from) - from)));
  index().clear();
  index_all();
  EXPECT_THAT(found(as(lead), "proportionate"), HasSubstr(record.reference)) << "filled again";
  keyring().destroy(record.key, now());
  EXPECT_THAT(found(as(lead), "proportionate"), HasSubstr("Nothing that you can see"));
}

TEST_P(Finding, FindsTheMessagesWithTheReporterBothWays) {
  const auto reference = raised();
  const Viewer overseer = as(lead);
  const auto concern = seen_concern(overseer, reference).value();
  ASSERT_TRUE(write([&](db::Tx& tx) {
    inbox::store::insert(tx, concern.id, "a hash");
    return inbox::write_as_reporter(tx, services(), concern.id, {inbox::MessageId::make(now()), PrivateText{"It was about the allotment"}}, now());
  }));
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return inbox::reply(tx, services(), overseer, reference, {inbox::MessageId::make(now()), PrivateText{"Which orchard was it?"}}, now());
  }));
  do_index_jobs();
  for (const auto* words : {"allotment", "orchard"}) {
    EXPECT_THAT(found(overseer, words), HasSubstr("/concerns/" + reference + "/messages")) << words;
    EXPECT_THAT(found(as(caseworker), words), HasSubstr("Nothing that you can see")) << words;
  }
  index().clear();
  index_all();
  EXPECT_THAT(found(overseer, "allotment"), HasSubstr(reference)) << "filled again";
  keyring().destroy(concern.key, now());
  EXPECT_THAT(found(overseer, "allotment"), HasSubstr("Nothing that you can see"));
}

TEST_P(Finding, WhoIsKeptAwayFindsNothingOfIt) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case record = a_case();
  written(record, "About the allotment");
  index_all();
  EXPECT_THAT(found(as(deputy), "allotment"), HasSubstr(record.reference));
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  EXPECT_THAT(found(as(deputy), "allotment"), HasSubstr("Nothing that you can see"));
  EXPECT_THAT(found(as(deputy), "robin"), HasSubstr("Nothing that you can see"));
}

TEST_P(Finding, WhatIsNewIsIndexedByJobsAndNothingElseOfTheCaseIsAskedFor) {
  const Case record = a_case();
  written(record, "About the allotment");
  do_index_jobs();
  EXPECT_THAT(found(as(caseworker), "allotment"), HasSubstr(record.reference));
  EXPECT_THAT(found(as(caseworker), "robin"), HasSubstr(record.reference));
}

TEST_P(Finding, OfPeopleOnlyTheOneWhoIsAddedOrChangedIsIndexedAgain) {
  const Case record = a_case();
  written(record, "About the allotment");
  do_index_jobs();
  index().clear();
  const Viewer by = as(caseworker);
  const PartyDetails details{.part = Part::witness, .name = PrivateText{"Xanthippe Example"}};
  const auto party = write([&](db::Tx& tx) { return add_party(tx, services(), by, record.reference, {PartyId::make(now()), details}, now()); });
  ASSERT_TRUE(party);
  do_index_jobs();
  EXPECT_THAT(found(as(caseworker), "xanthippe"), HasSubstr(record.reference));
  EXPECT_THAT(found(as(caseworker), "allotment"), Not(HasSubstr(record.reference)));
  const PartyDetails other{.part = Part::witness, .name = PrivateText{"Xerxes Example"}};
  ASSERT_TRUE(write([&](db::Tx& tx) { return change_party(tx, services(), by, record.reference, party->id, {other, 1}, now()); }));
  do_index_jobs();
  EXPECT_THAT(found(as(caseworker), "xerxes"), HasSubstr(record.reference));
}

TEST_P(Finding, AnIndexThatIsNotCompleteIsFilledBatchByBatch) {
  const Case record = a_case();
  written(record, "About the allotment");
  do_index_jobs();
  index().clear();
  fill_index_later(services(), now());
  for (int i = 0; i < 8 && !index().is_complete(); ++i) outbox().run_due();
  EXPECT_TRUE(index().is_complete());
  EXPECT_THAT(found(as(caseworker), "allotment"), HasSubstr(record.reference));
}

TEST_P(Finding, OfWhatIsOverseenAndOnesOwnShowsEachOnce) {
  const Case record = a_case();
  ASSERT_TRUE(given(as(lead), record.reference, deputy));
  index_all();
  EXPECT_EQ(count_of(found(as(deputy), "robin"), ">" + record.reference + "<"), 1);
}

}  // namespace
}  // namespace regard::concerns
