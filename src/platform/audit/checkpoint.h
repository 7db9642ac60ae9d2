// A checkpoint: a signed text that binds the heads of all lanes. Private to this folder.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/chain.h"
#include "platform/crypto/secret.h"

namespace regard::audit {

struct Checkpoint {
  std::int64_t number = 0;
  std::string body;       // what is signed
  std::string signature;  // base64url

  std::string text() const;  // what leaves the machine
  Entry entry() const;       // the event that says it was made
};

// What a body says.
struct Bound {
  std::int64_t number = 0;
  std::string at;               // ISO, UTC
  std::vector<Head> heads;      // of `Head`, lane, number and hash
  std::string continues;        // hash of the body before, or "beginning"
};

// Signed with Ed25519. The seed is a purpose key, so the pair needs no storage of its own.
Checkpoint make_checkpoint(db::Tx& tx, const crypto::Secret& seed, Instant now);
std::string pem_of(std::string_view public_key);  // from base64url
std::string body_hash(std::string_view body);
std::optional<Bound> bound_by(std::string_view body);  // nothing: not a body

// The checkpoints in an exported text: a file of many, a mail as it came, a syslog. What stands around them is passed
// over. One that is cut short comes without its whole signature.
std::vector<Checkpoint> checkpoints_in(std::string_view exported);

}  // namespace regard::audit
