#include "concerns/party/staff.h"

#include <algorithm>

#include "concerns/among.h"
#include "concerns/casework/store.h"
#include "concerns/concern/naming.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/lifting/store.h"
#include "concerns/party/store.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

void add_once(std::vector<StaffMatch>& all, people::Person person, StaffMatch::By by) {
  if (person.standing == people::Standing::here && std::ranges::none_of(all, [&](const auto& one) { return one.person.id == person.id; }))
    all.push_back({std::move(person), by});
}

// Whom a concern names who is not kept away from it, and was not let in again by two people either.
std::vector<PersonId> named_later(db::Read& read, const web::Services& services, const ConcernId& id) {
  const auto concern = store::find(read, id);
  if (!concern) return {};
  const auto key = services.keyring.find(concern->key);
  if (!key) return {};
  const PrivateText json = crypto::open(*key, {kConcernAnswers, id.value}, concern->answers_sealed);
  auto named = named_in(read, forms::from_own_json(json.reveal()));
  std::erase_if(named, [&](const PersonId& person) {
    return store::is_excluded(read, id, person) || store::was_let_in(read, {kConcernsIndex, id.value}, person);
  });
  return named;
}

}  // namespace

Words label(StaffMatch::By by) {
  switch (by) {
    case StaffMatch::By::chosen: return tr("was named as this person when they were added");
    case StaffMatch::By::address: return tr("has the same email address");
    case StaffMatch::By::name: return tr("has the same name");
  }
  throw std::logic_error("StaffMatch::By outside its enumerators");
}

std::vector<StaffMatch> staff_like(db::Read& read, const PartyDetails& details) {
  std::vector<StaffMatch> found;
  if (details.person)
    if (auto chosen = people::find(read, *details.person)) add_once(found, std::move(*chosen), StaffMatch::By::chosen);
  for (auto& person : people::called(read, details.contact.reveal())) add_once(found, std::move(person), StaffMatch::By::address);
  for (auto& person : people::called(read, details.name.reveal())) add_once(found, std::move(person), StaffMatch::By::name);
  return found;
}

std::vector<OpenMatch> open_matches(db::Read& read, const web::Services& services, const CaseId& record) {
  const auto decided = store::decided_staff(read, record);
  std::vector<OpenMatch> open;
  for (const Party& party : store::parties(read, record)) {
    const auto key = services.keyring.find(party.key);
    if (!key || party.state != PartyState::present) continue;
    const PartyDetails details = details_of(party, *key);
    for (auto& match : staff_like(read, details)) {
      const bool is_decided = std::ranges::any_of(decided, [&](const auto& one) { return one.party == party.id && one.person == match.person.id; });
      if (!is_decided && !store::is_excluded(read, record, match.person.id)) open.push_back({party, details, std::move(match)});
    }
  }
  return open;
}

void keep_away_as(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const Party& party, const PersonId& person,
                  Instant now) {
  const bool goes_over_them = !viewer.may_everywhere(kOverseeCases) && is_among(people::with_permission(tx, kOverseeCases, {}, london_date(now)), person);
  keep_away(tx, services, viewer, incident, person, now);
  store::decide_staff(tx, {party.id, person, StaffVerdict::kept_away, goes_over_them}, {viewer.person.value_or(party.added_by), now});
  if (!goes_over_them) return;
  const auto kept_away = kept_away_from(tx, incident);
  tell_all_who_may(tx, services, kOverseeCases, party.centre, now,
                   [&](const PersonId& other) { return other == viewer.person || std::ranges::count(kept_away, other) > 0; });
}

void keep_staff_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, const CaseId& record, Instant now) {
  const Incident incident = incident_of(tx, record);
  bool somebody_goes = false;
  for (const auto& [party, details, match] : open_matches(tx, services, record)) {
    const PersonId writer = viewer.person.value_or(party.added_by);  // where nobody asks, it follows from what was written
    if (!keeps_away_at_once(party.part) || match.person.id == writer) continue;
    keep_away_as(tx, services, viewer, incident, party, match.person.id, now);
    somebody_goes = true;
  }
  if (somebody_goes) tell_if_nobody_oversees(tx, services, incident, now);
}

void keep_away_who_came_later(const web::Services& services, Instant now) {
  const auto cases = [&] {
    auto read = services.database.read();
    auto open = store::cases_not_closed(read);
    std::erase_if(open, [&](const CaseId& id) {
      return std::ranges::none_of(open_matches(read, services, id),
                                  [](const OpenMatch& one) { return keeps_away_at_once(one.party.part) && one.match.person.id != one.party.added_by; });
    });
    return open;
  }();
  for (const CaseId& id : cases) services.database.write([&](db::Tx& tx) { keep_staff_away(tx, services, Viewer{}, id, now); });
  const auto concerns = [&] {
    auto read = services.database.read();
    auto waiting = store::ids_waiting(read);
    std::erase_if(waiting, [&](const ConcernId& id) { return named_later(read, services, id).empty(); });
    return waiting;
  }();
  for (const ConcernId& id : concerns)
    services.database.write([&](db::Tx& tx) {
      const Incident incident = incident_of(tx, id);
      for (const PersonId& person : named_later(tx, services, id)) keep_away(tx, services, Viewer{}, incident, person, now);
      tell_if_nobody_oversees(tx, services, incident, now);
    });
}

void stays_though_like(db::Tx& tx, const web::Services& services, const PersonId& by, const CaseId& record, const PersonId& person, Instant now) {
  for (const Party& party : store::parties(tx, record)) {
    const auto key = services.keyring.find(party.key);
    if (!key) continue;
    for (const auto& match : staff_like(tx, details_of(party, *key)))
      if (match.person.id == person) store::decide_staff(tx, {party.id, person, StaffVerdict::stays}, {by, now});
  }
}

}  // namespace regard::concerns
