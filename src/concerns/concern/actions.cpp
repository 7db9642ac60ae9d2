#include "concerns/concern/actions.h"

#include "concerns/casework/store.h"
#include "concerns/concern/events.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"

namespace regard::concerns {
namespace {

std::optional<CentreId> centre_of(const forms::Answers& answers) {
  const auto id = uuid_from(answers.text(kCentre));
  return id ? std::optional{CentreId{*id}} : std::nullopt;
}


}  // namespace

Concern raise(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const Told& told,
              Instant now) {
  Concern concern;
  concern.id = ConcernId::make(now);
  concern.reference = new_reference('C');
  concern.key = key.id;
  concern.form_version = kTellingVersion;
  concern.channel = told.channel;
  concern.urgency = urgency_from(told.answers.text(kDanger));
  concern.centre = centre_of(told.answers);
  concern.raised_at = now;
  concern.raised_by = viewer.person;
  concern.decide_by = decide_by(concern.urgency, now);
  concern.name_sealed = crypto::seal(key, {kConcernName, concern.id.value}, told.answers.hidden(kName));
  concern.answers_sealed = crypto::seal(key, {kConcernAnswers, concern.id.value}, PrivateText{forms::to_json(told.answers)});
  store::insert(tx, concern);
  services.audit.append(tx, viewer, now, ConcernRaised{concern, key});
  tell_all_who_may(tx, services, kTriage, concern.centre, now);
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
  found->triaged_at = now;
  found->triaged_by = viewer.person;
  if (!triage.reasons.empty())
    found->reasons_sealed = crypto::seal(*key, {kConcernReasons, found->id.value}, triage.reasons);
  if (!store::save(tx, *found)) return fail(ErrorKind::conflict, "concern.changed");
  services.audit.append(tx, viewer, now, ConcernDecided{*found, *key, triage.action});
  return *found;
}

Result<Concern> exclude(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                        const PersonId& person, Instant now) {
  const auto found = store::find_visible(tx, sight_of(viewer, kTriage), reference);
  if (!found) return fail(ErrorKind::not_found, "concern.unknown");
  if (!may_exclude(*found, viewer)) return fail(ErrorKind::not_allowed, "concern.permission");
  if (person == viewer.person) return fail(ErrorKind::invalid, "concern.not_oneself", {{"person", tr("Ask another lead to keep you away from it")}});
  const auto key = key_of(services, found->key);
  if (!key) return tl::unexpected{key.error()};
  store::exclude(tx, found->id, person, now);
  for (const CaseId& record : store::cases_of(tx, found->id)) {
    store::end_membership(tx, record, person, now);
    store::exclude_from_case(tx, record, person, now);
  }
  services.audit.append(tx, viewer, now, PersonKeptAway{*found, *key, person});
  return *found;
}

}  // namespace regard::concerns
