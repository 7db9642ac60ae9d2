#include "concerns/identity/actions.h"

#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/identity/events.h"
#include "concerns/identity/store.h"
#include "concerns/opening.h"

namespace regard::concerns::identity {
namespace {

bool is_asked_before(const Identity& identity, const crypto::RecordKey& key, const Viewer& viewer, const Asked& asked) {
  if (identity.state != IdentityState::asked || identity.asked_by != viewer.person || !identity.motive_sealed) return false;
  const PrivateText motive = crypto::open(key, {kIdentityMotive, identity.id.value}, *identity.motive_sealed);
  return motive.reveal() == asked.motive.reveal();
}

}  // namespace

void keep(db::Tx& tx, const ConcernId& concern, const crypto::RecordKey& key, const Given& given, Instant now) {
  Identity identity;
  identity.id = IdentityId::make(now);
  identity.reference = new_reference('I');
  identity.concern = concern;
  identity.key = key.id;
  identity.name_sealed = crypto::seal(key, {kIdentityName, identity.id.value}, given.name);
  identity.contact_sealed = crypto::seal(key, {kIdentityContact, identity.id.value}, given.contact);
  store::insert(tx, identity);
}

Result<Identity> ask(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern_reference,
                     const Asked& asked, Instant now) {
  const auto concern = concerns::store::find_visible(tx, sight_of(viewer, kTriage), concern_reference);
  auto found = concern ? store::find(tx, concern->id) : std::nullopt;
  if (!found) return fail(ErrorKind::not_found, "identity.unknown");
  const auto key = key_of(services, found->key);
  if (!key) return tl::unexpected{key.error()};
  if (is_asked_before(*found, *key, viewer, asked)) return *found;  // sent twice
  if (const auto moved = found->attempt(IdentityAction::ask, viewer); !moved) return tl::unexpected{moved.error()};
  found->version = asked.version;
  found->asked_at = now;
  found->asked_by = viewer.person;
  found->decided_at = {};
  found->decided_by = {};
  found->motive_sealed = crypto::seal(*key, {kIdentityMotive, found->id.value}, asked.motive);
  found->reasons_sealed = {};  // of the request before: they are in its event
  if (!store::save(tx, *found)) return fail(ErrorKind::conflict, "identity.changed");
  services.audit.append(tx, viewer, now, IdentityEvent{IdentityEvent::What::asked, *found, *key, asked.motive});
  tell_all_who_may(tx, services, kReleaseIdentity, concern->centre, now,
                   [&](const PersonId& person) { return person == viewer.person || concerns::store::is_excluded(tx, concern->id, person); });
  return *found;
}

Result<Identity> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                        const Verdict& verdict, Instant now) {
  auto found = store::find_asked(tx, sight_of(viewer, kReleaseIdentity), reference);
  if (!found) return fail(ErrorKind::not_found, "identity.unknown");
  const auto key = key_of(services, found->key);
  if (!key) return tl::unexpected{key.error()};
  if (const auto moved = found->attempt(verdict.action, viewer); !moved) return tl::unexpected{moved.error()};
  found->version = verdict.version;
  found->decided_at = now;
  found->decided_by = viewer.person;
  found->reasons_sealed = crypto::seal(*key, {kIdentityReasons, found->id.value}, verdict.reasons);
  if (!store::save(tx, *found)) return fail(ErrorKind::conflict, "identity.changed");
  const auto what = verdict.action == IdentityAction::grant ? IdentityEvent::What::granted : IdentityEvent::What::refused;
  services.audit.append(tx, viewer, now, IdentityEvent{what, *found, *key, verdict.reasons});
  tell(tx, services, found->asked_by.value(), now);
  return *found;
}

}  // namespace regard::concerns::identity
