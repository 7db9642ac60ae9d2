#include "concerns/lifting/actions.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/lifting/events.h"
#include "concerns/lifting/store.h"
#include "concerns/party/staff.h"
#include "people/people.h"

namespace regard::concerns {
namespace {

// A record that the viewer oversees and this person is kept away from.
Result<Either> open_kept_from(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, const PersonId& person) {
  auto either = open_either(read, services, viewer, reference);
  if (!either) return either;
  if (!viewer.may_at(kOverseeCases, either->centre())) return fail(ErrorKind::not_allowed, "exclusion.permission");
  if (std::ranges::count(store::kept_away(read, either->ref()), person, &store::KeptAwayPerson::person) == 0) return fail(ErrorKind::not_found, "exclusion.unknown");
  return either;
}

Incident incident_of(db::Read& read, const Either& either) {
  return either.is_case() ? incident_of(read, either.record->id) : incident_of(read, either.concern->id);
}

// Letting in is of the whole incident, so both oversee the whole of it and are kept away from no part.
Done oversees_all(db::Read& read, const Viewer& viewer, const Incident& incident) {
  const auto kept_away = kept_away_from(read, incident);
  const auto oversees = [&](std::optional<CentreId> centre) { return viewer.may_at(kOverseeCases, centre) && std::ranges::count(kept_away, *viewer.person) == 0; };
  const auto is_case_of = [&](const CaseId& id) { const auto record = store::find_case(read, id); return !record || oversees(record->centre); };
  const auto is_concern_of = [&](const ConcernId& id) { const auto concern = store::find(read, id); return !concern || oversees(concern->centre); };
  if (std::ranges::all_of(incident.cases, is_case_of) && std::ranges::all_of(incident.concerns, is_concern_of)) return {};
  return fail(ErrorKind::invalid, "lift.whole_incident",
              {{"", tr("This would let them see everything of the same incident, and not all of that is at your centre. Somebody who oversees all of it has to do this")}});
}

std::string_view event_of(LiftAction action) {
  switch (action) {
    case LiftAction::agree: return kLiftAgreed;
    case LiftAction::decline: return kLiftDeclined;
    case LiftAction::withdraw: return kLiftWithdrawn;
  }
  throw std::logic_error("LiftAction outside its enumerators");
}

// What keeps them away from one part of the incident keeps them away from all, so letting in is of all as well.
void let_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Either& either, const PersonId& person, Instant now) {
  const Incident incident = incident_of(tx, either);
  let_in(tx, services, viewer, incident, person, now);
  for (const CaseId& id : incident.cases) stays_though_like(tx, services, *viewer.person, id, person, now);
}

}  // namespace

Result<Lift> ask_to_let_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PersonId& person,
                           const PrivateText& reasons, Instant now) {
  const auto either = open_kept_from(tx, services, viewer, reference, person);
  if (!either) return tl::unexpected{either.error()};
  const Incident incident = incident_of(tx, *either);
  if (const auto may = oversees_all(tx, viewer, incident); !may) return tl::unexpected{may.error()};
  Lift lift;
  lift.id = LiftId::make(now);
  lift.record = either->ref();
  lift.centre = either->centre();
  lift.person = person;
  lift.asked_at = now;
  lift.asked_by = *viewer.person;
  lift.reasons_sealed = crypto::seal(either->key, {kLiftReasons, lift.id.value}, reasons);
  if (!store::insert(tx, lift)) return fail(ErrorKind::conflict, "lift.asked_already");
  services.audit.append(tx, viewer, now, EitherHappened{kLiftAsked, *either, person, reasons});
  const auto kept_away = kept_away_from(tx, incident);
  const auto left_out = [&](const PersonId& other) { return other == viewer.person || std::ranges::count(kept_away, other) > 0; };
  tell_all_who_may(tx, services, kOverseeCases, either->centre(), now, left_out);
  return lift;
}

Result<Lift> decide_lift(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PersonId& person,
                         const LiftDecision& decision, Instant now) {
  const auto either = open_kept_from(tx, services, viewer, reference, person);
  if (!either) return tl::unexpected{either.error()};
  auto lift = store::waiting_lift(tx, either->ref(), person);
  if (!lift) return fail(ErrorKind::conflict, "lift.decided_already");
  lift->centre = either->centre();
  if (const auto moved = lift->attempt(decision.action, viewer); !moved) return tl::unexpected{moved.error()};
  if (decision.action == LiftAction::agree)
    if (const auto may = oversees_all(tx, viewer, incident_of(tx, *either)); !may) return tl::unexpected{may.error()};
  lift->version = decision.version;
  lift->decided_at = now;
  lift->decided_by = viewer.person;
  if (!store::save(tx, *lift)) return fail(ErrorKind::conflict, "lift.decided_already");
  services.audit.append(tx, viewer, now, EitherHappened{event_of(decision.action), *either, person, decision.reasons});
  if (decision.action == LiftAction::agree) let_in(tx, services, viewer, *either, person, now);
  if (lift->asked_by != viewer.person) tell(tx, services, lift->asked_by, now);
  return *lift;
}

}  // namespace regard::concerns
