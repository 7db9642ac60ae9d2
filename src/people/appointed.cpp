// People made at the command line of the machine: the first administrator and lead, whoever is appointed when nobody may
// grant, and the demonstration's.
#include <algorithm>

#include "people/access.h"
#include "people/centre/store.h"
#include "people/events.h"
#include "people/link/actions.h"
#include "people/people.h"
#include "people/person/store.h"
#include "people/post/actions.h"
#include "people/post/store.h"
#include "people/second_factor/store.h"
#include "people/second_factor/totp.h"
#include "people/signin/actions.h"
#include "platform/base/calendar.h"
#include "platform/base/text.h"
#include "platform/web/web.h"

namespace regard::people {
namespace {

person::Record add_person(db::Tx& tx, const web::Services& services, std::string_view name, std::string_view email, Instant now) {
  person::Record person;
  person.id = PersonId::make(now);
  person.reference = new_reference('P');
  person.name = name;
  person.email = email;
  person.added_at = now;
  person::store::insert(tx, person);
  services.audit.append(tx, Viewer{}, now, PersonAdded{person.id});
  return person;
}

std::optional<PersonId> find_by_name_or_email(db::Read& read, std::string_view who) {
  if (const auto email = person::email_from(who))
    if (const auto found = person::store::find_by_email(read, *email)) return found->id;
  for (const auto& listed : person::store::list(read, {.name = std::string{who}}, Date{}, 2)) return listed.person.id;
  return {};
}

bool holds_everywhere(db::Read& read, PersonId person, Role role, Instant now) {
  const auto held = post::store::held(read, person, london_date(now));
  return std::ranges::any_of(held, [role](const Held& post) { return post.role == role && !post.centre; });
}

crypto::Place secret_place(PersonId person) { return {"second_factor.secret", person.value}; }

}  // namespace

bool is_email(std::string_view typed) { return person::email_from(typed).has_value(); }
bool is_same_email(std::string_view one, std::string_view other) { return person::email_from(one) == person::email_from(other); }
bool is_name(std::string_view typed) { return !trimmed(typed).empty() && is_utf8(typed); }

Result<Appointment> appoint(const web::Services& services, const Appointed& whom, Instant now) {
  const auto email = person::email_from(whom.email);
  if (!is_name(whom.name)) return fail(ErrorKind::invalid, "person.name", {{"name", tr("Enter the person’s name")}});
  if (!email) return fail(ErrorKind::invalid, "person.email", {{"email", tr("Enter an email address, like name@example.ac.uk")}});
  return services.database.write([&](db::Tx& tx) -> Result<Appointment> {
    const auto there = person::store::find_by_email(tx, *email);
    const person::Record person = there ? *there : add_person(tx, services, trimmed(whom.name), *email, now);
    services.audit.append(tx, Viewer{}, now, PersonAppointed{person.id, whom.role});
    if (!holds_everywhere(tx, person.id, whom.role, now))
      post::appoint(tx, services.audit, {.person = person.id, .role = whom.role, .centre = {}, .starts_on = london_date(now)}, now);
    const auto link = link::mail(tx, services.audit, services.keyring, Viewer{}, person.id, link::Purpose::invitation, now);
    return Appointment{person.id, link::url(services, link.id)};
  });
}

PersonId demonstrate(const web::Services& services, const Demonstrated& whom, Instant now) {
  const std::string hash = services.passwords.hash(PrivateText{whom.password});
  const auto key = services.keyring.take(now);
  return services.database.write([&](db::Tx& tx) {
    const auto person = add_person(tx, services, whom.name, person::email_from(whom.email).value(), now);
    post::appoint(tx, services.audit,
                  {.person = person.id, .role = whom.role, .centre = whom.centre, .starts_on = london_date(now)}, now);
    signin::give_password(services, tx, person.id, hash, now);
    if (whom.second_factor == Demonstrated::SecondFactor::none) return person.id;
    const auto sealed = crypto::seal(key, secret_place(person.id), second_factor::new_secret());
    second_factor::store::save_pending(tx, person.id, key.id, sealed, now);
    second_factor::store::enrol(tx, second_factor::store::find(tx, person.id).value(), sealed, 0, now);
    services.audit.append(tx, Viewer{}, now, SecondFactorEnrolled{person.id, false});
    return person.id;
  });
}

CentreId add_centre(const web::Services& services, std::string_view name, Instant now) {
  return services.database.write([&](db::Tx& tx) {
    if (const auto there = centre::store::find_by_name(tx, name)) return there->id;
    const centre::Record centre{{CentreId::make(now), new_reference('U'), std::string{name}}, 1};
    centre::store::insert(tx, centre);
    services.audit.append(tx, Viewer{}, now, CentreAdded{centre.id});
    return centre.id;
  });
}

std::optional<std::string> demonstration_code(db::Database& database, crypto::Keyring& keyring, std::string_view who,
                                              Instant now) {
  auto read = database.read();
  const auto person = find_by_name_or_email(read, who);
  const auto factor = person ? second_factor::store::find(read, *person) : std::nullopt;
  if (!factor || !factor->secret_sealed) return {};
  const auto key = keyring.find(factor->key);
  if (!key) return {};
  const auto secret = crypto::open(*key, secret_place(*person), *factor->secret_sealed);
  // A code works once; right after it was used the next one is what still opens the door.
  return second_factor::code(secret, std::max(second_factor::step_of(now), factor->newest_used + 1));
}

}  // namespace regard::people
