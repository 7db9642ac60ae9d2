#include "concerns/incident.h"

#include <algorithm>

#include "concerns/casework/actions.h"
#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/keeping_away.h"
#include "concerns/either.h"
#include "concerns/lifting/events.h"
#include "concerns/lifting/store.h"
#include "concerns/opening.h"
#include "platform/base/calendar.h"
#include "platform/log/log.h"

namespace regard::concerns {
namespace {

template <class Id>
bool add_once(std::vector<Id>& all, const Id& id) {
  if (std::ranges::count(all, id) > 0) return false;
  all.push_back(id);
  return true;
}

// Each step adds what the last one led to, until it leads nowhere new.
Incident grown(db::Read& read, Incident incident) {
  for (std::size_t concern = 0, record = 0; concern < incident.concerns.size() || record < incident.cases.size();) {
    for (; concern < incident.concerns.size(); ++concern)
      for (const CaseId& id : store::cases_of(read, ConcernId{incident.concerns[concern]})) add_once(incident.cases, id);
    for (; record < incident.cases.size(); ++record)
      for (const ConcernId& id : store::concerns_of(read, CaseId{incident.cases[record]})) add_once(incident.concerns, id);
  }
  return incident;
}

bool is_overseen(db::Read& read, Permission overseeing, std::optional<CentreId> centre, const std::vector<PersonId>& kept_away, Date today) {
  return std::ranges::any_of(people::with_permission(read, overseeing, centre, today),
                             [&](const people::Person& person) { return std::ranges::count(kept_away, person.id) == 0; });
}

// Each part has a list of its own of who is kept away; what is closed waits for nobody.
bool some_part_is_overseen_by_nobody(db::Read& read, const Incident& incident, Date today) {
  const auto people_kept_from = [&](const RecordRef& record) {
    std::vector<PersonId> people;
    for (const auto& kept : store::kept_away(read, record)) people.push_back(kept.person);
    return people;
  };
  for (const CaseId& id : incident.cases)
    if (const auto record = store::find_case(read, id); record && record->state != CaseState::closed &&
                                                        !is_overseen(read, kOverseeCases, record->centre, people_kept_from({kCasesIndex, id.value}), today)) return true;
  for (const ConcernId& id : incident.concerns)
    if (const auto concern = store::find(read, id); concern && (concern->state == ConcernState::received || concern->state == ConcernState::needs_case) &&
                                                    !is_overseen(read, kTriage, concern->centre, people_kept_from({kConcernsIndex, id.value}), today)) return true;
  return false;
}

// Whether somebody who is not among these, and is not the viewer, oversees it.
bool is_overseen_besides(db::Read& read, const Viewer& viewer, Permission overseeing, std::optional<CentreId> centre, const std::vector<PersonId>& kept_away,
                         Date today) {
  const auto overseers = people::with_permission(read, overseeing, centre, today);
  const auto is_left = [&](const people::Person& person) { return person.id != viewer.person && std::ranges::count(kept_away, person.id) == 0; };
  const bool nobody_goes = std::ranges::none_of(overseers, [&](const auto& person) { return std::ranges::count(kept_away, person.id) > 0; });
  return nobody_goes || std::ranges::any_of(overseers, is_left);
}

}  // namespace

Incident incident_of(db::Read& read, const CaseId& record) { return grown(read, {.concerns = {}, .cases = {record}}); }
Incident incident_of(db::Read& read, const ConcernId& concern) { return grown(read, {.concerns = {concern}, .cases = {}}); }

Incident both(const Incident& one, const Incident& other) {
  Incident all = one;
  for (const ConcernId& id : other.concerns) add_once(all.concerns, id);
  for (const CaseId& id : other.cases) add_once(all.cases, id);
  return all;
}

std::vector<PersonId> kept_away_from(db::Read& read, const Incident& incident) {
  std::vector<PersonId> people;
  const auto add = [&](const RecordRef& record) {
    for (const auto& kept : store::kept_away(read, record)) add_once(people, kept.person);
  };
  for (const CaseId& id : incident.cases) add({kCasesIndex, id.value});
  for (const ConcernId& id : incident.concerns) add({kConcernsIndex, id.value});
  return people;
}

Done leaves_somebody(db::Read& read, const Viewer& viewer, const Incident& incident, const std::vector<PersonId>& kept_away, Date today) {
  const auto all_are_overseen = [&] {
    for (const CaseId& id : incident.cases)
      if (const auto record = store::find_case(read, id); record && !is_overseen_besides(read, viewer, kOverseeCases, record->centre, kept_away, today)) return false;
    for (const ConcernId& id : incident.concerns)
      if (const auto concern = store::find(read, id); concern && !is_overseen_besides(read, viewer, kTriage, concern->centre, kept_away, today)) return false;
    return true;
  };
  if (all_are_overseen()) return {};
  return fail(ErrorKind::invalid, "exclusion.last_other",
              {{"person", tr("Nobody but you would oversee this. Ask for another lead or deputy to be appointed, then keep this person away")}});
}

void tell_if_nobody_oversees(db::Tx& tx, const web::Services& services, const Incident& incident, Instant now) {
  if (!some_part_is_overseen_by_nobody(tx, incident, london_date(now))) return;
  tx.after_commit([] { log::write(log::Level::error, "concerns.nobody_oversees"); });
  tell_all_who_may(tx, services, people::kManagePeople, {}, now);
}

void keep_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const PersonId& person, Instant now) {
  for (const CaseId& id : incident.cases)
    if (const auto record = store::find_case(tx, id); record && !store::is_excluded(tx, id, person)) keep_away(tx, services, viewer, *record, person, now);
  for (const ConcernId& id : incident.concerns) {
    const auto concern = store::find(tx, id);
    if (!concern || store::is_excluded(tx, id, person)) continue;
    store::exclude(tx, id, person, now);
    if (const auto key = key_of(services, concern->key)) services.audit.append(tx, viewer, now, PersonKeptAway{*concern, *key, person});
  }
}

void let_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const PersonId& person, Instant now) {
  for (const CaseId& id : incident.cases) {
    const auto record = store::find_case(tx, id);
    if (!record || !store::let_in(tx, {kCasesIndex, id.value}, person)) continue;
    if (const auto key = key_of(services, record->key)) services.audit.append(tx, viewer, now, EitherHappened{kMaySeeAgain, {.concern = {}, .record = *record, .key = *key}, person});
  }
  for (const ConcernId& id : incident.concerns) {
    const auto concern = store::find(tx, id);
    if (!concern || !store::let_in(tx, {kConcernsIndex, id.value}, person)) continue;
    if (const auto key = key_of(services, concern->key)) services.audit.append(tx, viewer, now, EitherHappened{kMaySeeAgain, {.concern = *concern, .record = {}, .key = *key}, person});
  }
}

}  // namespace regard::concerns
