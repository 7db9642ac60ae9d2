// What a log is known by, however it is called, packed, or carried to another machine: how it begins.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/follow/batch.h"

namespace regard::webfilter {

// Of a log: its first bytes, so many. A shorter one is known by all that it has, line end by line end, since it will grow.
inline constexpr std::size_t kHead = 4096;

class Fingerprints {
 public:
  using Key = std::array<unsigned char, 32>;
  explicit Fingerprints(const Key& key);
  ~Fingerprints();
  Fingerprints(const Fingerprints&) = delete;
  Fingerprints& operator=(const Fingerprints&) = delete;

  // All by which a log that begins so may be known, the shortest first: up to each of its line ends within the head, and up to its end
  // or the head's. `at` of each is how much of the log it covers.
  std::vector<Place> of_beginning(std::string_view head) const;
  std::string of_packed(std::string_view packed_head, std::uint64_t packed_size) const;  // without unpacking it
  std::string of_name(std::string_view source) const;

 private:
  Key key_;
};

}  // namespace regard::webfilter
