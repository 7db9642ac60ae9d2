#include "concerns/complaint/actions.h"

#include <algorithm>

#include "concerns/among.h"
#include "concerns/casework/store.h"
#include "concerns/clocks.h"
#include "concerns/complaint/events.h"
#include "concerns/complaint/forms.h"
#include "concerns/complaint/store.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/opening.h"
#include "people/people.h"
#include "platform/audit/history.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// What was named, and what belongs to it: a case with the concern that it began with, a concern with its case.
void find_out_about(db::Read& read, Complaint& complaint, std::string_view named) {
  const auto reference = reference_from(named);
  if (!reference) return;
  complaint.concern = store::concern_by_reference(read, *reference);
  complaint.record = store::case_by_reference(read, *reference);
  if (complaint.concern && !complaint.record)
    if (const auto cases = store::cases_of(read, *complaint.concern); !cases.empty()) complaint.record = cases.front();
  if (complaint.record && !complaint.concern)
    if (const auto concerns = store::concerns_of(read, *complaint.record); !concerns.empty()) complaint.concern = concerns.front();
}

// What belongs together tells of each other.
Incident incident_of(db::Read& read, const Complaint& complaint) {
  Incident incident;
  if (complaint.concern) incident = incident_of(read, *complaint.concern);
  if (complaint.record) incident = both(incident, incident_of(read, *complaint.record));
  return incident;
}

// Everybody who ever did something to it: deciding, writing, doing, approving. Not whoever only looked or told us of it. And
// whoever is kept away from it, and whoever complains.
void keep_apart(db::Tx& tx, const Complaint& complaint) {
  const auto all_in = [&](std::string_view kind, const Uuid& id, const std::vector<std::string_view>& but_not) {
    for (const PersonId& person : audit::actors(tx, kind, id, but_not)) store::add_conflict(tx, complaint.id, person);
  };
  const Incident incident = incident_of(tx, complaint);
  for (const ConcernId& id : incident.concerns) all_in("concern", id.value, {"concern.looked_at", "concern.raised"});
  for (const CaseId& id : incident.cases) all_in("case", id.value, {"case.looked_at"});
  for (const PersonId& person : kept_away_from(tx, incident)) store::add_conflict(tx, complaint.id, person);
  if (complaint.received_by) store::add_conflict(tx, complaint.id, *complaint.received_by);
}

bool may_handle(db::Read& read, const Complaint& complaint, const PersonId& person, Date today) {
  if (store::is_in_conflict(read, complaint.id, person)) return false;
  const auto oversees = [&](Permission permission, const std::optional<CentreId>& centre) { return is_among(people::with_permission(read, permission, centre, today), person); };
  const Incident incident = incident_of(read, complaint);
  for (const PersonId& kept_away : kept_away_from(read, incident))
    if (kept_away == person) return false;
  for (const ConcernId& id : incident.concerns)
    if (const auto concern = store::find(read, id); concern && (oversees(kTriage, concern->centre) || concern->triaged_by == person)) return false;
  for (const CaseId& id : incident.cases)
    if (const auto record = store::find_case(read, id);
        record && (oversees(kOverseeCases, record->centre) || record->owner == person || store::was_member(read, id, person)))
      return false;
  return true;
}

std::optional<PersonId> somebody_for(db::Read& read, const Complaint& complaint, const std::optional<PersonId>& but_not, Date today) {
  for (const auto& person : people::with_permission(read, kHandleComplaints, {}, today))
    if (person.id != but_not && may_handle(read, complaint, person.id, today)) return person.id;
  return {};
}

struct OpenedComplaint {
  Complaint complaint;
  crypto::RecordKey key;
};
Result<OpenedComplaint> open_for(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, ComplaintAction action) {
  auto complaint = store::find_complaint(read, store::complaint_sight(viewer), reference);
  if (!complaint) return fail(ErrorKind::not_found, "complaint.unknown");
  auto key = key_of(services, complaint->key);
  if (!key) return tl::unexpected{key.error()};
  if (const auto moved = complaint->attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return OpenedComplaint{std::move(*complaint), std::move(*key)};
}

Result<Complaint> saved(db::Tx& tx, Complaint complaint, int version) {
  complaint.version = version;
  if (!store::save(tx, complaint)) return fail(ErrorKind::conflict, "complaint.changed");
  return complaint;
}

std::string sealed(const OpenedComplaint& opened, crypto::Column column, const PrivateText& text) {
  return crypto::seal(opened.key, {column, opened.complaint.id.value}, text);
}

ComplaintEvent::What what_happened(ComplaintAction action) {
  switch (action) {
    case ComplaintAction::take: return ComplaintEvent::What::taken;
    case ComplaintAction::acknowledge: return ComplaintEvent::What::acknowledged;
    case ComplaintAction::provide: return ComplaintEvent::What::provided;
    case ComplaintAction::answer: return ComplaintEvent::What::answered;
    case ComplaintAction::reopen: return ComplaintEvent::What::reopened;
  }
  throw std::logic_error("ComplaintAction outside its enumerators");
}

}  // namespace

Complaint complain(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const forms::Answers& told, Instant now) {
  const Date today = london_date(now);
  const Clocks clocks{tx, services.provisions, today};
  Complaint complaint;
  complaint.id = ComplaintId::make(now);
  complaint.reference = new_reference('Q');
  complaint.key = key.id;
  complaint.clocks_version = clocks.version();
  complaint.received_at = now;
  complaint.received_by = viewer.person;
  complaint.acknowledge_by = clocks.after_working_days(now, clocks.number("complaint", "working_days_to_acknowledge"));
  complaint.answer_by = clocks.after_working_days(now, clocks.number("complaint", "working_days_to_answer"));
  complaint.told_sealed = crypto::seal(key, {kComplaintTold, complaint.id.value}, PrivateText{forms::to_json(told)});
  find_out_about(tx, complaint, told.text(kComplaintAbout));
  store::insert(tx, complaint);
  keep_apart(tx, complaint);
  complaint.owner = somebody_for(tx, complaint, {}, today);
  if (!store::save(tx, complaint)) throw std::logic_error("a complaint changed within the transaction that made it");
  ++complaint.version;
  services.audit.append(tx, viewer, now, ComplaintEvent{ComplaintEvent::What::received, complaint, key});
  if (complaint.owner) tell(tx, services, *complaint.owner, now);
  else tell_all_who_may(tx, services, people::kManagePeople, {}, now);  // somebody has to be appointed
  return complaint;
}

Result<Complaint> step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ComplaintStep& wanted, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, wanted.action);
  if (!opened) return tl::unexpected{opened.error()};
  Complaint& complaint = opened->complaint;
  if (wanted.action == ComplaintAction::take) complaint.owner = viewer.person;
  if (wanted.action == ComplaintAction::acknowledge) complaint.acknowledged_at = now;
  if (wanted.action == ComplaintAction::reopen) complaint.answered_at = {}, complaint.outcome = {}, complaint.answer_sealed = {}, complaint.learning_sealed = {};
  auto done = saved(tx, std::move(complaint), wanted.version);
  if (!done) return done;
  const auto why = wanted.why.empty() ? std::nullopt : std::optional{wanted.why};
  services.audit.append(tx, viewer, now, ComplaintEvent{what_happened(wanted.action), *done, opened->key, {}, why});
  return done;
}

Result<Complaint> provide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const Provided& provided, Instant now) {
  auto opened = open_for(tx, services, viewer, reference, ComplaintAction::provide);
  if (!opened) return tl::unexpected{opened.error()};
  opened->complaint.provided_sealed = sealed(*opened, kComplaintProvided, provided.text);
  auto done = saved(tx, std::move(opened->complaint), provided.version);
  if (done) services.audit.append(tx, viewer, now, ComplaintEvent{ComplaintEvent::What::provided, *done, opened->key, {}, provided.text});
  return done;
}

Result<Complaint> answer_complaint(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ComplaintAnswer& answer,
                                   Instant now) {
  auto opened = open_for(tx, services, viewer, reference, ComplaintAction::answer);
  if (!opened) return tl::unexpected{opened.error()};
  Complaint& complaint = opened->complaint;
  complaint.answered_at = now;
  complaint.outcome = answer.outcome;
  complaint.answer_sealed = sealed(*opened, kComplaintAnswer, answer.reasons);
  if (!answer.learning.empty()) complaint.learning_sealed = sealed(*opened, kComplaintLearning, answer.learning);
  auto done = saved(tx, std::move(complaint), answer.version);
  if (done) services.audit.append(tx, viewer, now, ComplaintEvent{ComplaintEvent::What::answered, *done, opened->key, {}, answer.reasons});
  return done;
}

void pass_on_complaints(db::Tx& tx, const web::Services& services, const Viewer& by, const PersonId& leaving, Instant now) {
  if (is_among(people::with_permission(tx, kHandleComplaints, {}, london_date(now)), leaving)) return;  // by another post
  for (Complaint& complaint : store::complaints_of_owner(tx, leaving)) {
    complaint.owner = somebody_for(tx, complaint, leaving, london_date(now));
    if (!store::save(tx, complaint)) throw std::logic_error("a complaint changed within the transaction that read it");
    if (const auto key = key_of(services, complaint.key)) services.audit.append(tx, by, now, ComplaintEvent{ComplaintEvent::What::given_to, complaint, *key, complaint.owner});
    if (complaint.owner) tell(tx, services, *complaint.owner, now);
  }
}

std::vector<Complaint> complaints_nobody_handles(db::Read& read, Date today) {
  constexpr int kLookedThrough = 1000;  // not answered at one time; there are some dozens
  const auto handlers = people::with_permission(read, kHandleComplaints, {}, today);
  auto found = store::complaints_not_answered(read, kLookedThrough);
  std::erase_if(found, [&](const Complaint& one) { return one.owner && is_among(handlers, *one.owner) && may_handle(read, one, *one.owner, today); });
  return found;
}

}  // namespace regard::concerns
