#include "people/second_factor/actions.h"

#include "people/access.h"
#include "people/events.h"
#include "people/second_factor/recovery.h"
#include "people/second_factor/store.h"
#include "people/second_factor/totp.h"
#include "people/session/actions.h"

namespace regard::people::second_factor {
namespace {

crypto::Place place_of(PersonId person) { return {"second_factor.secret", person.value}; }

// What is being set up belongs to the session that began it: another one, perhaps a thief's, is not shown the secret
// that the person is about to confirm.
PrivateText being_set_up(const Viewer& viewer, const PrivateText& secret) {
  return PrivateText{viewer.session.value().text() + '\n' + std::string{secret.reveal()}};
}

std::optional<PrivateText> set_up_by(const Viewer& viewer, const PrivateText& found) {
  const std::string whose = viewer.session.value().text() + '\n';
  if (!found.reveal().starts_with(whose)) return {};
  return PrivateText{std::string{found.reveal().substr(whose.size())}};
}

crypto::RecordKey key_of(const web::Services& services, const store::SecondFactor& row) {
  auto key = services.keyring.find(row.key);
  if (!key) throw std::runtime_error("the key of a second factor is gone");
  return *key;
}

std::optional<store::SecondFactor> find(const web::Services& services, PersonId person) {
  auto read = services.database.read();
  return store::find(read, person);
}

std::vector<std::string> hashes(const web::Services& services, PersonId person, const std::vector<std::string>& codes) {
  const auto key = services.keyring.purpose("people recovery code");
  std::vector<std::string> made;
  for (const auto& code : codes) made.push_back(recovery_hash(key, person, code));
  return made;
}

tl::unexpected<Error> wrong_code() {
  return fail(ErrorKind::invalid, "second_factor.wrong",
              {{"code", tr("Enter the code that your app shows now. Each code works once: if you just used it, wait for the next one")}});
}

Result<session::Opened> prove_app_code(const web::Services& services, const Viewer& viewer, std::string_view typed,
                                       const session::Place& place, Instant now) {
  const auto row = find(services, *viewer.person);
  if (!row || !row->secret_sealed) return fail(ErrorKind::conflict, "second_factor.none");
  const auto secret = crypto::open(key_of(services, *row), place_of(*viewer.person), *row->secret_sealed);
  const auto step = matching_step(secret, typed, now, row->newest_used);
  if (!step) return wrong_code();
  return services.database.write([&](db::Tx& tx) -> Result<session::Opened> {
    if (!store::use_step(tx, *viewer.person, *step)) return wrong_code();
    return session::strengthen(tx, services.audit, viewer, place, now);
  });
}

Result<session::Opened> prove_recovery_code(const web::Services& services, const Viewer& viewer, std::string_view typed,
                                            const session::Place& place, Instant now) {
  const PersonId person = *viewer.person;
  const std::string hash = recovery_hash(services.keyring.purpose("people recovery code"), person, typed);
  return services.database.write([&](db::Tx& tx) -> Result<session::Opened> {
    if (!store::use_recovery_code(tx, person, hash, now))
      return fail(ErrorKind::invalid, "recovery_code.wrong",
                  {{"code", tr("Enter one of your recovery codes that you have not used yet")}});
    services.audit.append(tx, viewer, now, RecoveryCodeUsed{person, store::recovery_codes_left(tx, person)});
    return session::strengthen(tx, services.audit, viewer, place, now);
  });
}

}  // namespace

Done begin(const web::Services& services, const Viewer& viewer, Instant now) {
  const PersonId person = *viewer.person;
  const auto row = find(services, person);
  if (row && row->enrolled_at && viewer.strength != Strength::second_factor)
    return fail(ErrorKind::not_allowed, "second_factor.prove_first");
  const auto key = row ? key_of(services, *row) : services.keyring.take(now);
  const std::string sealed = crypto::seal(key, place_of(person), being_set_up(viewer, new_secret()));
  services.database.write([&](db::Tx& tx) { store::save_pending(tx, person, key.id, sealed, now); });
  return {};
}

Result<PrivateText> pending(const web::Services& services, const Viewer& viewer, Instant now) {
  const auto row = find(services, *viewer.person);
  if (!row || !row->pending_sealed || now - *row->pending_at > kPendingLasts)
    return fail(ErrorKind::conflict, "second_factor.not_begun");
  if (row->enrolled_at && viewer.strength != Strength::second_factor)
    return fail(ErrorKind::not_allowed, "second_factor.prove_first");
  const auto found = crypto::open(key_of(services, *row), place_of(*viewer.person), *row->pending_sealed);
  auto secret = set_up_by(viewer, found);
  if (!secret) return fail(ErrorKind::conflict, "second_factor.not_begun");
  return std::move(*secret);
}

Result<Enrolled> confirm(const web::Services& services, const Viewer& viewer, std::string_view code,
                         const session::Place& place, Instant now) {
  const auto secret = pending(services, viewer, now);
  if (!secret) return tl::unexpected{secret.error()};
  const auto step = matching_step(*secret, code, now, 0);
  if (!step) return wrong_code();
  const auto row = find(services, *viewer.person);
  const std::string sealed = crypto::seal(key_of(services, *row), place_of(*viewer.person), *secret);
  const auto codes = second_factor::new_recovery_codes();
  const auto hashed = hashes(services, *viewer.person, codes);
  return services.database.write([&](db::Tx& tx) -> Result<Enrolled> {
    if (!store::enrol(tx, *row, sealed, *step, now)) return fail(ErrorKind::conflict, "second_factor.changed");
    store::replace_recovery_codes(tx, *viewer.person, hashed);
    services.audit.append(tx, viewer, now, SecondFactorEnrolled{*viewer.person, row->enrolled_at.has_value()});
    session::end_all(tx, services.audit, viewer, *viewer.person, "second_factor", now, viewer.session);
    auto opened = session::strengthen(tx, services.audit, viewer, place, now);
    if (!opened) return tl::unexpected{opened.error()};
    return Enrolled{std::move(*opened), codes};
  });
}

Result<std::vector<std::string>> new_recovery_codes(const web::Services& services, const Viewer& viewer, Instant now) {
  const auto codes = second_factor::new_recovery_codes();
  const auto hashed = hashes(services, *viewer.person, codes);
  return services.database.write([&](db::Tx& tx) -> Result<std::vector<std::string>> {
    if (viewer.strength != Strength::second_factor || !store::is_enrolled(tx, *viewer.person))
      return fail(ErrorKind::not_allowed, "second_factor.prove_first");
    store::replace_recovery_codes(tx, *viewer.person, hashed);
    services.audit.append(tx, viewer, now, RecoveryCodesMade{*viewer.person});
    return codes;
  });
}

Result<session::Opened> prove(const web::Services& services, const Viewer& viewer, Proof proof, std::string_view typed,
                              const session::Place& place, Instant now) {
  switch (proof) {
    case Proof::app_code: return prove_app_code(services, viewer, typed, place, now);
    case Proof::recovery_code: return prove_recovery_code(services, viewer, typed, place, now);
  }
  throw std::logic_error("Proof outside its enumerators");
}

Done remove(const web::Services& services, const Viewer& viewer, PersonId person, Instant now) {
  const auto row = find(services, person);
  const auto removed = services.database.write([&](db::Tx& tx) -> Done {
    if (const auto refused = access::may_open_way_in(tx, viewer, person, now); !refused) return refused;
    if (!store::forget(tx, person)) return fail(ErrorKind::conflict, "second_factor.none");
    services.audit.append(tx, viewer, now, SecondFactorRemoved{person});
    session::end_all(tx, services.audit, viewer, person, "second_factor", now);
    return {};
  });
  if (removed && row) services.keyring.destroy(row->key, now);
  return removed;
}

}  // namespace regard::people::second_factor
