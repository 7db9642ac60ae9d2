// Sealing: XChaCha20-Poly1305 (libsodium), authenticated with the record and the column, so that a value changed or
// moved elsewhere does not open. A sealed value shows its length only in steps of 32 bytes.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

#include "platform/base/ids.h"
#include "platform/base/private_text.h"
#include "platform/crypto/secret.h"

namespace regard::crypto {

using KeyId = Id<struct KeyTag>;

struct RecordKey {
  KeyId id;
  Secret secret;
};

// A literal, so that grep finds every place where a column is sealed or opened.
struct Column {
  std::string_view name;
  consteval Column(const char* literal) : name{literal} {}
};

// Which value of which record is sealed: authenticated with it, not stored in it.
struct Place {
  Column column;  // "concern.narrative"
  Uuid record;
};

// Stored bytes are not what was sealed there. what() names the column, never a value.
class Damage : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// base64url of a format byte, nonce and ciphertext. The nonce is random: sealing the same text twice differs.
std::string seal(const RecordKey& key, const Place& place, const PrivateText& text);
PrivateText open(const RecordKey& key, const Place& place, std::string_view sealed);  // throws Damage

// Under a secret that is no record's: a draft under its browser's cookie. `context` says what and whose it is.
// The secret comes from outside here, so not opening is an outcome, not damage.
std::string seal_with(const Secret& secret, std::string_view context, const PrivateText& text);
std::optional<PrivateText> open_with(const Secret& secret, std::string_view context, std::string_view sealed);

}  // namespace regard::crypto
