#include "webfilter/engine/scan/scan.h"

#include <string.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

using scan::kBuckets;
using scan::kWindow;

struct Machine {
  std::string_view name;
  scan::Walker walk;
};

Machine this_machine() {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw")) return {"avx512", &scan::walk_avx512};
  if (__builtin_cpu_supports("avx2")) return {"avx2", &scan::walk_avx2};
#endif
  return {"plain", &scan::walk_plain};
}

const Machine& machine() {
  static const Machine found = this_machine();
  return found;
}

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

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

Scan::Scan(Wanted wanted, std::string_view sample) : wanted_{std::move(wanted)} {
  const Frequencies often{sample};
  std::vector<Word> words;
  const auto add = [&](const std::string& word, bool is_anchor) {
    if (word.size() < kWindow) throw std::invalid_argument("too short to look for: " + word);
    Word made{word, 0, is_anchor};
    std::ranges::transform(made.text, made.text.begin(), small);
    for (std::size_t at = 1; at + kWindow <= made.text.size(); ++at)
      if (often.of(made.text.data() + at) < often.of(made.text.data() + made.window)) made.window = at;
    words.push_back(std::move(made));
  };
  for (const auto& word : wanted_.words) add(word, false);
  for (const auto& anchor : wanted_.anchors) add(anchor, true);
  // Words with like letters share a bucket, so that fewer chance places look like a word of any.
  std::ranges::sort(words, {}, [](const Word& word) { return word.text.substr(word.window, kWindow); });
  for (std::size_t i = 0; i < words.size(); ++i) {
    const std::size_t bucket = words.size() <= kBuckets ? i : i * kBuckets / words.size();
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
}

struct Scan::Walk {
  const Scan& scan;
  const std::function<void(std::string_view)>& found;
  const char* begin;       // of the bytes
  const char* end;
  const char* line_begin;  // no line that begins before it is of interest any more
};

const char* Scan::hit(void* context, const char* at, std::uint32_t buckets) {
  auto& walk = *static_cast<Walk*>(context);
  for (; buckets != 0; buckets &= buckets - 1) {
    for (const Word& word : walk.scan.buckets_[static_cast<std::size_t>(__builtin_ctz(buckets))]) {
      const char* begins = at - word.window;
      if (begins < walk.line_begin || begins + word.text.size() > walk.end) continue;
      if (!same({begins, word.text.size()}, word.text)) continue;
      if (word.is_anchor && !walk.scan.wanted_.host(begins + word.text.size(), walk.end)) continue;
      const auto* before = static_cast<const char*>(memrchr(walk.line_begin, '\n', static_cast<std::size_t>(at - walk.line_begin)));
      const char* first = before ? before + 1 : walk.line_begin;
      const auto* after = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(walk.end - at)));
      const char* last = after ? after : walk.end;
      walk.found({first, static_cast<std::size_t>(last - first)});
      walk.line_begin = after ? after + 1 : walk.end;
      return walk.line_begin;
    }
  }
  return at;
}

std::uint64_t Scan::lines(std::string_view bytes, const std::function<void(std::string_view)>& found) const {
  if (bytes.empty()) return 0;
  const char* end = bytes.data() + bytes.size();
  Walk walk{*this, found, bytes.data(), end, bytes.data()};
  const auto breaks = machine().walk(tables_, bytes.data(), end, end, &Scan::hit, &walk);
  return breaks + (bytes.back() == '\n' ? 0 : 1);
}

}  // namespace regard::webfilter
