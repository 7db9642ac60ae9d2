#include "webfilter/engine/scan/scan.h"

#include <string.h>

#include <algorithm>
#include <bit>
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
  if (bits && __builtin_cpu_supports("avx512bw")) return {"avx512", &scan::walk_avx512, &scan::numbers_avx512};
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
// How often some neighbours stand in the sample, whatever their case. Hashed: an estimate is enough.
class Frequencies {
 public:
  explicit Frequencies(std::string_view sample) : counts_(1 << kBits) {
    for (std::size_t i = 0; i + kWindow <= sample.size(); ++i) ++counts_[place(sample.data() + i)];
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
  static constexpr int kBits = 18;
  std::vector<std::uint32_t> counts_;
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

// By bits, which halves of a byte may stand at each place of a window.
using Halves = std::array<std::uint16_t, kWindow>;

// Some of a log, turned over: for each place of the window and each half of a byte where in the log it stands so, a bit for each place.
class Turned {
 public:
  explicit Turned(std::string_view sample) {
    for (std::size_t at = 0; at < sample.size(); ++at) {
      const auto c = static_cast<unsigned char>(sample[at]);
      for (std::size_t i = 0; i < kWindow && i <= at; ++i) {
        low_[i][c & 15][(at - i) / 64] |= 1ULL << (at - i) % 64;
        high_[i][c >> 4][(at - i) / 64] |= 1ULL << (at - i) % 64;
      }
    }
  }
  // How often there is something like that.
  std::size_t often(const Halves& low, const Halves& high) const {
    Bits all;
    all.fill(~0ULL);
    for (std::size_t i = 0; i < kWindow; ++i) {
      keep(all, low_[i], low[i]);
      keep(all, high_[i], high[i]);
    }
    std::size_t number = 0;
    for (const std::uint64_t bits : all) number += static_cast<std::size_t>(std::popcount(bits));
    return number;
  }

 private:
  using Bits = std::array<std::uint64_t, kStretches * kStretch / 64>;
  using Places = std::array<std::array<Bits, 16>, kWindow>;
  static void keep(Bits& all, const std::array<Bits, 16>& places, unsigned halves) {
    Bits some{};
    for (; halves != 0; halves &= halves - 1) {
      const Bits& more = places[static_cast<std::size_t>(std::countr_zero(halves))];
      for (std::size_t i = 0; i < some.size(); ++i) some[i] |= more[i];
    }
    for (std::size_t i = 0; i < all.size(); ++i) all[i] &= some[i];
  }
  Places low_{}, high_{};
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
  Halves low{}, high{};
  std::size_t chances = 0;  // places of the sample that look like one of them

  std::size_t chances_with(const Group& other, const Turned& sample) const {
    Halves both_low = low, both_high = high;
    for (std::size_t i = 0; i < kWindow; ++i) both_low[i] |= other.low[i], both_high[i] |= other.high[i];
    return sample.often(both_low, both_high);
  }
  void take(const Group& other, const Turned& sample) {
    chances = chances_with(other, sample);
    words.insert(words.end(), other.words.begin(), other.words.end());
    for (std::size_t i = 0; i < kWindow; ++i) low[i] |= other.low[i], high[i] |= other.high[i];
  }
};

// Two by two those are put together that stay rarest, until there are no more than `most` groups.
std::vector<Scan::Group> Scan::grouped(const std::vector<Word>& words, std::size_t most, std::string_view some) {
  if (words.empty()) return {};
  const auto turned = std::make_unique<Turned>(some);
  const Turned& sample = *turned;
  std::vector<Group> groups;
  for (std::size_t number = 0; number < words.size(); ++number) {
    Group group{.words = {number}};
    for (std::size_t i = 0; i < kWindow; ++i) {
      const std::size_t place = words[number].window + i;
      if (place >= words[number].text.size()) {  // a word of three letters: whatever follows
        group.low[i] = group.high[i] = 0xFFFF;
        continue;
      }
      const auto c = static_cast<unsigned char>(words[number].text[place]);
      group.low[i] = static_cast<std::uint16_t>(1U << (c & 15));
      group.high[i] = static_cast<std::uint16_t>(1U << (c >> 4) | (is_letter(static_cast<char>(c)) ? 1U << ((c - 32) >> 4) : 0));
    }
    group.chances = sample.often(group.low, group.high);
    groups.push_back(std::move(group));
  }
  // What a pair would cost; where the sample says nothing, groups of one size. An anchor that is not alone is read more slowly.
  const auto cost = [&](const Group& a, const Group& b) {
    const auto both = a.chances_with(b, sample), apart = words.front().is_anchor ? 0 : a.chances + b.chances;
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
    groups[first].take(groups[second], sample);
    groups.erase(groups.begin() + static_cast<std::ptrdiff_t>(second));
    costs.erase(costs.begin() + static_cast<std::ptrdiff_t>(second));
    for (auto& row : costs)
      if (row.size() > second) row.erase(row.begin() + static_cast<std::ptrdiff_t>(second));
    for (std::size_t b = 0; b < groups.size(); ++b)
      if (b != first) costs[std::max(first, b)][std::min(first, b)] = cost(groups[first], groups[b]);
  }
  return groups;
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
      for (int letter = 0; letter < kWindow; ++letter)
        for (int half = 0; half < 16; ++half) {
          if (group.low[letter] >> half & 1) tables_.low[letter][half] |= bit;
          if (group.high[letter] >> half & 1) tables_.high[letter][half] |= bit;
        }
      for (const std::size_t number : group.words) buckets_[bucket].push_back(words[number]);
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
