#include "webfilter/engine/scan/scan.h"

#include <string.h>

#include <algorithm>
#include <cstring>
#include <random>
#include <stdexcept>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

using scan::kBlock;
using scan::kBuckets;
using scan::kHost;
using scan::kWindow;

constexpr std::size_t kHarmless = 1 << 15;   // 256 KiB: what the second cache holds beside the log
constexpr std::size_t kLongestOddity = 1024; // of a host with what may stand before and behind it
constexpr int kAnchorBuckets = 4;            // at most; the others are for words

struct Machine {
  std::string_view name;
  scan::Walker walk;
  scan::HostReader host;
};

Machine this_machine() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw")) return {"avx512", &scan::walk_avx512, &scan::host_avx2};
  if (__builtin_cpu_supports("avx2")) return {"avx2", &scan::walk_avx2, &scan::host_avx2};
#elif defined(__aarch64__)
  return {"neon", &scan::walk_neon, &scan::host_plain};
#endif
  return {"plain", &scan::walk_plain, &scan::host_plain};
}

const Machine& machine() {
  static const Machine found = this_machine();
  return found;
}

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }

// What may stand between an anchor and its host: "hostname" : "example.net".
constexpr bool is_between(char c) { return c == ' ' || c == '"' || c == ':' || c == '=' || c == '\t'; }

// What surely ends a host and whatever stands with it. Anything else behind a host makes of it an oddity, which is read with more care.
constexpr bool is_end(char c) {
  return (c >= 0 && c <= ' ') || c == '/' || c == '"' || c == '?' || c == '#';
}

// How often three neighbours stand in the sample, whatever their case. Hashed: an estimate is enough.
class Frequencies {
 public:
  explicit Frequencies(std::string_view sample) : counts_(1 << 16) {
    for (std::size_t i = 0; i + kWindow <= sample.size(); ++i) ++counts_[place(sample.data() + i)];
  }
  std::uint32_t of(const char* three) const { return counts_[place(three)]; }

 private:
  static std::size_t place(const char* three) {
    std::uint32_t hash = 0;
    for (int i = 0; i < kWindow; ++i) hash = hash * 0x9E3779B1U + static_cast<unsigned char>(small(three[i]));
    return (hash ^ hash >> 15) & 0xFFFF;
  }
  std::vector<std::uint32_t> counts_;
};

}  // namespace

std::string_view Scan::instructions() { return machine().name; }

Scan::Scan(Wanted wanted, std::string_view sample) : wanted_{std::move(wanted)}, hits_(scan::kHits) {
  const Frequencies often{sample};
  const auto made = [&](const std::vector<std::string>& texts) {
    std::vector<Word> words;
    for (const auto& text : texts) {
      if (text.size() < kWindow) throw std::invalid_argument("too short to look for: " + text);
      Word word{text, 0};
      std::ranges::transform(word.text, word.text.begin(), small);
      for (std::size_t at = 1; at + kWindow <= word.text.size(); ++at)
        if (often.of(word.text.data() + at) < often.of(word.text.data() + word.window)) word.window = at;
      words.push_back(std::move(word));
    }
    // Words with like letters share a bucket, so that fewer chance places look like a word of any.
    std::ranges::sort(words, {}, [](const Word& word) { return word.text.substr(word.window, kWindow); });
    return words;
  };
  const auto put = [&](std::vector<Word> words, int first, int number) {
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t bucket = static_cast<std::size_t>(first) + (words.size() <= static_cast<std::size_t>(number) ? i : i * static_cast<std::size_t>(number) / words.size());
      const auto bit = static_cast<std::uint8_t>(1U << bucket);
      for (int letter = 0; letter < kWindow; ++letter) {
        const char c = words[i].text[words[i].window + static_cast<std::size_t>(letter)];
        const char capital = is_letter(c) ? static_cast<char>(c - 32) : c;
        for (const char each : {c, capital}) {
          tables_.low[letter][static_cast<unsigned char>(each) & 15] |= bit;
          tables_.high[letter][static_cast<unsigned char>(each) >> 4] |= bit;
        }
      }
      buckets_[bucket].push_back(std::move(words[i]));
    }
  };
  const int for_anchors = std::min(kAnchorBuckets, static_cast<int>(wanted_.anchors.size()));
  put(made(wanted_.words), for_anchors, kBuckets - for_anchors);
  if (for_anchors == 0) return;
  auto anchors = made(wanted_.anchors);
  for (Word& anchor : anchors) {
    anchor.is_anchor = true;
    for (std::size_t i = 0; i < std::min<std::size_t>(8, anchor.text.size()); ++i) {
      const char c = anchor.text[anchor.text.size() - 1 - i];
      const int place = static_cast<int>(56 - 8 * i);
      anchor.letters |= std::uint64_t{static_cast<unsigned char>(c)} << place;
      anchor.compared |= std::uint64_t{0xFF} << place;
      if (is_letter(c)) anchor.of_any_case |= std::uint64_t{0x20} << place;
    }
  }
  put(std::move(anchors), 0, for_anchors);
  std::random_device random;
  for (auto& key : keys_) key = std::uint64_t{random()} << 32 | random();
  harmless_.resize(kHarmless);
}

struct Scan::Part {
  const char* begin;
  const char* end;
  const char* line_begin;  // no line that begins before it is of interest any more
};

bool Scan::is_wanted_word(const Part& part, const char* at, const Word& word) const {
  const char* begins = at - word.window;
  if (begins < part.line_begin || begins + word.text.size() > part.end) return false;
  if (!same({begins, word.text.size()}, word.text)) return false;
  const std::string_view from_there{begins, static_cast<std::size_t>(part.end - begins)};
  return std::ranges::none_of(wanted_.no_signs, [&](const std::string& longer) { return same(from_there.substr(0, longer.size()), longer); });
}

bool Scan::is_wanted(const Part& part, const char* at, std::uint32_t buckets) {
  for (; buckets != 0; buckets &= buckets - 1) {
    for (const Word& word : buckets_[static_cast<std::size_t>(__builtin_ctz(buckets))]) {
      if (!word.is_anchor) {
        if (is_wanted_word(part, at, word)) return true;
        continue;
      }
      const char* after = at + (word.text.size() - word.window);
      if (after - part.begin < 8) {
        if (after - part.begin < static_cast<std::ptrdiff_t>(word.text.size()) || !same({after - word.text.size(), word.text.size()}, word.text)) continue;
      } else {
        if (after > part.end) continue;
        std::uint64_t eight;
        std::memcpy(&eight, after - 8, 8);
        if (((eight | word.of_any_case) & word.compared) != word.letters) continue;
      }
      if (is_wanted_host(after, part.end)) return true;
    }
  }
  return false;
}

bool Scan::is_wanted_host(const char* after, const char* end) {
  while (after < end && is_between(*after)) ++after;
  if (end - after < static_cast<std::ptrdiff_t>(kHost)) return is_wanted_oddity(after, end);
  const scan::Host host = machine().host(after, keys_.data());
  if (host.size == kHost) return is_wanted_oddity(after, end);
  const char* stop = after + host.size;
  if (*stop == ':') {
    const char* port = ++stop;
    while (stop < end && is_digit(*stop)) ++stop;
    if (stop == port || stop == end) return is_wanted_oddity(after, end);
  }
  if (!is_end(*stop)) return is_wanted_oddity(after, end);
  std::uint64_t& known = harmless_[host.number & (kHarmless - 1)];
  if (known == host.number) return false;
  if (host.size == 0) return false;
  if (wanted_.host({after, host.size})) return true;
  known = host.number;
  return false;
}

// It may have somebody's name before it, an IPv6 address, a sign that a layout puts behind its values. Each way to read it counts.
bool Scan::is_wanted_oddity(const char* after, const char* end) const {
  const char* limit = std::min(end, after + kLongestOddity);
  const char* stop = std::find_if(after, limit, is_end);
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
    const auto walked = machine().walk(tables_, block, to, part.end, hits_.data());
    breaks += walked.breaks;
    for (std::size_t i = 0; i < walked.hits; ++i) {
      const char* at = block + hits_[i].at;
      if (at < part.line_begin || !is_wanted(part, at, hits_[i].buckets)) continue;
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
