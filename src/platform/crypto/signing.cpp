#include "platform/crypto/signing.h"

#include <sodium.h>

#include <array>

#include "platform/base/text.h"

namespace regard::crypto {
namespace {

static_assert(crypto_sign_SEEDBYTES == Secret::size());

struct Pair {
  std::array<unsigned char, crypto_sign_PUBLICKEYBYTES> open;
  std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret;
  explicit Pair(const Secret& seed) { crypto_sign_seed_keypair(open.data(), secret.data(), seed.bytes()); }
  ~Pair() { sodium_memzero(secret.data(), secret.size()); }
  Pair(const Pair&) = delete;
  Pair& operator=(const Pair&) = delete;
};

const unsigned char* bytes(std::string_view text) { return reinterpret_cast<const unsigned char*>(text.data()); }

template <std::size_t size>
std::string_view as_text(const std::array<unsigned char, size>& raw) {
  return {reinterpret_cast<const char*>(raw.data()), raw.size()};
}

}  // namespace

std::string public_key(const Secret& seed) { return base64url(as_text(Pair{seed}.open)); }

std::string sign(const Secret& seed, std::string_view message) {
  const Pair pair{seed};
  std::array<unsigned char, crypto_sign_BYTES> signature;
  crypto_sign_detached(signature.data(), nullptr, bytes(message), message.size(), pair.secret.data());
  return base64url(as_text(signature));
}

bool is_signed(std::string_view public_key, std::string_view message, std::string_view signature) {
  const auto key = from_base64url(public_key), raw = from_base64url(signature);
  if (!key || key->size() != crypto_sign_PUBLICKEYBYTES || !raw || raw->size() != crypto_sign_BYTES) return false;
  return crypto_sign_verify_detached(bytes(*raw), bytes(message), message.size(), bytes(*key)) == 0;
}

}  // namespace regard::crypto
