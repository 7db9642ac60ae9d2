#include "webfilter/engine/scan/scan.h"

#include <string.h>

#include <algorithm>
#include <cstring>
#include <memory>
#include <random>
#include <stdexcept>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

using scan::kBlock;
using scan::kBuckets;
using scan::kWindow;

constexpr std::size_t kShortest = 3;         // word that can be looked for
constexpr std::size_t kAnchorBuckets = 4;    // at most; the others are for words
constexpr std::size_t kHarmless = 1 << 16;   // 256 KiB: what the second cache holds beside the log
constexpr std::ptrdiff_t kLongestScheme = 16; // with what follows it
constexpr std::ptrdiff_t kLongestHost = 1024; // with what may stand before and behind it

struct Machine {
  std::string_view name;
  scan::Walker walk;
  scan::Numberer numbers;
};

Machine this_machine() {
#if defined(__x86_64__)
  const bool bits = __builtin_cpu_supports("bmi") && __builtin_cpu_supports("popcnt");
  if (bits && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi")) return {"avx512", &scan::walk_avx512, &scan::numbers_avx512};
  if (bits && __builtin_cpu_supports("avx2")) return {"avx2", &scan::walk_avx2, &scan::numbers_avx2};
#elif defined(__aarch64__)
  return {"neon", &scan::walk_neon, &scan::numbers_plain};
#endif
  return {"plain", &scan::walk_plain, &scan::numbers_plain};
}

const Machine& machine() {
  static const Machine found = this_machine();
  return found;
}

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

constexpr std::size_t kBytes = 256;  // that there are

// Whether it may stand at that place of a word in small letters.
bool may_stand(std::string_view word, std::size_t place, std::size_t byte) {
  if (place >= word.size()) return true;  // a word of three letters: whatever follows
  const auto c = static_cast<unsigned char>(word[place]);
  return byte == c || (is_letter(word[place]) && byte == c - 32U);
}

// Spread over the bits, as no older machine counts them in one instruction.
constexpr std::size_t ones(std::uint64_t bits) {
  bits -= bits >> 1 & 0x5555555555555555;
  bits = (bits & 0x3333333333333333) + (bits >> 2 & 0x3333333333333333);
  bits = (bits + (bits >> 4)) & 0x0F0F0F0F0F0F0F0F;
  return bits * 0x0101010101010101 >> 56;
}

// How often some neighbours stand in the sample, whatever their case, up to a most. Hashed: an estimate is enough.
class Frequencies {
 public:
  explicit Frequencies(std::string_view sample) : counts_(1 << kBits) {
    for (std::size_t i = 0; i + kWindow <= sample.size(); ++i) {
      std::uint16_t& count = counts_[place(sample.data() + i)];
      if (count != UINT16_MAX) ++count;
    }
  }
  std::uint32_t of(const char* four) const { return counts_[place(four)]; }

 private:
  static std::size_t place(const char* four) {
    std::uint32_t letters;
    static_assert(sizeof letters == kWindow);
    std::memcpy(&letters, four, kWindow);
    std::uint32_t hash = (letters | 0x20202020U) * 0x9E3779B1U;
    hash = (hash ^ hash >> 15) * 0x85EBCA77U;
    return hash >> (32 - kBits);
  }
  static constexpr int kBits = 16;
  std::vector<std::uint16_t> counts_;
};

std::string lower(std::string_view text) {
  std::string made{text};
  std::ranges::transform(made, made.begin(), small);
  return made;
}

constexpr std::size_t kStretches = 64, kStretch = 128;

// Stretches from all over it: enough to see what is frequent.
std::string some_of(std::string_view sample) {
  if (sample.size() <= kStretches * kStretch) return std::string{sample};
  std::string some;
  for (std::size_t i = 0; i < kStretches; ++i) some += sample.substr(i * (sample.size() / kStretches), kStretch);
  return some;
}

// For each place of some of a log, a bit.
using Bits = std::array<std::uint64_t, kStretches * kStretch / 64>;

// Where in some of a log, from each place of it on, there stands what may stand at each place of a window.
using Standing = std::array<Bits, kWindow>;

// Some of a log, turned over: for each byte where it stands.
class Turned {
 public:
  explicit Turned(std::string_view some) : places_(kBytes) {
    for (std::size_t at = 0; at < some.size(); ++at) places_[static_cast<unsigned char>(some[at])][at / 64] |= 1ULL << at % 64;
  }
  // Where a byte stands, seen from `before` places before it.
  void add(Bits& to, std::size_t byte, std::size_t before) const {
    const Bits& from = places_[byte];
    if (before == 0) {
      for (std::size_t i = 0; i < to.size(); ++i) to[i] |= from[i];
      return;
    }
    for (std::size_t i = 0; i < to.size(); ++i) to[i] |= from[i] >> before | (i + 1 < from.size() ? from[i + 1] << (64 - before) : 0);
  }

 private:
  std::vector<Bits> places_;
};

// Where a longer word stands, so does each that is a part of it.
std::vector<std::string> without_longer(std::vector<std::string> words) {
  std::ranges::sort(words, {}, [](const std::string& word) { return word.size(); });
  std::vector<std::string> shortest;
  for (const auto& word : words)
    if (std::ranges::none_of(shortest, [&](const std::string& part) { return lower(word).find(lower(part)) != std::string::npos; })) shortest.push_back(word);
  return shortest;
}

}  // namespace

std::string_view Scan::instructions() { return machine().name; }

// Words that are looked for as one.
struct Scan::Group {
  std::vector<std::size_t> words;
  std::unique_ptr<Standing> standing;
  std::size_t chances = 0;  // places of the sample that look like one of them

  static std::unique_ptr<Standing> either(const Group& one, const Group& other) {
    auto both = std::make_unique<Standing>();
    for (std::size_t i = 0; i < kWindow; ++i)
      for (std::size_t k = 0; k < (*both)[i].size(); ++k) (*both)[i][k] = (*one.standing)[i][k] | (*other.standing)[i][k];
    return both;
  }
  std::size_t chances_with(const Group& other) const {
    const Standing &a = *standing, &b = *other.standing;
    std::size_t number = 0;
    static_assert(kWindow == 4);
    for (std::size_t k = 0; k < a[0].size(); ++k)
      number += ones((a[0][k] | b[0][k]) & (a[1][k] | b[1][k]) & (a[2][k] | b[2][k]) & (a[3][k] | b[3][k]));
    return number;
  }
  void take(const Group& other) {
    chances = chances_with(other);
    words.insert(words.end(), other.words.begin(), other.words.end());
    standing = either(*this, other);
  }
};

// Two by two those are put together that stay rarest, until there are no more than `most` groups.
std::vector<Scan::Group> Scan::grouped(const std::vector<Word>& words, std::size_t most, std::string_view some) {
  std::vector<Group> groups(words.size());
  const bool is_enough = words.size() <= most;
  for (std::size_t number = 0; number < words.size(); ++number) groups[number].words = {number};
  if (is_enough) return groups;
  const Turned turned{some};
  for (Group& group : groups) {
    const Word& word = words[group.words.front()];
    group.standing = std::make_unique<Standing>();
    for (std::size_t i = 0; i < kWindow; ++i)
      for (std::size_t byte = 0; byte < kBytes; ++byte)
        if (may_stand(word.text, word.window + i, byte)) turned.add((*group.standing)[i], byte, i);
    group.chances = group.chances_with(group);
  }
  // What a pair would cost; where the sample says nothing, groups of one size. An anchor that is not alone is read more slowly.
  const auto cost = [&](const Group& a, const Group& b) {
    const auto both = a.chances_with(b), apart = words.front().is_anchor ? 0 : a.chances + b.chances;
    return (both - std::min(both, apart)) * 64 + a.words.size() + b.words.size();
  };
  std::vector<std::vector<std::size_t>> costs;  // of each with those before it
  for (std::size_t b = 0; groups.size() > most && b < groups.size(); ++b) {
    costs.emplace_back();
    for (std::size_t a = 0; a < b; ++a) costs[b].push_back(cost(groups[a], groups[b]));
  }
  while (groups.size() > most) {
    std::size_t first = 0, second = 1;
    for (std::size_t b = 1; b < groups.size(); ++b)
      for (std::size_t a = 0; a < b; ++a)
        if (costs[b][a] < costs[second][first]) first = a, second = b;
    groups[first].take(groups[second]);
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
    costs.erase(costs.begin() + static_cast<std::ptrdiff_t>(second));
    for (auto& row : costs)
      if (row.size() > second) row.erase(row.begin() + static_cast<std::ptrdiff_t>(second));
    for (std::size_t b = 0; b < groups.size(); ++b)
      if (b != first) costs[std::max(first, b)][std::min(first, b)] = cost(groups[first], groups[b]);
  }
  return groups;
}

void Scan::look_for(const Word& word, std::uint8_t bucket) {
  for (std::size_t i = 0; i < kWindow; ++i)
    for (std::size_t byte = 0; byte < kBytes; ++byte) {
      if (!may_stand(word.text, word.window + i, byte)) continue;
      tables_.letters[i][byte & 127] |= bucket;
      tables_.low[i][byte & 15] |= bucket;
      tables_.high[i][byte >> 4] |= bucket;
    }
}

void Scan::keep_eight(Word& word) {
  const std::size_t size = word.text.size(), number = std::min<std::size_t>(8, size);
  const std::size_t from = word.is_anchor ? size - number : std::min(word.window, size - number);
  const std::size_t before = word.is_anchor ? 8 - number : 0;  // so that nothing behind an anchor has to be there
  word.eight = static_cast<std::ptrdiff_t>(from) - static_cast<std::ptrdiff_t>(before + word.window);
  unsigned char letters[8] = {}, any_case[8] = {}, compared[8] = {};
  for (std::size_t i = 0; i < number; ++i) {
    letters[before + i] = static_cast<unsigned char>(word.text[from + i]);
    any_case[before + i] = is_letter(word.text[from + i]) ? 0x20 : 0;
    compared[before + i] = 0xFF;
  }
  std::memcpy(&word.letters, letters, 8);
  std::memcpy(&word.any_case, any_case, 8);
  std::memcpy(&word.compared, compared, 8);
}

Scan::Scan(Wanted wanted, std::string_view sample) : wanted_{std::move(wanted)}, walk_{machine().walk}, numbers_of_{machine().numbers}, hits_(scan::kHits) {
  const Frequencies often{sample};
  const std::string few = some_of(sample);
  std::size_t bucket = 0;
  const auto put = [&](const std::vector<std::string>& texts, bool are_anchors, std::size_t buckets) {
    std::vector<Word> words;
    for (const auto& text : texts) {
      if (text.size() < kShortest) throw std::invalid_argument("too short to look for: " + text);
      Word word{lower(text), 0, are_anchors};
      for (std::size_t at = 1; at + kWindow <= word.text.size(); ++at)
        if (often.of(word.text.data() + at) < often.of(word.text.data() + word.window)) word.window = at;
      keep_eight(word);
      words.push_back(std::move(word));
    }
    for (const Group& group : grouped(words, buckets, few)) {
      const auto bit = static_cast<std::uint8_t>(1U << bucket);
      for (const std::size_t number : group.words) {
        buckets_[bucket].push_back(words[number]);
        look_for(words[number], bit);
      }
      ++bucket;
    }
  };
  put(wanted_.anchors, true, kAnchorBuckets);
  tables_.often = bucket > 0;
  for (std::size_t i = 0; i < bucket; ++i) {
    const Word& anchor = buckets_[i].front();
    hosts_.anchors[i] = {anchor.letters, anchor.any_case, anchor.compared, static_cast<std::ptrdiff_t>(anchor.text.size() - anchor.window), buckets_[i].size() == 1};
  }
  put(without_longer(wanted_.words), false, kBuckets - bucket);
  if (!tables_.often) return;
  std::random_device random;
  for (auto& key : hosts_.keys) key = std::uint64_t{random()} << 32 | random();
  numbers_.resize(scan::kHits);
  harmless_.resize(kHarmless);
}

struct Scan::Part {
  const char* begin;
  const char* end;
  const char* line_begin;  // no line that begins before it is of interest any more
};

bool Scan::stands(const Part& part, const char* at, const Word& word) const {
  const char* eight = at + word.eight;
  if (eight >= part.begin && part.end - eight >= 8) {
    std::uint64_t letters;
    std::memcpy(&letters, eight, 8);
    if (((letters | word.any_case) & word.compared) != word.letters) return false;
    if (word.is_anchor || word.text.size() <= 8) return true;
  }
  const char* begins = at - word.window;
  return begins >= part.begin && part.end - begins >= static_cast<std::ptrdiff_t>(word.text.size()) && same({begins, word.text.size()}, word.text);
}

bool Scan::is_sign(const Part& part, const char* begins) const {
  const std::string_view from_there{begins, static_cast<std::size_t>(part.end - begins)};
  return std::ranges::none_of(wanted_.no_signs, [&](const std::string& longer) {  // the end first, as their beginnings are alike
    return from_there.size() >= longer.size() && small(from_there[longer.size() - 1]) == small(longer.back()) && same(from_there.substr(0, longer.size()), longer);
  });
}

bool Scan::is_wanted(const Part& part, const char* at, std::uint32_t buckets) const {
  for (; buckets != 0; buckets &= buckets - 1)
    for (const Word& word : buckets_[static_cast<std::size_t>(__builtin_ctz(buckets))])
      if (stands(part, at, word) && (word.is_anchor ? is_wanted_host(at + (word.text.size() - word.window), part.end) : is_sign(part, at - word.window))) return true;
  return false;
}

// Takes out the hits whose host is known to be of no interest, which are nearly all. Two rounds, so that what is remembered is asked
// for before it is needed.
std::size_t Scan::without_harmless(const Part& part, const char* block, std::size_t hits) {
  numbers_of_(hosts_, part.begin, block, part.end, hits_.data(), hits, numbers_.data());
  for (std::size_t i = 0; i < hits; ++i) __builtin_prefetch(&harmless_[numbers_[i] & (kHarmless - 1)]);
  std::size_t left = 0;
  for (std::size_t i = 0; i < hits; ++i) {
    const bool is_harmless = harmless_[numbers_[i] & (kHarmless - 1)] == static_cast<std::uint32_t>(numbers_[i] >> 32);
    hits_[left] = hits_[i];
    numbers_[left] = numbers_[i];
    left += is_harmless && numbers_[i] != 0 ? 0 : 1;
  }
  return left;
}

// What follows an anchor may be read in several ways, and each counts: as a host, or as a scheme with the host behind it.
bool Scan::is_wanted_host(const char* after, const char* end) const {
  while (after < end && scan::is_between(*after)) ++after;
  if (is_wanted_from(after, end)) return true;
  std::string_view begins{after, static_cast<std::size_t>(std::min<std::ptrdiff_t>(kLongestScheme, end - after))};
  begins = begins.substr(0, begins.find_first_of(" \t\n\""));
  for (const std::string_view scheme : {"://", R"(:\/\/)"})
    if (const auto at = begins.find(scheme); at != std::string_view::npos && is_wanted_from(after + at + scheme.size(), end)) return true;
  return false;
}

// The host may have somebody's name before it, be an IPv6 address, have a sign behind it that a layout puts there.
bool Scan::is_wanted_from(const char* after, const char* end) const {
  const char* stop = std::find_if(after, after + std::min(kLongestHost, end - after), scan::is_end);
  for (const char* at = after; at <= stop; ++at)
    if (at == stop || (!scan::may_be_in_host(static_cast<unsigned char>(*at)) && *at != '@'))
      if (at != after && wanted_.host({after, static_cast<std::size_t>(at - after)})) return true;
  return false;
}

std::uint64_t Scan::lines(std::string_view bytes, const std::function<void(std::string_view)>& found) {
  if (bytes.empty()) return 0;
  Part part{bytes.data(), bytes.data() + bytes.size(), bytes.data()};
  std::uint64_t breaks = 0;
  for (const char* block = part.begin; block < part.end; block += kBlock) {
    const char* to = part.end - block > static_cast<std::ptrdiff_t>(kBlock) ? block + kBlock : part.end;
    const auto walked = walk_(tables_, block, to, part.end, hits_.data());
    breaks += walked.breaks;
    const std::size_t hits = tables_.often ? without_harmless(part, block, walked.hits) : walked.hits;
    for (std::size_t i = 0; i < hits; ++i) {
      const char* at = block + hits_[i].at;
      if (at < part.line_begin) continue;
      if (!is_wanted(part, at, hits_[i].buckets)) {
        if (tables_.often && numbers_[i] != 0) harmless_[numbers_[i] & (kHarmless - 1)] = static_cast<std::uint32_t>(numbers_[i] >> 32);
        continue;
      }
      const auto* before = static_cast<const char*>(memrchr(part.line_begin, '\n', static_cast<std::size_t>(at - part.line_begin)));
      const char* first = before ? before + 1 : part.line_begin;
      const auto* after = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(part.end - at)));
      const char* last = after ? after : part.end;
      found({first, static_cast<std::size_t>(last - first)});
      part.line_begin = after ? after + 1 : part.end;
    }
  }
  return breaks + (bytes.back() == '\n' ? 0 : 1);
}

}  // namespace regard::webfilter
