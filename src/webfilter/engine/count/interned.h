// Texts as small numbers: each is kept once, and its number never changes.
#pragma once

#include <cstdint>
#include <cstring>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace regard::webfilter {

inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ text.size();
  while (text.size() >= 8) {
    std::uint64_t eight;
    std::memcpy(&eight, text.data(), 8);
    hash = (hash ^ eight) * 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 32;
    text.remove_prefix(8);
  }
  std::uint64_t rest = 0;
  std::memcpy(&rest, text.data(), text.size());
  hash = (hash ^ rest) * 0xC4CEB9FE1A85EC53ULL;
  return hash ^ hash >> 29;
}

// As == does, without a call for the few letters that a user's or a host's name has.
inline bool is_same(std::string_view one, std::string_view other) {
  const std::size_t size = one.size();
  if (size != other.size()) return false;
  if (size < 8 || size > 32) return one == other;
  const auto differ = [&](std::size_t at) {
    std::uint64_t a, b;
    std::memcpy(&a, one.data() + at, 8);
    std::memcpy(&b, other.data() + at, 8);
    return a ^ b;
  };
  std::uint64_t all = differ(0) | differ(size - 8);
  for (std::size_t at = 8; at + 8 < size; at += 8) all |= differ(at);
  return all == 0;
}

class Interned {
 public:
  using Id = std::uint32_t;

  Interned() = default;
  Interned(Interned&&) = default;  // a copy would point into what it was made from
  Interned& operator=(Interned&&) = default;

  Id id(std::string_view text) {
    if ((texts_.size() + 1) * 2 > places_.size()) grow();
    const std::uint64_t hash = hash_of(text);
    std::size_t at = hash & (places_.size() - 1);
    for (; places_[at].id != 0; at = (at + 1) & (places_.size() - 1))
      if (places_[at].hash == static_cast<std::uint32_t>(hash >> 32) && is_same(texts_[places_[at].id - 1], text)) return places_[at].id - 1;
    texts_.push_back(keep(text));
    places_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<Id>(texts_.size())};
    return static_cast<Id>(texts_.size() - 1);
  }
  std::string_view text(Id id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  static constexpr std::size_t kChunk = 1 << 16;
  struct Place {
    std::uint32_t hash = 0;  // the half that does not choose the place
    Id id = 0;               // one more than the number; 0: free
  };

  std::string_view keep(std::string_view text) {
    if (chunks_.empty() || chunks_.back().size() + text.size() > chunks_.back().capacity()) {
      chunks_.emplace_back();
      chunks_.back().reserve(std::max(kChunk, text.size()));
    }
    std::string& chunk = chunks_.back();
    const std::size_t at = chunk.size();
    chunk.append(text);
    return {chunk.data() + at, text.size()};
  }

  void grow() {
    std::vector<Place> old(std::max<std::size_t>(1024, places_.size() * 2));
    old.swap(places_);
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      const std::uint64_t hash = hash_of(texts_[i]);
      std::size_t at = hash & (places_.size() - 1);
      while (places_[at].id != 0) at = (at + 1) & (places_.size() - 1);
      places_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<Id>(i + 1)};
    }
  }

  std::vector<Place> places_;  // a power of two of them, at most half in use
  std::vector<std::string_view> texts_;
  std::deque<std::string> chunks_;
};

}  // namespace regard::webfilter
