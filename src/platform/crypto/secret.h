// 32 bytes that are wiped when they go, and what is made from them.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace regard::crypto {

class Secret {
 public:
  Secret() = default;
  explicit Secret(const std::array<unsigned char, 32>& bytes) : bytes_{bytes} {}
  ~Secret();
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  const unsigned char* bytes() const { return bytes_.data(); }
  unsigned char* bytes() { return bytes_.data(); }
  static constexpr std::size_t size() { return 32; }
  static Secret random();
  friend bool operator==(const Secret& a, const Secret& b);  // in constant time

 private:
  std::array<unsigned char, 32> bytes_{};
};

// libsodium chooses the fastest code for this machine and locks memory only after this. Repeatable; the constructors
// of Keyring, MasterKey and Passwords call it.
void start_sodium();

// A secret for one use of another: knowing it tells nothing about the others. `context` is a literal.
Secret derive(const Secret& from, std::string_view context);
// From a token that was random enough in itself (256 bits, not a password): a cookie, a link.
Secret derive_from_token(std::string_view token, std::string_view context);

// BLAKE2b-256, base64url: stored session secrets, chain links.
std::string keyed_hash(const Secret& key, std::string_view message);
std::string hash(std::string_view message);
// The same as 63 bits, for a BIGINT column: blind tokens.
std::int64_t keyed_number(const Secret& key, std::string_view message);

}  // namespace regard::crypto
