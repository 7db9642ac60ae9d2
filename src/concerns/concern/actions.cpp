#include "concerns/concern/actions.h"

#include "concerns/casework/actions.h"
#include "concerns/casework/store.h"
#include "concerns/clocks.h"
#include "concerns/concern/events.h"
#include "concerns/concern/naming.h"
#include "concerns/concern/store.h"
#include "concerns/concern/unattended.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/identity/actions.h"
#include "concerns/inbox/store.h"
#include "concerns/keeping_away.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"
#include "concerns/texts.h"
#include "platform/base/calendar.h"
#include "platform/log/log.h"

namespace regard::concerns {
namespace {

std::optional<CentreId> centre_of(const forms::Answers& answers) {
  const auto id = uuid_from(answers.text(kCentre));
  return id ? std::optional{CentreId{*id}} : std::nullopt;
}

// A provider may word its own form: what it does not ask, or we do not know, is not taken lightly.
Urgency urgency_of(const forms::Answers& answers) {
  for (const Urgency urgency : {Urgency::now, Urgency::unsure, Urgency::later})
    if (word(urgency) == answers.text(kDanger)) return urgency;
  return Urgency::unsure;
}

forms::Answers without_confidence(forms::Answers answers) {
  for (const auto field : {kConfidentialName, kConfidentialContact}) answers.forget(field);
  return answers;
}

void keep_in_confidence(db::Tx& tx, const ConcernId& concern, const Told& told, Instant now) {
  if (!is_in_confidence(told.answers)) return;
  identity::keep(tx, concern, told.identity_key.value(), {told.answers.hidden(kConfidentialName), told.answers.hidden(kConfidentialContact)}, now);
}

// It waits for the first lead; until there is one, those who look after posts see that something waits, and no more.
void tell_that_nobody_decides(db::Tx& tx, const web::Services& services, Instant now) {
  tx.after_commit([] { log::write(log::Level::error, "concerns.nobody_told"); });
  tell_all_who_may(tx, services, people::kManagePeople, {}, now);
}

}  // namespace

Concern raise(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const Told& told,
              Instant now) {
  const auto named = named_in(tx, told.answers);
  Concern concern;
  concern.id = ConcernId::make(now);
  concern.reference = new_reference('C');
  concern.key = key.id;
  concern.form_version = telling_version(tx, services, told.answers.text(kWhom), london_date(now));
  concern.channel = told.channel;
  concern.urgency = urgency_of(told.answers);
  const auto [centre, deciders] = destination(tx, centre_of(told.answers), named, london_date(now));
  concern.centre = centre;
  concern.raised_at = now;
  concern.raised_by = viewer.person;
  concern.decide_by = decide_by(Clocks{tx, services.provisions, london_date(now)}, concern.urgency, now);
  concern.name_sealed = crypto::seal(key, {kConcernName, concern.id.value}, told.answers.hidden(kName));
  concern.answers_sealed = crypto::seal(key, {kConcernAnswers, concern.id.value}, PrivateText{forms::to_json(without_confidence(told.answers))});
  store::insert(tx, concern);
  match_concern(tx, services, concern.id, told.answers);
  keep_in_confidence(tx, concern.id, told, now);
  if (told.receipt_hash) inbox::store::insert(tx, concern.id, *told.receipt_hash);
  services.audit.append(tx, viewer, now, ConcernRaised{concern, key});
  for (const PersonId& person : named) {
    store::exclude(tx, concern.id, person, now);
    services.audit.append(tx, viewer, now, PersonKeptAway{concern, key, person});
  }
  for (const auto& decider : deciders) tell(tx, services, decider.id, now);
  if (deciders.empty()) tell_that_nobody_decides(tx, services, now);
  else if (concern.centre != centre_of(told.answers)) tx.after_commit([] { log::write(log::Level::warning, "concerns.went_to_another_centre"); });
  index_later(tx, services, kConcernsIndex, concern.id.value, now);
  return concern;
}

Result<Concern> triage(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const Triage& triage, Instant now) {
  auto found = store::find_visible(tx, sight_of(viewer, kTriage), reference);
  if (!found) return fail(ErrorKind::not_found, "concern.unknown");
  const auto key = key_of(services, found->key);
  if (!key) return tl::unexpected{key.error()};
  if (auto moved = found->attempt(triage.action, viewer); !moved) return tl::unexpected{moved.error()};
  found->version = triage.version;
  const bool again = triage.action == ConcernAction::reconsider;
  found->triaged_at = again ? std::nullopt : std::optional{now};
  found->triaged_by = again ? std::nullopt : viewer.person;
  found->reasons_sealed = {};  // of the decision that stands; those of every decision are in its event
  if (again) found->decide_by = decide_by(Clocks{tx, services.provisions, london_date(now)}, found->urgency, now);
  else if (!triage.reasons.empty()) found->reasons_sealed = crypto::seal(*key, {kConcernReasons, found->id.value}, triage.reasons);
  if (!store::save(tx, *found)) return fail(ErrorKind::conflict, "concern.changed");
  services.audit.append(tx, viewer, now, ConcernDecided{*found, *key, triage.action, triage.reasons});
  if (found->reasons_sealed) index_later(tx, services, kConcernsIndex, found->id.value, place_of("reasons", now), now);
  return *found;
}

Result<Concern> exclude(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                        const PersonId& person, Instant now) {
  const auto found = store::find_visible(tx, sight_of(viewer, kTriage), reference);
  if (!found) return fail(ErrorKind::not_found, "concern.unknown");
  if (!may_exclude(*found, viewer)) return fail(ErrorKind::not_allowed, "concern.permission");
  const auto is_kept_away = [&](const PersonId& other) { return store::is_excluded(tx, found->id, other); };
  if (const auto may = may_be_kept_away(tx, {viewer, person, kTriage, found->centre, is_kept_away}, london_date(now)); !may)
    return tl::unexpected{may.error()};
  if (const auto key = key_of(services, found->key); !key) return tl::unexpected{key.error()};
  const Incident incident = incident_of(tx, found->id);
  auto kept_away = kept_away_from(tx, incident);
  kept_away.push_back(person);
  if (const auto may = leaves_somebody(tx, viewer, incident, kept_away, london_date(now)); !may) return tl::unexpected{may.error()};
  keep_away(tx, services, viewer, incident, person, now);
  return *found;
}

}  // namespace regard::concerns
