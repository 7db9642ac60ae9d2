#include "people/session/session.h"

#include <stdexcept>

#include "platform/crypto/crypto.h"

namespace regard::people::session {

std::string_view stored(Door door) {
  switch (door) {
    case Door::password: return "password";
    case Door::link: return "link";
  }
  throw std::logic_error("session::Door outside its enumerators");
}

Door door_from(std::string_view stored) {
  if (stored == "password") return Door::password;
  if (stored == "link") return Door::link;
  throw std::runtime_error("a stored session has an unknown door");
}

std::string csrf_of(std::string_view secret) {
  return crypto::keyed_hash(crypto::derive_from_token(secret, "regard people csrf"), "form");
}

Viewer viewer_of(const Session& session) {
  Viewer viewer;
  viewer.person = session.person;
  viewer.session = session.id;
  viewer.strength = session.strength;
  return viewer;
}

}  // namespace regard::people::session
