#include "people/signin/actions.h"

#include "people/events.h"
#include "people/link/actions.h"
#include "people/link/store.h"
#include "people/person/store.h"
#include "people/post/store.h"
#include "people/second_factor/store.h"
#include "people/session/actions.h"
#include "people/session/place.h"
#include "people/session/store.h"
#include "people/signin/password.h"
#include "people/signin/store.h"
#include "platform/base/calendar.h"

namespace regard::people::signin {
namespace {

crypto::Secret throttle_key(const web::Services& services) { return services.keyring.purpose("people throttle"); }

tl::unexpected<Error> too_many(Instant until, Instant now) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(until - now).count();
  if (minutes <= 1) return fail(ErrorKind::too_many, "sign_in.wait", {{"", tr("Wait one minute, then try again."), "1"}});
  return fail(ErrorKind::too_many, "sign_in.wait", {{"", tr("Wait {NUMBER} minutes, then try again."), std::to_string(minutes)}});
}

tl::unexpected<Error> wrong() {
  return fail(ErrorKind::invalid, "sign_in.wrong",
              {{"email", tr("Enter the email address and password of your account: these two do not belong together")}});
}

std::vector<Bucket> password_buckets(std::string_view email, const std::optional<PersonId>& person, const Origin& origin) {
  if (origin.device && origin.device->person == person) return {{Common::device, origin.device->mark}};
  const std::string account{email};
  return {{Common::account, account}, {Common::account_and_source, account + '\n' + origin.source}, {Common::source, origin.source}};
}

std::vector<Bucket> code_buckets(PersonId person, const Origin& origin) {
  if (origin.device && origin.device->person == person) return {{Common::device_code, origin.device->mark}};
  return {{Common::code, person.text()}};
}

// Who signs in is not known for certain before the password is, so nobody is the actor.
void note_failure(const web::Services& services, const std::optional<PersonId>& person, std::int64_t failures, Instant now) {
  if (!is_worth_an_event(failures)) return;
  services.database.write([&](db::Tx& tx) { services.audit.append(tx, Viewer{}, now, SignInFailed{person, failures}); });
}

Result<std::string> judged(const web::Services& services, const PrivateText& password, const Person& person, std::string field) {
  if (const auto wrong = weakness(password, person.name, person.email))
    return fail(ErrorKind::invalid, "password.weak", {{std::move(field), *wrong}});
  return services.passwords.hash(password);
}

}  // namespace

Origin origin_of(const web::Services& services, const http::Request& request, Instant now) {
  return {session::place_of(request), session::source_of(request.client), device_of(services, request, now)};
}

SecondFactor second_factor_of(db::Read& read, PersonId person, Date today) {
  if (second_factor::store::is_enrolled(read, person)) return SecondFactor::to_prove;
  return post::store::needs_second_factor(read, person, today) ? SecondFactor::to_set_up : SecondFactor::none;
}

Result<SignIn> sign_in(const web::Services& services, std::string_view email, const PrivateText& password,
                       const Origin& origin, Instant now) {
  const auto account = [&] {
    auto read = services.database.read();
    return store::find_account(read, email);
  }();
  const auto person = account ? std::optional{account->person} : std::nullopt;
  const auto buckets = password_buckets(email, person, origin);
  const auto key = throttle_key(services);
  const Tally tally = services.database.write([&](db::Tx& tx) { return count_attempt(tx, key, buckets, now); });
  if (tally.wait_until) return too_many(*tally.wait_until, now);
  if (!services.passwords.matches(account ? account->password_hash : std::nullopt, password)) {
    note_failure(services, person, tally.failures, now);
    return wrong();
  }
  const bool older_cost = crypto::Passwords::should_rehash(*account->password_hash);
  const std::string fresh = older_cost ? services.passwords.hash(password) : std::string{};
  return services.database.write([&](db::Tx& tx) -> Result<SignIn> {
    if (store::password_of(tx, *person) != account->password_hash) return wrong();  // changed this very moment
    forgive(tx, key, buckets, now);
    if (older_cost) store::set_password(tx, *person, fresh, now);
    auto opened = session::open(tx, services.audit, {*person, Strength::password, session::Door::password, origin.place}, now);
    return SignIn{std::move(opened), second_factor_of(tx, *person, london_date(now))};
  });
}

Done count_code(const web::Services& services, PersonId person, const Origin& origin, Instant now) {
  const auto key = throttle_key(services);
  const auto buckets = code_buckets(person, origin);
  const Tally tally = services.database.write([&](db::Tx& tx) { return count_attempt(tx, key, buckets, now); });
  if (tally.wait_until) return too_many(*tally.wait_until, now);
  return {};
}

void forgive_code(const web::Services& services, PersonId person, const Origin& origin, Instant now) {
  const auto key = throttle_key(services);
  services.database.write([&](db::Tx& tx) { forgive(tx, key, code_buckets(person, origin), now); });
}

Done ask_for_link(const web::Services& services, std::string_view email, const Origin& origin, Instant now) {
  const auto key = throttle_key(services);
  const std::vector<Bucket> source{{Common::mail_source, origin.source}}, account{{Common::mail_account, std::string{email}}};
  return services.database.write([&](db::Tx& tx) -> Done {
    if (const auto tally = count_attempt(tx, key, source, now); tally.wait_until) return too_many(*tally.wait_until, now);
    // Too many letters to one address: those sent before still work, so another adds nothing but noise.
    if (count_attempt(tx, key, account, now).wait_until) return {};
    const auto person = person::store::find_by_email(tx, email);
    services.audit.append(tx, Viewer{}, now, LinkAsked{person ? std::optional{person->id} : std::nullopt});
    link::mail_or_pretend(tx, services.keyring, person ? std::optional{person->id} : std::nullopt, link::Purpose::reset, now);
    return {};
  });
}

Result<SignIn> set_password_by_link(const web::Services& services, std::string_view secret, const PrivateText& password,
                                    const Origin& origin, Instant now) {
  const std::string secret_hash = crypto::hash(secret);
  const auto person = [&]() -> std::optional<person::Record> {
    auto read = services.database.read();
    const auto link = link::store::find_by_secret(read, secret_hash, now);
    return link ? person::store::find(read, link->person) : std::nullopt;
  }();
  if (!person) return fail(ErrorKind::not_found, "link.over");
  const auto hash = judged(services, password, *person, "password");
  if (!hash) return tl::unexpected{hash.error()};
  return services.database.write([&](db::Tx& tx) -> Result<SignIn> {
    if (!link::store::find_by_secret(tx, secret_hash, now)) return fail(ErrorKind::not_found, "link.over");
    link::store::forget_all(tx, person->id);
    store::set_password(tx, person->id, *hash, now);
    Viewer self;
    self.person = person->id;
    session::end_all(tx, services.audit, self, person->id, "password", now);
    auto opened = session::open(tx, services.audit, {person->id, Strength::password, session::Door::link, origin.place}, now);
    services.audit.append(tx, session::viewer_of(opened.session), now, PasswordSet{person->id});
    return SignIn{std::move(opened), second_factor_of(tx, person->id, london_date(now))};
  });
}

Done change_password(const web::Services& services, const Viewer& viewer, const PrivateText& current,
                     const PrivateText& next, const Origin& origin, Instant now) {
  const PersonId id = *viewer.person;
  const auto [person, stored] = [&] {
    auto read = services.database.read();
    return std::pair{person::store::find(read, id).value(), store::password_of(read, id)};
  }();
  const std::vector<Bucket> buckets{{Common::device, "current password " + id.text() + '\n' + origin.source}};
  const auto key = throttle_key(services);
  const Tally tally = services.database.write([&](db::Tx& tx) { return count_attempt(tx, key, buckets, now); });
  if (tally.wait_until) return too_many(*tally.wait_until, now);
  if (!services.passwords.matches(stored, current))
    return fail(ErrorKind::invalid, "password.wrong", {{"current", tr("Enter the password that you use now")}});
  const auto hash = judged(services, next, person, "password");
  if (!hash) return tl::unexpected{hash.error()};
  return services.database.write([&](db::Tx& tx) -> Done {
    // Hashing takes a while: a link that was used meanwhile, or a session that was ended, has the last word.
    if (store::password_of(tx, id) != stored || !session::store::find(tx, viewer.session.value()))
      return fail(ErrorKind::conflict, "password.changed");
    forgive(tx, key, buckets, now);
    store::set_password(tx, id, *hash, now);
    link::store::forget_all(tx, id);
    services.audit.append(tx, viewer, now, PasswordSet{id});
    session::end_all(tx, services.audit, viewer, id, "password", now, viewer.session);
    return {};
  });
}

void give_password(const web::Services& services, db::Tx& tx, PersonId person, const std::string& hash, Instant now) {
  store::set_password(tx, person, hash, now);
  services.audit.append(tx, Viewer{}, now, PasswordSet{person});
}

}  // namespace regard::people::signin
