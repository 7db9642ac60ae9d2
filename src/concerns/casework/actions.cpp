#include "concerns/casework/actions.h"

#include "concerns/among.h"
#include "concerns/casework/events.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/casework/texts.h"
#include "concerns/casework/workers.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/keeping_away.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/store.h"
#include "concerns/party/actions.h"
#include "concerns/pathway/store.h"
#include "concerns/texts.h"
#include "concerns/supervision/actions.h"
#include "concerns/supervision/owner.h"
#include "concerns/supervision/second_person.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

std::string sealed_name(const Concern& concern, const crypto::RecordKey& concern_key, const Case& record, const crypto::RecordKey& key) {
  return crypto::seal(key, {kCaseName, record.id.value}, crypto::open(concern_key, {kConcernName, concern.id.value}, concern.name_sealed));
}

// Whom the case is about, as the concern says.
PartyDetails subject_of(const Concern& concern, const crypto::RecordKey& concern_key) {
  const PrivateText json = crypto::open(concern_key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  Traits traits = traits_of(forms::from_own_json(json.reveal()));
  return {.part = Part::subject, .name = std::move(traits.name), .born_on = std::move(traits.born_on), .student_number = std::move(traits.student_number)};
}

// Who takes over what somebody leaves undone: the viewer, or where they do not see the case somebody who oversees it, or else
// somebody who is on it. Nobody: it waits until somebody oversees it again.
std::optional<PersonId> who_takes_over(db::Read& read, const Viewer& viewer, const Case& record, const PersonId& from, Date today) {
  if (!store::cases_among(read, sight_of(viewer, kOverseeCases), {record.id.value}).empty()) return viewer.person;
  const auto takes_over = [&](const PersonId& person) { return person != from && !store::is_excluded(read, record.id, person); };
  for (const auto& overseer : people::with_permission(read, kOverseeCases, record.centre, today))
    if (takes_over(overseer.id)) return overseer.id;
  for (const PersonId& member : store::members(read, record.id))
    if (takes_over(member)) return member;
  return {};
}

// Nobody is left with something to do on a case that they do not see: it falls to whoever keeps them away.
void take_over_tasks(db::Tx& tx, const Case& record, const PersonId& from, const PersonId& to, const std::function<void()>& taken) {
  for (Task& task : store::tasks(tx, record.id)) {
    if (task.done || task.owner != from) continue;
    task.owner = to;
    if (!store::save(tx, task)) throw std::logic_error("a task changed within the transaction that read it");
    taken();
  }
}

// Sent twice: what was added the first time is the answer.
bool is_the_same(const Entry& before, const NewEntry& entry, const crypto::RecordKey& key) {
  const PrivateText text = crypto::open(key, {kEntryText, before.id.value}, before.text_sealed);
  return before.kind == entry.kind && before.happened_on == entry.happened_on && before.reach == entry.reach && text.reveal() == entry.text.reveal();
}

bool is_the_same(const Task& before, const NewTask& task, const crypto::RecordKey& key) {
  const PrivateText title = crypto::open(key, {kTaskTitle, before.id.value}, before.title_sealed);
  return before.owner == task.owner && before.due_on == task.due_on && title.reveal() == task.title.reveal();
}

Apart sealed_apart(const NewEntry& entry, const crypto::RecordKey& key) {
  Apart apart{.basis = entry.apart.basis};
  if (!entry.apart.assumed.empty()) apart.assumed_sealed = crypto::seal(key, {kEntryAssumed, entry.id.value}, entry.apart.assumed);
  if (!entry.apart.alternative.empty()) apart.alternative_sealed = crypto::seal(key, {kEntryAlternative, entry.id.value}, entry.apart.alternative);
  return apart;
}

// The same page was sent before with something else in it, as after going back.
tl::unexpected<Error> sent_before(std::string code, std::string field) {
  return fail(ErrorKind::conflict, std::move(code), {{std::move(field), tr("Something else was sent from this page before. Send this once more to add it too")}});
}

}  // namespace

Result<Case> open_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern_reference,
                       int concern_version, const crypto::RecordKey& key, Instant now) {
  auto concern = store::find_visible(tx, sight_of(viewer, kTriage), concern_reference);
  if (!concern) return fail(ErrorKind::not_found, "concern.unknown");
  const auto concern_key = key_of(services, concern->key);
  if (!concern_key) return tl::unexpected{concern_key.error()};
  if (auto moved = concern->attempt(ConcernAction::open_case, viewer); !moved) return tl::unexpected{moved.error()};
  concern->version = concern_version;
  if (!store::save(tx, *concern)) return fail(ErrorKind::conflict, "concern.changed");

  Case record;
  record.id = CaseId::make(now);
  record.reference = new_reference('K');
  record.key = key.id;
  record.centre = concern->centre;
  record.opened_at = now;
  record.opened_by = *viewer.person;
  record.owner = *viewer.person;
  record.supervise_by = first_supervision(tx, services, london_date(now));
  record.name_sealed = sealed_name(*concern, *concern_key, record, key);
  store::insert(tx, record);
  store::link(tx, record.id, concern->id);
  store::exclude_as_from(tx, record.id, concern->id, now);
  services.audit.append(tx, viewer, now, ConcernDecided{*concern, *concern_key, ConcernAction::open_case});
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::opened, record, key});
  add_subject(tx, services, viewer, {record, key}, subject_of(*concern, *concern_key), now);
  return record;
}

Result<Case> add_entry(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const NewEntry& entry, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::add_entry);
  if (!opened) return tl::unexpected{opened.error()};
  if (entry.reach == EntryReach::overseers && !viewer.may_at(kOverseeCases, opened->record.centre)) return fail(ErrorKind::not_allowed, "entry.reach");
  const EntryId id = entry.id;
  if (const auto before = store::find_entry(tx, opened->record.id, id); before && is_the_same(*before, entry, opened->key)) return opened->record;
  if (store::is_used(tx, id)) return sent_before("entry.sent_before", "text");
  store::insert(tx, opened->record.id,
                Entry{.id = id, .kind = entry.kind, .reach = entry.reach, .happened_on = entry.happened_on, .written_at = now, .written_by = *viewer.person,
                      .text_sealed = crypto::seal(opened->key, {kEntryText, id.value}, entry.text)});
  if (!entry.apart.empty()) store::insert(tx, id, sealed_apart(entry, opened->key));
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::entry_added, opened->record, opened->key});
  index_later(tx, services, kCasesIndex, opened->record.id.value, place_of("entry", id.value), now);
  if (!entry.apart.assumed.empty()) index_later(tx, services, kCasesIndex, opened->record.id.value, place_of("assumed", id.value), now);
  if (!entry.apart.alternative.empty()) index_later(tx, services, kCasesIndex, opened->record.id.value, place_of("alternative", id.value), now);
  return opened->record;
}

Result<Case> add_task(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewTask& task,
                      Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::add_task);
  if (!opened) return tl::unexpected{opened.error()};
  if (!is_among(may_have_task(tx, opened->record, london_date(now)), task.owner))
    return fail(ErrorKind::invalid, "task.owner", {{"owner", tr("Choose somebody who works on this case")}});
  const TaskId id = task.id;
  if (const auto before = store::find_task(tx, opened->record.id, id); before && is_the_same(*before, task, opened->key)) return opened->record;
  if (store::is_used(tx, id)) return sent_before("task.sent_before", "title");
  store::insert(tx, opened->record.id,
                Task{.id = id, .owner = task.owner, .due_on = task.due_on, .made_at = now, .made_by = *viewer.person,
                     .title_sealed = crypto::seal(opened->key, {kTaskTitle, id.value}, task.title)});
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::task_added, opened->record, opened->key, task.owner, {}, id});
  index_later(tx, services, kCasesIndex, opened->record.id.value, place_of("task", id.value), now);
  if (task.owner != viewer.person) tell(tx, services, task.owner, now);
  return opened->record;
}

Result<Case> finish_task(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                         const TaskId& task_id, int version, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::finish_task);
  if (!opened) return tl::unexpected{opened.error()};
  auto task = store::find_task(tx, opened->record.id, task_id);
  if (!task) return fail(ErrorKind::not_found, "task.unknown");
  if (task->done) return fail(ErrorKind::conflict, "task.done_already");
  task->done = true;
  task->done_at = now;
  task->done_by = viewer.person;
  task->version = version;
  if (!store::save(tx, *task)) return fail(ErrorKind::conflict, "task.changed");
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::task_done, opened->record, opened->key, {}, {}, task_id});
  return opened->record;
}

Result<Case> give_to(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                     const PersonId& person, GivenAs as, int version, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::give_to);
  if (!opened) return tl::unexpected{opened.error()};
  if (!is_among(may_have_case(tx, opened->record, london_date(now)), person))
    return fail(ErrorKind::invalid, "case.caseworker", {{"person", tr("Choose somebody who may work on this case")}});
  if (as == GivenAs::owner && opened->record.owner != person && opened->record.version != version) return fail(ErrorKind::conflict, "case.changed");
  const auto on_it = store::members(tx, opened->record.id);
  const bool is_on_it = std::ranges::count(on_it, person) > 0;
  if (is_on_it && as == GivenAs::helper) return opened->record;  // chosen once more
  store::add_member(tx, opened->record.id, person, now);
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::given_to, opened->record, opened->key, person});
  if (as == GivenAs::owner) hand_over(tx, services, viewer, opened->record, opened->key, person, {}, now);
  if (person != viewer.person) tell(tx, services, person, now);
  return opened->record;
}

Result<Case> exclude_from_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                               const PersonId& person, const std::optional<PersonId>& new_owner, Instant now) {
  auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  if (!may_exclude(opened->record, viewer)) return fail(ErrorKind::not_allowed, "case.permission");
  const auto is_kept_away = [&](const PersonId& other) { return store::is_excluded(tx, opened->record.id, other); };
  if (const auto may = may_be_kept_away(tx, {viewer, person, kOverseeCases, opened->record.centre, is_kept_away}, london_date(now)); !may)
    return tl::unexpected{may.error()};
  if (new_owner && (*new_owner == person || !is_among(may_have_case(tx, opened->record, london_date(now)), *new_owner)))
    return fail(ErrorKind::invalid, "case.owner", {{"new_owner", tr("Choose somebody else who may work on this case")}});
  const Incident incident = incident_of(tx, opened->record.id);
  auto kept_away = kept_away_from(tx, incident);
  kept_away.push_back(person);
  if (const auto may = leaves_somebody(tx, viewer, incident, kept_away, london_date(now)); !may) return tl::unexpected{may.error()};
  if (new_owner && opened->record.owner == person) hand_over(tx, services, viewer, opened->record, opened->key, *new_owner, {}, now);
  keep_away(tx, services, viewer, incident, person, now);
  return opened->record;
}

void keep_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, Case record, const PersonId& person, Instant now) {
  const auto key = key_of(services, record.key);
  const auto happened = [&](CaseEvent::What what, const PersonId& whom) {
    if (key) services.audit.append(tx, viewer, now, CaseEvent{what, record, *key, whom});
  };
  store::end_membership(tx, record.id, person, now);
  store::exclude_from_case(tx, record.id, person, now);
  happened(CaseEvent::What::person_kept_away, person);
  const auto heir = who_takes_over(tx, viewer, record, person, london_date(now));
  if (key && record.owner == person) {
    auto to = overseer_instead_of(tx, record, person, viewer.person, london_date(now));
    if (!to) to = heir;
    if (to) hand_over(tx, services, viewer, record, *key, *to, {}, now);
  }
  if (!heir) return;
  store::give_steps(tx, record.id, person, *heir);
  take_over_tasks(tx, record, person, *heir, [&] { happened(CaseEvent::What::task_given_to, *heir); });
}

Result<Case> ask_to_close(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                          const Closure& closure, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, CaseAction::ask_to_close);
  if (!opened) return tl::unexpected{opened.error()};
  if (store::has_open_task(tx, opened->record.id))
    return fail(ErrorKind::invalid, "case.open_tasks", {{"", tr("Some tasks are not done. Mark them as done, then ask to close")}});
  if (!says_whether_told(store::steps(tx, opened->record.id)))
    return fail(ErrorKind::invalid, "case.telling", {{"", tr("The case does not say whether the person was told, or why not. Record that on its pathway, then ask to close")}});
  Case& record = opened->record;
  record.closing_asked_at = now;
  record.closing_asked_by = viewer.person;
  record.outcome = closure.outcome;
  record.closing_reasons_sealed = crypto::seal(opened->key, {kCaseClosingReasons, record.id.value}, closure.reasons);
  auto saved = save_version(tx, std::move(record), closure.version);
  if (!saved) return saved;
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::closure_asked, *saved, opened->key, {}, closure.reasons});
  index_reasons_later(tx, services, saved->id, now);
  const auto left_out = [&](const PersonId& person) { return person == viewer.person || store::is_excluded(tx, saved->id, person); };
  tell_all_who_may(tx, services, kOverseeCases, saved->centre, now, left_out);
  return saved;
}

Result<Case> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                    const Decision& decision, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, decision.action);
  if (!opened) return tl::unexpected{opened.error()};
  Case& record = opened->record;
  const auto asked_by = record.closing_asked_by;
  const bool approved = decision.action == CaseAction::approve_closure;
  if (approved && store::has_open_task(tx, record.id))
    return fail(ErrorKind::invalid, "case.open_tasks", {{"verdict", tr("Some tasks are not done. Keep the case open, so that somebody can do them")}});
  if (approved && !says_whether_told(store::steps(tx, record.id)))  // what said so may have been withdrawn since
    return fail(ErrorKind::invalid, "case.telling", {{"verdict", tr("The case does not say whether the person was told, or why not. Record that on its pathway, then decide")}});
  if (approved) {
    record.closed_at = now;
    record.closed_by = viewer.person;
  } else {
    record.closing_asked_at = {};
    record.closing_asked_by = {};
    record.outcome = {};
    record.closed_at = {};
    record.closed_by = {};
    record.closing_reasons_sealed = {};
  }
  auto saved = save_version(tx, std::move(record), decision.version);
  if (!saved) return saved;
  const auto what = approved                                     ? CaseEvent::What::closure_approved
                    : decision.action == CaseAction::keep_open   ? CaseEvent::What::kept_open
                                                                 : CaseEvent::What::reopened;
  CaseEvent event{what, *saved, opened->key, {}, decision.reasons};
  event.by_oneself = approved && asked_by_viewer(asked_by, viewer);
  services.audit.append(tx, viewer, now, event);
  index_reasons_later(tx, services, saved->id, now);
  if (asked_by && asked_by != viewer.person && !store::is_excluded(tx, saved->id, *asked_by)) tell(tx, services, *asked_by, now);
  return saved;
}

}  // namespace regard::concerns
