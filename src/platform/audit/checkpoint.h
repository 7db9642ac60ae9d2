// A checkpoint: a signed text that binds the heads of all lanes. Private to this folder.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/audit/chain.h"

namespace regard::audit {

// Ed25519. The seed is a purpose key, so the pair needs no storage of its own.
class SigningKey {
 public:
  explicit SigningKey(const crypto::Secret& seed);
  ~SigningKey();
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;

  std::string sign(std::string_view text) const;                          // base64
  bool signed_by_us(std::string_view text, std::string_view signature) const;
  std::string public_base64() const;
  std::string pem() const;

 private:
  std::array<unsigned char, 32> public_{};
  std::array<unsigned char, 64> secret_{};
};

struct Checkpoint {
  std::int64_t number = 0;
  std::string body;       // what is signed
  std::string signature;

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

Checkpoint make_checkpoint(db::Tx& tx, const SigningKey& key, Instant now);
std::string body_hash(std::string_view body);
std::optional<Bound> bound_by(std::string_view body);  // nothing: not a body

// The checkpoints in an exported text: other lines around them (mail headers, log lines) are passed over. One that
// is cut short comes without a signature.
std::vector<Checkpoint> checkpoints_in(std::string_view exported);

}  // namespace regard::audit
