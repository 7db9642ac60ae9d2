// The forms of a meeting: what is each one's own.
#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/forms.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/concern/events.h"
#include "concerns/meeting/actions.h"
#include "concerns/meeting/forms.h"
#include "concerns/meeting/handlers.h"
#include "concerns/meeting/store.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

constexpr int kProposed = 8;  // of each reason
constexpr std::string_view kMembers = "members";
constexpr std::string_view kCases = "cases";

Sight sight(const web::Visit& visit) { return sight_of(visit.viewer, kOverseeCases); }

std::string url_of(const Meeting& meeting) { return "/meetings/" + meeting.reference; }

// The boxes that were ticked.
std::vector<std::string> ticked(const web::Visit& visit, std::string_view name) {
  const http::Form form = visit.request.form().value_or(http::Form{});
  std::vector<std::string> values;
  for (const auto value : form.all(name)) values.emplace_back(value);
  return values;
}

html::Html member_boxes(db::Read& read, const web::Visit& visit) {
  const auto chosen = ticked(visit, kMembers);
  html::Checkboxes boxes{.field = {.name = std::string{kMembers}, .legend = {.text = visit.language(tr("Who comes?"))},
                                   .hint = visit.language(tr("Each sees on the agenda only the cases that they may see anyway."))}};
  for (const auto& person : may_attend(read, centre_of_meeting(visit.viewer), london_date(visit.now)))
    boxes.choices.push_back({.text = person.name, .value = person.id.text(), .chosen = std::ranges::count(chosen, person.id.text()) > 0});
  return html::render(visit.services.views, visit.language, boxes);
}

// With boxes to tick below it, which the form's declaration cannot know.
web::FormPage meeting_form(html::Html boxes = {}) {
  return {.question = kMeetingQuestion, .action = "/meetings/new", .back = "/meetings", .after = std::move(boxes), .adds = true};
}

Result<Meeting> found(db::Read& read, const web::Visit& visit, MeetingAction action) {
  auto meeting = store::find_meeting(read, sight(visit), visit.parameter("reference"));
  if (!meeting) return fail(ErrorKind::not_found, "meeting.unknown");
  if (const auto may = workflow::permitted(kMeetingMoves, *meeting, action, visit.viewer); !may) return tl::unexpected{may.error()};
  return std::move(*meeting);
}

// Why each case is proposed, in the order in which a meeting would take them; each case once, under its first reason.
struct Proposed {
  Case record;
  Words why;
};
std::vector<Proposed> proposals(db::Read& read, const web::Visit& visit, const Meeting& meeting) {
  std::vector<Proposed> all;
  const auto add = [&](std::vector<Case> records, Words why) {
    for (Case& record : records)
      if (std::ranges::count(all, record.id, [](const Proposed& one) { return one.record.id; }) == 0) all.push_back({std::move(record), why});
  };
  add(store::with_late_tasks(read, sight(visit), meeting.id, iso(london_date(visit.now)), kProposed), tr("Something that was to be done is late"));
  add(store::longest_unsupervised(read, sight(visit), meeting.id, kProposed), tr("Among those that nobody has looked at for longest"));
  add(store::newest(read, sight(visit), meeting.id, kProposed), tr("Among the newest"));
  return all;
}

html::Html case_boxes(db::Read& read, const web::Visit& visit, const Meeting& meeting) {
  const auto proposed = proposals(read, visit, meeting);
  std::vector<SealedName> sealed;
  std::vector<std::string> references;
  for (const auto& [record, why] : proposed) {
    sealed.push_back({record.key, record.id.value, record.name_sealed});
    references.push_back(record.reference);
  }
  const auto names = names_in(visit, kCaseName, sealed);
  const auto chosen = ticked(visit, kCases);
  html::Checkboxes boxes{.field = {.name = std::string{kCases}, .legend = {.text = visit.language(tr("Which cases will you discuss?"))}}};
  for (std::size_t i = 0; i < proposed.size(); ++i)
    boxes.choices.push_back({.text = names[i], .value = references[i],
                             .hint = visit.language(tr("{REFERENCE}. {WHY}."), {{"REFERENCE", references[i]}, {"WHY", visit.language(proposed[i].why)}}),
                             .chosen = std::ranges::count(chosen, references[i]) > 0});
  if (!references.empty()) visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"agenda", references});
  return proposed.empty() ? html::Html{} : html::render(visit.services.views, visit.language, boxes);
}

web::FormPage agenda_form(db::Read& read, const web::Visit& visit, const Meeting& meeting) {
  return {.question = kAgendaQuestion, .action = url_of(meeting) + "/agenda", .back = url_of(meeting), .after = case_boxes(read, visit, meeting)};
}

// The case that was typed, if it may be discussed; nothing typed is no case, and no mistake when others were ticked.
Result<std::optional<std::string>> other_case(db::Read& read, const web::Visit& visit, const std::string& typed, bool others) {
  const auto wrong = [](Words message) { return fail(ErrorKind::invalid, "meeting.no_such_case", {{std::string{kOtherCase}, message}}); };
  if (typed.empty() && others) return std::nullopt;
  if (typed.empty()) return wrong(tr("Choose at least one case, or enter the reference of one"));
  const auto reference = reference_from(typed);
  const auto record = reference ? store::find_case(read, sight(visit), *reference) : std::nullopt;
  if (!record) return wrong(tr("Enter the reference of a case that you can see, like K-7K2Q-9XWD"));
  if (record->state == CaseState::closed) return wrong(tr("That case is closed. Open it again first, or choose another"));
  return record->reference;
}

// One case of a meeting that goes on.
struct Item {
  Meeting meeting;
  MeetingItem item;
};
Result<Item> find_item(db::Read& read, const web::Visit& visit) {
  auto meeting = store::find_meeting(read, sight(visit), visit.parameter("reference"));
  const auto id = uuid_from(visit.parameter("item"));
  if (!meeting || !id) return fail(ErrorKind::not_found, "meeting.unknown");
  auto item = store::find_item(read, sight(visit), meeting->id, MeetingItemId{*id});
  if (!item) return fail(ErrorKind::not_found, "meeting.item");
  return Item{std::move(*meeting), std::move(*item)};
}

Done may_be_discussed(const Item& found, const Viewer& viewer) {
  if (const auto may = workflow::permitted(kMeetingMoves, found.meeting, MeetingAction::discuss, viewer); !may) return tl::unexpected{may.error()};
  if (const auto may = workflow::permitted(kCaseMoves, found.item.record, CaseAction::add_entry, viewer); !may) return tl::unexpected{may.error()};
  return {};
}

// The caption names the person: a look at the case.
web::FormPage item_form(const web::Visit& visit, const Item& found, const forms::Question& question, std::string_view below) {
  const Case& record = found.item.record;
  if (const auto key = visit.services.keyring.find(record.key)) visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, record, *key});
  const auto name = names_in(visit, kCaseName, {{record.key, record.id.value, record.name_sealed}}).front();
  return {.question = question,
          .action = url_of(found.meeting) + "/items/" + found.item.id.text() + std::string{below},
          .back = url_of(found.meeting),
          .adds = true,
          .reference = record.reference,
          .caption = visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", record.reference}, {"NAME", name}})};
}

web::FormPage minute_page(db::Read&, const web::Visit& visit, const Item& found) { return item_form(visit, found, kMinuteQuestion, "/note"); }

web::FormPage task_page(db::Read& read, const web::Visit& visit, const Item& found) {
  auto page = item_form(visit, found, kTaskQuestion, "/task");
  for (const auto& person : may_have_task(read, found.item.record, london_date(visit.now)))
    page.picks[std::string{kOwner}].push_back({person.id.text(), person.name});
  return page;
}

MeetingItemId item_id(const web::Visit& visit) { return MeetingItemId::stored(visit.parameter("item")); }

Result<std::string> back_to(const Result<Meeting>& meeting) {
  if (!meeting) return tl::unexpected{meeting.error()};
  return url_of(*meeting);
}

Result<std::string> act_minute(const web::Visit& visit, const web::Posted& posted) {
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return note_in_meeting(tx, visit.services, visit.viewer, visit.parameter("reference"), item_id(visit), EntryId{posted.once}, posted.answers.hidden(kMinute), visit.now);
  }));
}

Result<std::string> act_task(const web::Visit& visit, const web::Posted& posted) {
  const NewTask task{TaskId{posted.once}, posted.answers.hidden(kTitle), posted.answers.text(kDueOn), PersonId::stored(posted.answers.text(kOwner))};
  return back_to(visit.services.database.write([&](db::Tx& tx) {
    return act_in_meeting(tx, visit.services, visit.viewer, visit.parameter("reference"), item_id(visit), task, visit.now);
  }));
}

std::string says_now(db::Read&, const web::Visit& visit, const Item& found) { return visit.language(label(found.meeting.state)); }

constexpr web::RecordForm<Item> kMinuteForm{find_item, may_be_discussed, minute_page, act_minute, says_now};
constexpr web::RecordForm<Item> kTaskForm{find_item, may_be_discussed, task_page, act_task, says_now};

Result<http::Response> move(const web::Visit& visit, MeetingAction action) {
  const int version = web::posted_version(visit);
  const auto to = back_to(visit.services.database.write([&](db::Tx& tx) {
    return move_meeting(tx, visit.services, visit.viewer, visit.parameter("reference"), action, version, visit.now);
  }));
  if (!to) return tl::unexpected{to.error()};
  return web::see_other(*to);
}

}  // namespace

Result<http::Response> ask_meeting(const web::Visit& visit) {
  auto read = visit.services.database.read();
  return web::show_form(visit, meeting_form(member_boxes(read, visit)));
}

Result<http::Response> save_meeting(const web::Visit& visit) {
  auto posted = web::read_form(visit, meeting_form());
  NewMeeting wanted{MeetingId{posted.once}, posted.answers.text(kHeldOn), {}};
  for (const auto& member : ticked(visit, kMembers))
    if (const auto id = uuid_from(member)) wanted.members.push_back(PersonId{*id});
  if (wanted.members.empty()) posted.mistakes.push_back({std::string{kMembers}, tr("Choose at least one person")});
  auto to = posted.mistakes.empty() ? back_to(visit.services.database.write([&](db::Tx& tx) {
    return plan_meeting(tx, visit.services, visit.viewer, wanted, visit.now);
  }))
                                    : Result<std::string>{fail(ErrorKind::invalid, "meeting.incomplete", posted.mistakes)};
  if (to) return web::see_other(*to);
  if (!web::stays_on_page(to.error())) return tl::unexpected{to.error()};
  auto read = visit.services.database.read();
  return web::show_form(visit, meeting_form(member_boxes(read, visit)), posted.answers, to.error().fields);
}

Result<http::Response> ask_agenda(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto meeting = found(read, visit, MeetingAction::add_item);
  if (!meeting) return tl::unexpected{meeting.error()};
  return web::show_form(visit, agenda_form(read, visit, *meeting));
}

Result<http::Response> save_agenda(const web::Visit& visit) {
  auto cases = ticked(visit, kCases);
  {
    auto read = visit.services.database.read();
    const auto meeting = found(read, visit, MeetingAction::add_item);
    if (!meeting) return tl::unexpected{meeting.error()};
    auto posted = web::read_form(visit, {.question = kAgendaQuestion, .action = {}, .back = {}});
    const auto other = other_case(read, visit, posted.answers.text(kOtherCase), !cases.empty());
    if (!other && posted.mistakes.empty()) posted.mistakes = other.error().fields;
    if (!posted.mistakes.empty()) return web::show_form(visit, agenda_form(read, visit, *meeting), posted.answers, posted.mistakes);
    if (*other) cases.push_back(**other);
  }
  const auto to = back_to(visit.services.database.write([&](db::Tx& tx) {
    return put_on_agenda(tx, visit.services, visit.viewer, visit.parameter("reference"), cases, visit.now);
  }));
  if (!to) return tl::unexpected{to.error()};
  return web::see_other(*to);
}

Result<http::Response> begin_meeting(const web::Visit& visit) { return move(visit, MeetingAction::hold); }
Result<http::Response> close_meeting(const web::Visit& visit) { return move(visit, MeetingAction::close); }
Result<http::Response> ask_minute(const web::Visit& visit) { return web::ask(visit, kMinuteForm); }
Result<http::Response> save_minute(const web::Visit& visit) { return web::answer(visit, kMinuteForm); }
Result<http::Response> ask_meeting_task(const web::Visit& visit) { return web::ask(visit, kTaskForm); }
Result<http::Response> save_meeting_task(const web::Visit& visit) { return web::answer(visit, kTaskForm); }

}  // namespace regard::concerns
