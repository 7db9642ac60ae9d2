#include "platform/crypto/passwords.h"

#include <sodium.h>

#include <array>
#include <new>
#include <string_view>

#include "platform/base/text.h"
#include "platform/crypto/password_cost.h"

namespace regard::crypto {
namespace {

std::string argon2id(std::string_view password) {
  const auto cost = password_cost();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str_alg(hash.data(), password.data(), password.size(), cost.passes, cost.memory,
                            crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc{};
  return hash.data();
}

}  // namespace

// A place among those who hash: the first to come is the first to go on.
class Passwords::Turn {
 public:
  explicit Turn(Passwords& passwords) : passwords_{passwords} {
    std::unique_lock lock{passwords_.mutex_};
    const std::uint64_t place = passwords_.came_++;
    passwords_.next_.wait(lock, [&] { return place < passwords_.went_ + passwords_.at_once_; });
  }
  ~Turn() {
    {
      const std::lock_guard lock{passwords_.mutex_};
      ++passwords_.went_;
    }
    passwords_.next_.notify_all();
  }
  Turn(const Turn&) = delete;
  Turn& operator=(const Turn&) = delete;

 private:
  Passwords& passwords_;
};

Passwords::Passwords(int at_once) : at_once_{static_cast<std::uint64_t>(at_once)} { start_sodium(); }

std::string Passwords::hash(const PrivateText& password) {
  const Turn turn{*this};
  return argon2id(password.reveal());
}

bool Passwords::matches(const std::optional<std::string>& stored, const PrivateText& password) {
  const Turn turn{*this};
  const std::string& typed = password.reveal();
  if (!stored) {
    argon2id(typed);
    return false;
  }
  return crypto_pwhash_str_verify(stored->c_str(), typed.data(), typed.size()) == 0;
}

std::string Passwords::fingerprint(const Secret& pepper, const PrivateText& code) {
  const Secret salt = derive(pepper, "salt");
  const std::string keyed = keyed_hash(pepper, code.reveal());  // without the pepper nothing can be guessed at all
  static_assert(crypto_pwhash_SALTBYTES <= Secret::size());
  std::array<unsigned char, 32> made{};
  const auto cost = password_cost();
  const Turn turn{*this};
  if (crypto_pwhash(made.data(), made.size(), keyed.data(), keyed.size(), salt.bytes(), cost.passes, cost.memory,
                    crypto_pwhash_ALG_ARGON2ID13) != 0)
    throw std::bad_alloc{};
  return base64url({reinterpret_cast<const char*>(made.data()), made.size()});
}

bool Passwords::should_rehash(const std::string& stored) {
  const auto cost = password_cost();
  return crypto_pwhash_str_needs_rehash(stored.c_str(), cost.passes, cost.memory) != 0;
}

}  // namespace regard::crypto
