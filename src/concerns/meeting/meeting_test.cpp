// A meeting shows each member the cases that they may see, and keeps nothing about anybody itself.
#include <fstream>
#include <sstream>

#include "concerns/casework/handlers.h"
#include "concerns/meeting/actions.h"
#include "concerns/meeting/handlers.h"
#include "concerns/meeting/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class Meetings : public testing::ConcernsTest {
 protected:
  Result<Meeting> planned(const Viewer& by, std::vector<PersonId> members, std::string day = "2025-11-25") {
    return write([&](db::Tx& tx) { return plan_meeting(tx, services(), by, {MeetingId::make(now()), day, std::move(members)}, now()); });
  }
  Result<Meeting> put_on(const Viewer& by, const Meeting& meeting, std::vector<std::string> cases) {
    return write([&](db::Tx& tx) { return put_on_agenda(tx, services(), by, meeting.reference, cases, now()); });
  }
  Result<Meeting> moved(const Viewer& by, const Meeting& meeting, MeetingAction action, int version) {
    return write([&](db::Tx& tx) { return move_meeting(tx, services(), by, meeting.reference, action, version, now()); });
  }
  std::vector<MeetingItem> agenda_of(const Viewer& viewer, const Meeting& meeting) {
    auto read = db().read();
    return store::agenda(read, sight_of(viewer, kOverseeCases), meeting.id);
  }
  Result<Meeting> said(const Viewer& by, const Meeting& meeting, const MeetingItemId& item, EntryId id, std::string text = "The tuba lessons go on") {
    return write([&](db::Tx& tx) { return note_in_meeting(tx, services(), by, meeting.reference, item, id, PrivateText{text}, now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Meetings, db::testing::engines(), db::testing::engine_name);

TEST_P(Meetings, AreFoundByTheirMembersOnly) {
  const auto meeting = planned(as(lead), {caseworker});
  ASSERT_TRUE(meeting);
  EXPECT_THAT(page(&show_meeting, as(caseworker), {.reference = meeting->reference}), HasSubstr("Tuesday 25 November 2025"));
  EXPECT_THAT(page(&show_meeting, as(lead), {.reference = meeting->reference}), HasSubstr("Casey Caseworker"));
  EXPECT_EQ("refused: meeting.unknown", page(&show_meeting, as(colleague), {.reference = meeting->reference}));
  EXPECT_THAT(page(&list_meetings, as(colleague)), Not(HasSubstr(meeting->reference)));
  EXPECT_THAT(planned(as(lead), {tutor}), IsRefused("meeting.member"));
  EXPECT_THAT(planned(as(caseworker), {caseworker}), IsRefused("meeting.permission"));
}

TEST_P(Meetings, ShowEachMemberOnlyTheCasesThatTheyMaySee) {
  const Case theirs = a_case(), kept = a_case();
  ASSERT_TRUE(kept_away(as(lead), kept.reference, caseworker));
  const auto meeting = planned(as(lead), {caseworker, colleague});
  ASSERT_TRUE(put_on(as(lead), *meeting, {theirs.reference, kept.reference, "K-0000-0000"}));
  EXPECT_EQ(2u, agenda_of(as(lead), *meeting).size());
  EXPECT_EQ(1u, agenda_of(as(caseworker), *meeting).size());
  EXPECT_EQ(0u, agenda_of(as(colleague), *meeting).size());
  for (const auto handler : {&show_meeting, &show_minutes}) {
    EXPECT_THAT(page(handler, as(caseworker), {.reference = meeting->reference}), Not(HasSubstr(kept.reference)));
    EXPECT_THAT(page(handler, as(colleague), {.reference = meeting->reference}), HasSubstr("Nothing is on the agenda that you may see"));
  }
}

TEST_P(Meetings, LeaveNotesAndTasksInTheCase) {
  const Case record = a_case();
  const auto meeting = planned(as(lead), {caseworker});
  ASSERT_TRUE(put_on(as(lead), *meeting, {record.reference}));
  const auto item = agenda_of(as(lead), *meeting).front().id;
  EXPECT_THAT(said(as(caseworker), *meeting, item, EntryId::make(now())), IsRefused("workflow.wrong_state"));
  clock.advance(std::chrono::days{4});
  ASSERT_TRUE(moved(as(lead), *meeting, MeetingAction::hold, 1));
  const auto entry = EntryId::make(now());
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(said(as(caseworker), *meeting, item, entry));
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return act_in_meeting(tx, services(), by, meeting->reference, item, {TaskId::make(now()), PrivateText{"Ask the music school"}, "2025-12-01", caseworker}, now());
  }));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = record.reference}), HasSubstr("The tuba lessons go on"));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = record.reference}), HasSubstr("Ask the music school"));
  const auto minutes = page(&show_minutes, as(caseworker), {.reference = meeting->reference});
  for (const auto* words : {"The tuba lessons go on", "Ask the music school", "Casey Caseworker"}) EXPECT_THAT(minutes, HasSubstr(words));
  const auto looks = [&] { return std::ranges::count(event_types("case", record.id.value), "case.looked_at"); };
  const auto before = looks();
  clock.advance(std::chrono::minutes{2});
  page(&show_minutes, as(caseworker), {.reference = meeting->reference});
  EXPECT_EQ(looks(), before + 1) << "what stands in the case was read";
  ASSERT_TRUE(moved(as(lead), *meeting, MeetingAction::close, 2));
  EXPECT_THAT(said(as(caseworker), *meeting, item, EntryId::make(now())), IsRefused("workflow.wrong_state"));
  EXPECT_THAT(moved(as(lead), *meeting, MeetingAction::close, 2), IsRefused("workflow.wrong_state"));
}

TEST_P(Meetings, ThatBeginBeforeTheirDayLeaveNotesOfTheDayOnWhichTheyWereHeld) {
  const Case record = a_case();
  const auto meeting = planned(as(lead), {caseworker});
  ASSERT_TRUE(put_on(as(lead), *meeting, {record.reference}));
  const auto item = agenda_of(as(lead), *meeting).front().id;
  ASSERT_LT(iso(today()), meeting->held_on);
  ASSERT_TRUE(moved(as(lead), *meeting, MeetingAction::hold, 1));
  ASSERT_TRUE(said(as(caseworker), *meeting, item, EntryId::make(now())));
  auto read = db().read();
  EXPECT_EQ(iso(today()), store::entries(read, record.id).front().happened_on);
}

TEST_P(Meetings, ProposeWhatIsLateAndWhatNobodyHasLookedAt) {
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, TaskId::make(now())));
  const auto meeting = planned(as(lead), {caseworker});
  clock.advance(std::chrono::days{10});
  const auto shown = page(&ask_agenda, as(lead), {.reference = meeting->reference});
  EXPECT_THAT(shown, HasSubstr("Something that was to be done is late"));
  EXPECT_THAT(shown, HasSubstr(record.reference));
  const auto sent = answered(&save_agenda, as(lead), {.reference = meeting->reference, .form = {{"cases", record.reference}}});
  EXPECT_EQ("/meetings/" + meeting->reference, location(sent));
  EXPECT_THAT(page(&ask_agenda, as(lead), {.reference = meeting->reference}), Not(HasSubstr(record.reference)));
}

TEST_P(Meetings, SayWhichCaseCannotBePutOnTheAgendaAndKeepWhatWasChosen) {
  const Case record = a_case(), closed = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), closed.reference));
  ASSERT_TRUE(decided(as(lead), closed.reference, CaseAction::approve_closure));
  const auto meeting = planned(as(lead), {caseworker});
  const auto sent = [&](std::vector<std::pair<std::string_view, std::string>> form) {
    return answered(&save_agenda, as(lead), {.reference = meeting->reference, .form = std::move(form)});
  };
  const auto unknown = sent({{"cases", record.reference}, {"other", "K-0000-0000"}});
  EXPECT_EQ(422, unknown->status);
  for (const auto* words : {"Enter the reference of a case that you can see", "K-0000-0000", " checked"}) EXPECT_THAT(unknown->body, HasSubstr(words));
  EXPECT_THAT(sent({{"other", closed.reference}})->body, HasSubstr("That case is closed"));
  EXPECT_THAT(sent({{"other", ""}})->body, HasSubstr("Choose at least one case"));
  EXPECT_TRUE(agenda_of(as(lead), *meeting).empty());
  EXPECT_EQ(303, sent({{"other", record.reference}})->status);
  EXPECT_EQ(1u, agenda_of(as(lead), *meeting).size());
}

TEST_P(Meetings, ThatAreClosedHideNoneThatIsNotFromTheFirstPage) {
  const auto meeting = planned(as(lead), {caseworker});
  for (int day = 10; day < 20; ++day) {
    const auto later = planned(as(lead), {caseworker}, "2025-12-" + std::to_string(day));
    ASSERT_TRUE(moved(as(lead), *later, MeetingAction::hold, 1));
    ASSERT_TRUE(moved(as(lead), *later, MeetingAction::close, 2));
  }
  const Viewer viewer = as(caseworker);
  const http::Request request;
  const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
  auto read = db().read();
  const auto all = needs(visit, read);
  const auto group = std::ranges::find(all, "Meetings about cases", &Needs::heading);
  ASSERT_NE(group, all.end());
  ASSERT_EQ(group->needs.size(), 1u);
  EXPECT_EQ(group->needs.front().reference, meeting->reference);
}

TEST_P(Meetings, AreNotClosedFromAnOldPage) {
  const auto meeting = planned(as(lead), {deputy});
  ASSERT_TRUE(moved(as(lead), *meeting, MeetingAction::hold, 1));
  EXPECT_THAT(moved(as(deputy), *meeting, MeetingAction::close, 1), IsRefused("meeting.changed"));
}

TEST(MeetingPicture, IsTheOneInTheReadme) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kMeetingMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::concerns
