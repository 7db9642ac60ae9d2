// What people do with concerns and cases, and what it leaves behind.
#include <algorithm>
#include <fstream>
#include <sstream>

#include "concerns/testing.h"
#include "concerns/texts.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;

class Acting : public testing::ConcernsTest {
 protected:
  Result<Case> entry(const Viewer& by, const std::string& reference, EntryId id, std::string text = "Met and talked.") {
    return write([&](db::Tx& tx) {
      return add_entry(tx, services(), by, reference, {id, EntryKind::meeting, "2025-11-20", PrivateText{text}}, now());
    });
  }
  // The bytes of SQLite's files; of PostgreSQL, every row of every table of ours as text.
  std::string all_that_is_stored() {
    std::string all;
    if (!on_postgresql()) {
      for (const auto& file : std::filesystem::directory_iterator{fresh().directory()}) {
        std::ifstream in{file.path(), std::ios::binary};
        all.append(std::istreambuf_iterator<char>{in}, {});
      }
      return all;
    }
    auto read = db().read();
    for (const auto* rows : {"SELECT CAST(t AS TEXT) AS row FROM concern t", "SELECT CAST(t AS TEXT) AS row FROM case_file t",
                             "SELECT CAST(t AS TEXT) AS row FROM case_entry t", "SELECT CAST(t AS TEXT) AS row FROM case_task t",
                             "SELECT CAST(t AS TEXT) AS row FROM audit_event t", "SELECT CAST(t AS TEXT) AS row FROM outbox_job t"})
      for (const auto& row : read.all(rows)) all += row.text("row") + "\n";
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Acting, db::testing::engines(), db::testing::engine_name);

TEST_P(Acting, AHelperChosenTwiceIsWrittenDownOnce) {
  const Case record = a_case();
  const auto times_given = [&] { return std::ranges::count(event_types("case", record.id.value), "case.given_to"); };
  const auto before = times_given();
  ASSERT_TRUE(given(as(lead), record.reference, colleague, GivenAs::helper));
  ASSERT_TRUE(given(as(lead), record.reference, colleague, GivenAs::helper));
  EXPECT_EQ(before + 1, times_given());
}

TEST_P(Acting, AConcernTravelsToAClosedCase) {
  const auto concern = raised();
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), concern);
  ASSERT_TRUE(record);
  ASSERT_TRUE(given(as(lead), record->reference, caseworker));
  ASSERT_TRUE(entry(as(caseworker), record->reference, EntryId::make(now())));
  const auto task_id = TaskId::make(now());
  ASSERT_TRUE(task_added(as(caseworker), record->reference, caseworker, task_id));
  ASSERT_TRUE(task_done(as(caseworker), record->reference, task_id));
  ASSERT_TRUE(asked_to_close(as(caseworker), record->reference));
  const auto closed = decided(as(lead), record->reference, CaseAction::approve_closure);
  ASSERT_TRUE(closed);
  EXPECT_EQ(CaseState::closed, closed->state);
  auto types = event_types("case", record->id.value);
  EXPECT_EQ(1, std::erase(types, "party.added"));  // whom it is about, at the moment when it was opened
  EXPECT_THAT(types, ::testing::UnorderedElementsAre("case.opened", "case.handed_over", "case.given_to", "case.entry_added", "case.task_added",
                                                     "case.task_done", "step.person_informed", "case.closure_asked", "case.closure_approved"));
}

TEST_P(Acting, TheLeadIsToldOnceThatSomethingWaitsAndNothingMore) {
  raised();
  raised();
  const auto sent = mailed();
  ASSERT_EQ(2u, sent.size());  // lead and deputy
  for (const auto& message : sent) {
    const std::string all = message.subject + message.text;
    for (const auto* word : {"Robin", "zanzibar", "C-", "concern", "Concern"}) EXPECT_EQ(std::string::npos, all.find(word)) << word;
  }
}

TEST_P(Acting, AStaleDecisionChangesNothing) {
  const auto reference = raised();
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::support_as_welfare));
  ASSERT_TRUE(decided(as(deputy), reference, ConcernAction::reconsider, 2));
  EXPECT_THAT(decided(as(lead), reference, ConcernAction::close_without_action, 1), IsRefused("concern.changed"));
  EXPECT_EQ(ConcernState::received, seen_concern(as(lead), reference)->state);
}

TEST_P(Acting, WhoAskedForClosureCannotApproveIt) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(lead), record.reference));
  EXPECT_THAT(decided(as(lead), record.reference, CaseAction::approve_closure), IsRefused("case.second_person"));
  EXPECT_TRUE(decided(as(deputy), record.reference, CaseAction::approve_closure));
}

TEST_P(Acting, WhatIsSentTwiceIsAddedOnce) {
  const Case record = a_case();
  const auto entry_id = EntryId::make(now());
  const auto task_id = TaskId::make(now());
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(entry(as(caseworker), record.reference, entry_id));
    ASSERT_TRUE(task_added(as(caseworker), record.reference, caseworker, task_id));
  }
  auto read = db().read();
  EXPECT_EQ(1u, store::entries(read, record.id).size());
  EXPECT_EQ(1u, store::tasks(read, record.id).size());
}

TEST_P(Acting, WhatIsSentWithAnIdThatIsUsedIsNeverDropped) {
  const Case record = a_case(), other = a_case();
  const auto entry_id = EntryId::make(now());
  const auto task_id = TaskId::make(now());
  ASSERT_TRUE(entry(as(caseworker), record.reference, entry_id));
  ASSERT_TRUE(task_added(as(caseworker), record.reference, caseworker, task_id));
  EXPECT_THAT(entry(as(caseworker), record.reference, entry_id, "Something else"), IsRefused("entry.sent_before"));
  EXPECT_THAT(entry(as(caseworker), other.reference, entry_id), IsRefused("entry.sent_before"));
  EXPECT_THAT(task_added(as(caseworker), record.reference, lead, task_id), IsRefused("task.sent_before"));
  EXPECT_THAT(task_added(as(caseworker), other.reference, caseworker, task_id), IsRefused("task.sent_before"));
}

TEST_P(Acting, ACaseIsGivenOnlyToSomebodyWhoMayWorkOnIt) {
  const Case record = a_case();
  EXPECT_THAT(given(as(lead), record.reference, tutor), IsRefused("case.caseworker"));
  EXPECT_THAT(given(as(caseworker), record.reference, colleague), IsRefused("workflow.permission"));
  ASSERT_TRUE(kept_away(as(lead), record.reference, colleague));
  EXPECT_THAT(given(as(lead), record.reference, colleague), IsRefused("case.caseworker"));
}

TEST_P(Acting, WhatCannotBeSeenIsUnknownToEveryAction) {
  const Case record = a_case();
  const Viewer outsider = as(colleague);
  EXPECT_THAT(entry(outsider, record.reference, EntryId::make(now())), IsRefused("case.unknown"));
  EXPECT_THAT(asked_to_close(outsider, record.reference), IsRefused("case.unknown"));
  EXPECT_THAT(decided(as(caseworker), raised(), ConcernAction::ask_for_case), IsRefused("concern.unknown"));
}

TEST_P(Acting, WhatWasTypedIsNowhereStoredInTheClear) {
  const Case record = a_case();
  ASSERT_TRUE(entry(as(caseworker), record.reference, EntryId::make(now()), "the xylophone lesson"));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  const std::string stored = all_that_is_stored();
  ASSERT_NE(std::string::npos, stored.find(record.reference));  // it is the right place to look in
  for (const auto* word : {"Robin", "zanzibar", "xylophone", "good reasons", "support is there"})
    EXPECT_EQ(std::string::npos, stored.find(word)) << word;
}

TEST_P(Acting, WordsOfTheChronologyFindTheCase) {
  const Case record = a_case();
  ASSERT_TRUE(entry(as(caseworker), record.reference, EntryId::make(now()), "They worried about the xylophone lesson"));
  outbox().does("index", {.batch = 50}, [&](std::span<const outbox::Job> jobs) { concerns::index(services(), jobs); });
  outbox().run_due();
  const auto found = [&](std::string_view words) {
    std::vector<Uuid> all;
    index().find(kWrittenIndex, words, {}, {}, [&](const std::vector<search::Hit>& batch) {
      for (const auto& hit : batch)
        if (hit.place.starts_with(kOfCase) && std::ranges::count(all, hit.record) == 0) all.push_back(hit.record);
      return true;
    });
    return all;
  };
  EXPECT_EQ(std::vector{record.id.value}, found("worry xylophones"));
  EXPECT_EQ(std::vector{record.id.value}, found("robin made-up"));
  EXPECT_TRUE(found("trombone").empty());
}

}  // namespace
}  // namespace regard::concerns
