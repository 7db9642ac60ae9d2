#include "concerns/meeting/handlers.h"

#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/frame.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/meeting/store.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 100;

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kOverseeCases); }

std::string url_of(const Meeting& meeting) { return "/meetings/" + meeting.reference; }

std::string day_of(const web::Visit& visit, const std::string& day) { return i18n::long_date(visit.language, date_from_iso(day).value()); }

Result<Meeting> found(db::Read& read, const web::Visit& visit) {
  auto meeting = store::find_meeting(read, sight(visit), visit.parameter("reference"));
  if (!meeting) return fail(ErrorKind::not_found, "meeting.unknown");
  return std::move(*meeting);
}

// What was said about one case: its entries and tasks that this meeting points at, opened for whoever sees the case. That is a
// look at the case.
void add_minutes(html::View& row, db::Read& read, const web::Visit& visit, const MeetingItem& item) {
  const auto entries = store::entries_of(read, item.id);
  const auto tasks = store::tasks_of(read, item.id);
  if (entries.empty() && tasks.empty()) return;
  for (const OpenedPart& part : opened_parts(read, visit.services, item.record.id)) {
    if (part.id == item.record.id) visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, item.record, part.key});
    for (const EntryId& id : entries) {
      const auto entry = store::find_entry(read, part.id, id);
      if (!entry) continue;
      const PrivateText text = crypto::open(part.key, {kEntryText, id.value}, entry->text_sealed);
      const StaffNames staff{read, visit.language, {entry->written_by}};
      row.section("SAID").set("SAID_TEXT", text.reveal()).set("SAID_BY", staff.of(entry->written_by));
    }
    for (const TaskId& id : tasks) {
      const auto task = store::find_task(read, part.id, id);
      if (!task) continue;
      const PrivateText title = crypto::open(part.key, {kTaskTitle, id.value}, task->title_sealed);
      const StaffNames staff{read, visit.language, {task->owner}};
      html::View todo = row.section("TODO");
      todo.set("TODO_TITLE", title.reveal()).set("TODO_WHO", staff.of(task->owner)).set("TODO_DUE", day_of(visit, task->due_on));
      if (task->done) todo.show("TODO_DONE");
    }
  }
}

enum class Shows { what_to_do, minutes };

void add_agenda(html::View& view, db::Read& read, const web::Visit& visit, const Meeting& meeting, Shows shows) {
  const auto items = store::agenda(read, sight(visit), meeting.id);
  std::vector<SealedName> sealed;
  std::vector<std::string> references;
  for (const MeetingItem& item : items) {
    sealed.push_back({item.record.key, item.record.id.value, item.record.name_sealed});
    references.push_back(item.record.reference);
  }
  const auto names = names_in(visit, kCaseName, sealed);
  if (items.empty()) view.show("NO_ITEMS");
  const bool goes_on = shows == Shows::what_to_do && workflow::permitted(kMeetingMoves, meeting, MeetingAction::discuss, visit.viewer).has_value();
  for (std::size_t i = 0; i < items.size(); ++i) {
    html::View row = view.section("ITEM");
    row.set("ITEM_NAME", names[i]).set("ITEM_REFERENCE", references[i]).set("ITEM_HREF", case_url(references[i]));
    add_minutes(row, read, visit, items[i]);
    if (!goes_on || items[i].record.state != CaseState::open) continue;
    const std::string below = url_of(meeting) + "/items/" + items[i].id.text();
    row.section("WRITE").set("NOTE_HREF", below + "/note").set("TASK_HREF", below + "/task").set("WRITE_NAME", names[i]);
  }
  if (!references.empty()) visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"meeting", references});
}

void add_members(html::View& view, db::Read& read, const web::Visit& visit, const Meeting& meeting) {
  const auto members = store::meeting_members(read, meeting.id);
  const StaffNames staff{read, visit.language, members};
  std::string names;
  for (const PersonId& member : members) names += (names.empty() ? "" : ", ") + staff.of(member);
  view.set("MEMBERS", names).set("STATE", visit.language(label(meeting.state))).set("DAY", day_of(visit, meeting.held_on));
}

// A move without questions: a form of one button.
void add_moves(html::View& view, const web::Visit& visit, const Meeting& meeting) {
  const auto may = [&](MeetingAction action) { return workflow::permitted(kMeetingMoves, meeting, action, visit.viewer).has_value(); };
  if (may(MeetingAction::add_item)) view.section("AGENDA").set("AGENDA_HREF", url_of(meeting) + "/agenda");
  const auto move = [&](MeetingAction action, std::string_view below, Words words) {
    if (!may(action)) return;
    view.section("MOVE").set("MOVE_ACTION", url_of(meeting) + std::string{below}).set("MOVE_CSRF", visit.viewer.csrf)
        .set("MOVE_VERSION", std::to_string(meeting.version)).set("MOVE_WORDS", visit.language(words));
  };
  move(MeetingAction::hold, "/begin", tr("Begin the meeting"));
  move(MeetingAction::close, "/close", tr("Close the meeting"));
}

}  // namespace

Result<http::Response> list_meetings(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto meetings = store::meetings(read, sight(visit), kShown);
  html::View view{visit.services.views, visit.language, "concerns/views/meetings.html"};
  if (visit.viewer.may(kOverseeCases)) view.show("PLAN");
  if (meetings.empty()) view.show("NONE");
  for (const Meeting& meeting : meetings)
    view.section("MEETING").set("MEETING_HREF", url_of(meeting)).set("MEETING_DAY", day_of(visit, meeting.held_on))
        .set("MEETING_REFERENCE", meeting.reference).set("MEETING_STATE", visit.language(label(meeting.state)));
  html::Page page = visit.page(visit.language(tr("Meetings")));
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_meeting(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto meeting = found(read, visit);
  if (!meeting) return tl::unexpected{meeting.error()};
  html::View view{visit.services.views, visit.language, "concerns/views/meeting.html"};
  view.set("MINUTES_HREF", url_of(*meeting) + "/minutes");
  add_members(view, read, visit, *meeting);
  add_moves(view, visit, *meeting);
  add_agenda(view, read, visit, *meeting, Shows::what_to_do);
  html::Page page = visit.page(visit.language(tr("Meeting {REFERENCE}"), {{"REFERENCE", meeting->reference}}));
  page.back = html::Link{visit.language(tr("Back to meetings")), "/meetings"};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_minutes(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto meeting = found(read, visit);
  if (!meeting) return tl::unexpected{meeting.error()};
  html::View view{visit.services.views, visit.language, "concerns/views/minutes.html"};
  add_members(view, read, visit, *meeting);
  add_agenda(view, read, visit, *meeting, Shows::minutes);
  html::Page page = visit.page(visit.language(tr("Minutes of meeting {REFERENCE}"), {{"REFERENCE", meeting->reference}}));
  page.back = html::Link{visit.language(tr("Back to the meeting")), url_of(*meeting)};
  page.content = view.render();
  return web::show(visit, page);
}

}  // namespace regard::concerns
