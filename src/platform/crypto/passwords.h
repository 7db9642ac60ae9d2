// Argon2id. Each hash takes 19 MiB and about 20 ms of one core, so only a few are worked at once.
#pragma once

#include <cstddef>
#include <optional>
#include <semaphore>
#include <string>
#include <string_view>

#include "platform/base/private_text.h"

namespace regard::crypto {

class Passwords {
 public:
  explicit Passwords(int at_once = 2);

  std::string hash(const PrivateText& password);  // with its salt and cost, as stored
  // Without a stored hash (no such account) it takes as long and is false, so that time tells nothing.
  bool matches(const std::optional<std::string>& stored, const PrivateText& password);
  static bool should_rehash(const std::string& stored);  // made with another cost than today's

 private:
  std::counting_semaphore<> places_;
};

}  // namespace regard::crypto
