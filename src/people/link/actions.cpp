#include "people/link/actions.h"

#include <boost/json.hpp>
#include <stdexcept>

#include "people/events.h"
#include "people/link/store.h"
#include "platform/web/web.h"

namespace regard::people::link {

namespace {

Link made_of(PersonId person, Purpose purpose, Instant now) {
  const auto lasts = purpose == Purpose::invitation ? std::chrono::hours{kInvitationLasts} : kResetLasts;
  return {LinkId::make(now), person, purpose, now, now + lasts};
}

void queue_letter(db::Tx& tx, LinkId link, Instant now) {
  outbox::enqueue(tx, "mail", boost::json::serialize(boost::json::object{{"about", "people.link"}, {"link", link.text()}}), now);
}

}  // namespace

std::string_view stored(Purpose purpose) {
  switch (purpose) {
    case Purpose::invitation: return "invitation";
    case Purpose::reset: return "reset";
  }
  throw std::logic_error("link::Purpose outside its enumerators");
}

Purpose purpose_from(std::string_view stored) {
  if (stored == "invitation") return Purpose::invitation;
  if (stored == "reset") return Purpose::reset;
  throw std::runtime_error("a stored link has an unknown purpose");
}

std::string secret_of(crypto::Keyring& keyring, LinkId id) {
  return crypto::keyed_hash(keyring.purpose("people link"), id.text());
}

Link mail(db::Tx& tx, audit::Audit& audit, crypto::Keyring& keyring, const Viewer& by, PersonId person, Purpose purpose,
          Instant now) {
  const Link link = made_of(person, purpose, now);
  store::insert(tx, link, crypto::hash(secret_of(keyring, link.id)));
  queue_letter(tx, link.id, now);
  audit.append(tx, by, now, LinkMailed{person, std::string{stored(purpose)}});
  return link;
}

void mail_or_pretend(db::Tx& tx, crypto::Keyring& keyring, std::optional<PersonId> person, Purpose purpose, Instant now) {
  const Link link = made_of(person.value_or(PersonId{}), purpose, now);
  const std::string secret_hash = crypto::hash(secret_of(keyring, link.id));
  if (person) store::insert(tx, link, secret_hash);
  queue_letter(tx, link.id, now);
}

std::string url(const web::Services& services, LinkId id) {
  return services.public_url + "/welcome/" + secret_of(services.keyring, id);
}

}  // namespace regard::people::link
