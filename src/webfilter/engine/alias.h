// What stands for a person wherever people read: the same within a period, another in the next, and nobody finds the name
// without the key.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/clock.h"

namespace regard::webfilter {

// Fifty bits, shown as "k7m2p-9qxd4": digits and letters that are not mistaken for one another. Among 400,000 people two share
// one with a probability of 1 in 14,000.
struct Alias {
  std::uint64_t bits = 0;
  std::string shown() const;
  friend auto operator<=>(const Alias&, const Alias&) = default;
};

std::optional<Alias> alias_from(std::string_view shown);

class Aliases {
 public:
  using Key = std::array<unsigned char, 32>;
  explicit Aliases(const Key& key);
  ~Aliases();
  Aliases(const Aliases&) = delete;
  Aliases& operator=(const Aliases&) = delete;

  static Key new_key();
  // `period` is a number that the caller gives to each: an alias of one says nothing about that of another.
  Alias of_person(std::string_view name, std::int64_t period) const;
  Alias of_address(std::string_view client, std::int64_t period) const;

 private:
  Alias of(char kind, std::string_view text, std::int64_t period) const;
  Key key_;
};

}  // namespace regard::webfilter
