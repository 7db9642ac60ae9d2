#include "concerns/meeting/actions.h"

#include <algorithm>

#include "concerns/casework/opened.h"
#include "concerns/deferred.h"
#include "concerns/meeting/events.h"
#include "concerns/meeting/store.h"
#include "concerns/opening.h"
#include "people/people.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

Sight sight(const Viewer& viewer) { return sight_of(viewer, kOverseeCases); }

Result<Meeting> found(db::Read& read, const Viewer& viewer, std::string_view reference, MeetingAction action) {
  auto meeting = store::find_meeting(read, sight(viewer), reference);
  if (!meeting) return fail(ErrorKind::not_found, "meeting.unknown");
  if (const auto moved = meeting->attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return std::move(*meeting);
}

// A case on the agenda of a meeting that goes on, as the viewer may see it.
struct Discussed {
  Meeting meeting;
  MeetingItem item;
};
Result<Discussed> discussed(db::Read& read, const Viewer& viewer, std::string_view reference, const MeetingItemId& id) {
  auto meeting = found(read, viewer, reference, MeetingAction::discuss);
  if (!meeting) return tl::unexpected{meeting.error()};
  auto item = store::find_item(read, sight(viewer), meeting->id, id);
  if (!item) return fail(ErrorKind::not_found, "meeting.item");
  return Discussed{std::move(*meeting), std::move(*item)};
}

}  // namespace

std::vector<people::Person> may_attend(db::Read& read, const std::optional<CentreId>& centre, Date today) {
  return people::with_permission(read, kWorkOnCases, centre, today);
}

std::optional<CentreId> centre_of_meeting(const Viewer& viewer) {
  if (viewer.may_everywhere(kOverseeCases)) return {};
  const auto centres = viewer.centres(kOverseeCases);
  return centres.empty() ? std::nullopt : std::optional{centres.front()};
}

Result<Meeting> plan_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, const NewMeeting& wanted, Instant now) {
  if (!viewer.may(kOverseeCases)) return fail(ErrorKind::not_allowed, "meeting.permission");
  for (const Meeting& before : store::meetings(tx, sight(viewer), 100))
    if (before.id == wanted.id) return before;  // sent twice
  const auto centre = centre_of_meeting(viewer);
  const auto people = may_attend(tx, centre, london_date(now));
  for (const PersonId& member : wanted.members)
    if (std::ranges::count(people, member, &people::Person::id) == 0)
      return fail(ErrorKind::invalid, "meeting.member", {{"members", tr("Choose people who work on cases")}});
  Meeting meeting;
  meeting.id = wanted.id;
  meeting.reference = new_reference('M');
  meeting.held_on = wanted.held_on;
  meeting.centre = centre;
  meeting.made_at = now;
  meeting.made_by = *viewer.person;
  store::insert(tx, meeting, wanted.members);
  services.audit.append(tx, viewer, now, MeetingEvent{MeetingEvent::What::planned, meeting});
  for (const PersonId& member : wanted.members)
    if (member != viewer.person) tell(tx, services, member, now);
  return meeting;
}

Result<Meeting> put_on_agenda(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                              const std::vector<std::string>& cases, Instant now) {
  auto meeting = found(tx, viewer, reference, MeetingAction::add_item);
  if (!meeting) return meeting;
  for (const std::string& wanted : cases) {
    const auto opened = open_visible(tx, services, viewer, wanted);
    if (!opened || opened->record.state == CaseState::closed) continue;
    const auto agenda = store::agenda(tx, sight(viewer), meeting->id);
    if (std::ranges::any_of(agenda, [&](const MeetingItem& item) { return item.record.id == opened->record.id; })) continue;
    store::add_item(tx, meeting->id, opened->record.id, *viewer.person, now);
    services.audit.append(tx, viewer, now, CaseHappened{.type = kPutOnAgenda, .record = opened->record, .key = opened->key, .what = PrivateText{meeting->reference}});
  }
  return meeting;
}

Result<Meeting> move_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, MeetingAction action, int version,
                             Instant now) {
  auto meeting = found(tx, viewer, reference, action);
  if (!meeting) return meeting;
  if (action == MeetingAction::close) {
    meeting->closed_at = now;
    meeting->closed_by = viewer.person;
  }
  meeting->version = version;
  if (!store::save(tx, *meeting)) return fail(ErrorKind::conflict, "meeting.changed");
  services.audit.append(tx, viewer, now, MeetingEvent{action == MeetingAction::close ? MeetingEvent::What::closed : MeetingEvent::What::held, *meeting});
  return meeting;
}

Result<Meeting> note_in_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const MeetingItemId& item,
                                const EntryId& id, const PrivateText& text, Instant now) {
  auto at = discussed(tx, viewer, reference, item);
  if (!at) return tl::unexpected{at.error()};
  // A meeting may begin before its day; what was said in it was not said in the future.
  const std::string held_on = std::min(at->meeting.held_on, iso(london_date(now)));
  const auto added = add_entry(tx, services, viewer, at->item.record.reference, {.id = id, .kind = EntryKind::meeting, .happened_on = held_on, .text = text}, now);
  if (!added) return tl::unexpected{added.error()};
  store::link(tx, item, id);
  return at->meeting;
}

Result<Meeting> act_in_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const MeetingItemId& item,
                               const NewTask& task, Instant now) {
  auto at = discussed(tx, viewer, reference, item);
  if (!at) return tl::unexpected{at.error()};
  const auto added = add_task(tx, services, viewer, at->item.record.reference, task, now);
  if (!added) return tl::unexpected{added.error()};
  store::link(tx, item, task.id);
  return at->meeting;
}

}  // namespace regard::concerns
