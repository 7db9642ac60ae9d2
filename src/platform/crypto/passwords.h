// Argon2id. Each hash takes 19 MiB and about 20 ms of one core, so only a few are worked at once; who waits is served in
// the order of arrival.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>
#include <string>

#include "platform/base/private_text.h"
#include "platform/crypto/secret.h"

namespace regard::crypto {

class Passwords {
 public:
  explicit Passwords(int at_once = 2);

  std::string hash(const PrivateText& password);  // with its salt and cost, as stored
  // Without a stored hash (no such account) it takes as long and is false, so that time tells nothing.
  bool matches(const std::optional<std::string>& stored, const PrivateText& password);
  static bool should_rehash(const std::string& stored);  // made with another cost than today's

  // Always the same for the same text, so that it can be looked up: for codes that are random in themselves. `pepper`
  // is a purpose key, and stands in for the salt that each password has of its own.
  std::string fingerprint(const Secret& pepper, const PrivateText& code);

 private:
  class Turn;
  const std::uint64_t at_once_;
  std::mutex mutex_;
  std::condition_variable next_;
  std::uint64_t came_ = 0, went_ = 0;
};

}  // namespace regard::crypto
