#include "platform/crypto/passwords.h"

#include <sodium.h>

#include <array>
#include <new>
#include <string_view>

#include "platform/crypto/secret.h"

namespace regard::crypto {
namespace {

// OWASP Password Storage Cheat Sheet: Argon2id, m = 19 MiB, t = 2, p = 1 (libsodium's p is always 1).
constexpr std::size_t kMemory = 19 * 1024 * 1024;
constexpr unsigned long long kPasses = 2;

class Turn {
 public:
  explicit Turn(std::counting_semaphore<>& places) : places_{places} { places_.acquire(); }
  ~Turn() { places_.release(); }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  std::counting_semaphore<>& places_;
};

std::string argon2id(std::string_view password) {
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), kPasses, kMemory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc{};
  return hash.data();
}

}  // namespace

Passwords::Passwords(int at_once) : places_{at_once} { start_sodium(); }

std::string Passwords::hash(const PrivateText& password) {
  const Turn turn{places_};
  return argon2id(password.reveal());
}

bool Passwords::matches(const std::optional<std::string>& stored, const PrivateText& password) {
  const Turn turn{places_};
  const std::string& typed = password.reveal();
  if (!stored) {
    argon2id(typed);
    return false;
  }
  return crypto_pwhash_str_verify(stored->c_str(), typed.data(), typed.size()) == 0;
}

bool Passwords::should_rehash(const std::string& stored) {
  return crypto_pwhash_str_needs_rehash(stored.c_str(), kPasses, kMemory) != 0;
}

}  // namespace regard::crypto
