#include "people/person/actions.h"

#include "people/access.h"
#include "people/events.h"
#include "people/link/actions.h"
#include "people/link/store.h"
#include "people/person/store.h"
#include "people/post/actions.h"
#include "people/second_factor/store.h"
#include "people/session/actions.h"
#include "people/signin/store.h"
#include "platform/base/calendar.h"

namespace regard::people::person {
namespace {

tl::unexpected<Error> address_is_taken() {
  return fail(ErrorKind::invalid, "person.twice", {{"email", tr("Enter another email address: somebody here has this one")}});
}

Result<Record> found(db::Read& read, std::string_view reference, Standing standing) {
  auto person = store::find_by_reference(read, reference);
  if (!person) return fail(ErrorKind::not_found, "person.unknown");
  if (person->standing != standing) return fail(ErrorKind::conflict, "person.standing");
  return *person;
}

// All by which somebody could come in as this person.
struct Closed {
  std::int64_t sessions;
  std::optional<crypto::KeyId> key;  // of the second factor: destroy it after the commit
};
Closed close_ways_in(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PersonId person, std::string_view why, Instant now) {
  Closed closed;
  closed.sessions = static_cast<std::int64_t>(session::end_all(tx, audit, viewer, person, why, now));
  if (const auto factor = second_factor::store::find(tx, person)) closed.key = factor->key;
  link::store::forget_all(tx, person);
  signin::store::forget_password(tx, person);
  second_factor::store::forget(tx, person);
  return closed;
}

}  // namespace

Result<Record> add(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Details& details, Invite invite,
                   Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  if (store::find_by_email(tx, details.email)) return address_is_taken();
  Record person;
  person.id = PersonId::make(now);
  person.reference = new_reference('P');
  person.name = details.name;
  person.email = details.email;
  person.added_at = now;
  store::insert(tx, person);
  services.audit.append(tx, viewer, now, PersonAdded{person.id});
  if (invite == Invite::yes)
    link::mail(tx, services.audit, services.keyring, viewer, person.id, link::Purpose::invitation, now);
  return person;
}

// Whoever had the mailbox on record may have made the password and the second factor: with another address all of it is
// made anew, so that nobody prepares an account for somebody else and keeps a way in.
Result<Record> change(const web::Services& services, const Viewer& viewer, std::string_view reference, const Details& details,
                      std::int64_t version, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  std::optional<crypto::KeyId> key;
  auto changed = services.database.write([&](db::Tx& tx) -> Result<Record> {
    key.reset();
    auto person = found(tx, reference, Standing::here);
    if (!person) return person;
    const bool new_name = details.name != person->name, new_email = details.email != person->email;
    if (!new_name && !new_email) return person;
    if (new_email) {
      if (const auto may = access::may_open_way_in(tx, viewer, person->id, now); !may) return tl::unexpected{may.error()};
      if (store::find_by_email(tx, details.email)) return address_is_taken();
    }
    person->name = details.name;
    person->email = details.email;
    person->version = version;
    if (!store::save(tx, *person)) return fail(ErrorKind::conflict, "person.changed");
    services.audit.append(tx, viewer, now, PersonChanged{person->id, new_name, new_email});
    if (!new_email) return person;
    const bool had_account = signin::store::password_of(tx, person->id).has_value();
    key = close_ways_in(tx, services.audit, viewer, person->id, "address", now).key;
    if (had_account) link::mail(tx, services.audit, services.keyring, viewer, person->id, link::Purpose::invitation, now);
    return person;
  });
  if (changed && key) services.keyring.destroy(*key, now);
  return changed;
}

Result<Record> invite(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  auto person = found(tx, reference, Standing::here);
  if (!person) return person;
  link::mail(tx, services.audit, services.keyring, viewer, person->id, link::Purpose::invitation, now);
  return person;
}

Result<Record> mark_as_left(const web::Services& services, const Viewer& viewer, std::string_view reference, Date on,
                            std::int64_t version, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  if (on > london_date(now))
    return fail(ErrorKind::invalid, "person.future", {{"on", tr("Enter today or an earlier day. For a later one, set the last day of each post")}});
  std::optional<crypto::KeyId> key;
  auto left = services.database.write([&](db::Tx& tx) -> Result<Record> {
    auto person = found(tx, reference, Standing::here);
    if (!person) return person;
    if (person->id == viewer.person) return fail(ErrorKind::not_allowed, "person.own");
    key.reset();
    person->standing = Standing::left;
    person->left_on = on;
    person->version = version;
    if (!store::save(tx, *person)) return fail(ErrorKind::conflict, "person.changed");
    const std::int64_t posts = post::end_all(tx, services.audit, viewer, person->id, now);
    const Closed closed = close_ways_in(tx, services.audit, viewer, person->id, "left", now);
    key = closed.key;
    for (const auto& end : services.when_somebody_leaves) end(tx, services, viewer, person->id, now);
    services.audit.append(tx, viewer, now, PersonLeft{person->id, on, posts, closed.sessions});
    return person;
  });
  if (left && key) services.keyring.destroy(*key, now);
  return left;
}

Result<Record> mark_as_back(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                            std::int64_t version, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  auto person = found(tx, reference, Standing::left);
  if (!person) return person;
  if (store::find_by_email(tx, person->email)) return address_is_taken();
  person->standing = Standing::here;
  person->left_on.reset();
  person->version = version;
  if (!store::save(tx, *person)) return fail(ErrorKind::conflict, "person.changed");
  services.audit.append(tx, viewer, now, PersonReturned{person->id});
  link::mail(tx, services.audit, services.keyring, viewer, person->id, link::Purpose::invitation, now);
  return person;
}

}  // namespace regard::people::person
