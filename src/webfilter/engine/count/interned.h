// Texts as small numbers: each is kept once, and its number never changes.
#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "webfilter/engine/letters.h"

namespace regard::webfilter {

inline std::uint64_t hash_of(std::string_view text) {
  std::uint64_t hash = 0x9E3779B97F4A7C15ULL ^ text.size();
  const auto mix = [&hash](std::uint64_t letters) {
    hash = (hash ^ letters) * 0xFF51AFD7ED558CCDULL;
    hash ^= hash >> 32;
  };
  if (text.size() >= 8) {  // the last eight may be taken twice
    for (std::size_t at = 0; at + 8 < text.size(); at += 8) mix(letters_at<std::uint64_t>(text, at));
    mix(letters_at<std::uint64_t>(text, text.size() - 8));
  } else if (text.size() >= 4) {
    mix(std::uint64_t{letters_at<std::uint32_t>(text, 0)} << 32 | letters_at<std::uint32_t>(text, text.size() - 4));
  } else {
    for (const char c : text) mix(static_cast<unsigned char>(c));
  }
  hash *= 0xC4CEB9FE1A85EC53ULL;
  return hash ^ hash >> 29;
}

class Interned {
 public:
  using Id = std::uint32_t;

  Interned() = default;
  Interned(Interned&&) = default;  // a copy would point into what it was made from
  Interned& operator=(Interned&&) = default;

  Id id(std::string_view text) { return id(text, hash_of(text)); }
  // The same for whoever knows its hash already.
  Id id(std::string_view text, std::uint64_t hash) {
    if ((texts_.size() + 1) * 2 > places_.size()) grow();
    std::size_t at = hash & (places_.size() - 1);
    for (; places_[at].id != 0; at = (at + 1) & (places_.size() - 1))
      if (places_[at].hash == static_cast<std::uint32_t>(hash >> 32) && is_same(places_[at].text, text)) return places_[at].id - 1;
    texts_.push_back(keep(text));
    places_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<Id>(texts_.size()), texts_.back()};
    return static_cast<Id>(texts_.size() - 1);
  }
  void expect(std::uint64_t hash) const {
    if (!places_.empty()) __builtin_prefetch(&places_[hash & (places_.size() - 1)]);
  }
  std::string_view text(Id id) const { return texts_[id]; }
  std::size_t size() const { return texts_.size(); }

 private:
  static constexpr std::size_t kChunk = 1 << 16;
  struct Place {
    std::uint32_t hash = 0;  // the half that does not choose the place
    Id id = 0;               // one more than the number; 0: free
    std::string_view text;   // its own, here too: to look for it elsewhere would be to wait twice
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
      places_[at] = {static_cast<std::uint32_t>(hash >> 32), static_cast<Id>(i + 1), texts_[i]};
    }
  }

  std::vector<Place> places_;  // a power of two of them, at most half in use
  std::vector<std::string_view> texts_;
  std::deque<std::string> chunks_;
};

}  // namespace regard::webfilter
