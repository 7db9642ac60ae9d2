// A mailed link by which a person sets their password: good once.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

#include "people/people.h"
#include "platform/crypto/crypto.h"

namespace regard::people {

using LinkId = Id<struct LinkTag>;

}  // namespace regard::people

namespace regard::people::link {

enum class Purpose { invitation, reset };
std::string_view stored(Purpose purpose);
Purpose purpose_from(std::string_view stored);

inline constexpr std::chrono::days kInvitationLasts{7};
inline constexpr std::chrono::hours kResetLasts{1};

struct Link {
  LinkId id;
  PersonId person;
  Purpose purpose;
  Instant made_at, expires_at;
};

// What stands in the URL. It is made from the id by a key of the keys store, so that the letter can be written when it
// is sent, and again when sending is tried again, and a copy of the database opens nothing.
std::string secret_of(crypto::Keyring& keyring, LinkId id);

}  // namespace regard::people::link
