// The inner loops of the scan, once for each set of instructions. Nothing of the standard library is used inside, so that no function
// compiled for a newer machine stands where an older one might call it.
#pragma once

#include <cstddef>
#include <cstdint>

namespace regard::webfilter::scan {

inline constexpr int kBuckets = 8;
inline constexpr int kWindow = 4;               // letters that are looked for at each place
inline constexpr std::size_t kBlock = 8 << 10;  // bytes at a time: they and their hits stay in the nearest cache
inline constexpr std::size_t kHits = kBlock + 64;  // hits that there must be room for: one at each place, and some that are written in advance

// For each letter of the window the buckets, a bit each, in which a byte may stand there: by the byte itself without its highest bit, and by
// its halves, which together allow some bytes more. Whatever is found is compared in full, so that a kernel takes the one that suits it.
struct Tables {
  alignas(64) std::uint8_t letters[kWindow][128];
  alignas(16) std::uint8_t low[kWindow][16];
  alignas(16) std::uint8_t high[kWindow][16];
  bool often = false;  // there are hits on almost every line
};

// A place where a word of the buckets may have its window.
struct Hit {
  std::uint32_t at;
  std::uint32_t buckets;
};

struct Walked {
  std::uint64_t breaks;  // of lines
  std::size_t hits;
};

// Looks at each place from `from` to before `to`, which are a block at most. May read as far as `readable`.
using Walker = Walked (*)(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits);

Walked walk_plain(const Tables&, const char*, const char*, const char*, Hit*);
// The same from `at` on, for the few places that wide instructions leave over.
Walked walk_rest(const Tables& tables, const char* from, const char* at, const char* to, const char* readable, Hit* hits, Walked before);

// Behind which a host stands. Its last eight letters are compared; fewer, when it has fewer.
struct Anchor {
  std::uint64_t letters = 0, any_case = 0, compared = 0;
  std::ptrdiff_t behind = 0;  // what follows it, from the window of its hit
  bool is_alone = false;      // in its bucket: otherwise all others of this are left out
};

// Where hosts are looked for. Keys: seven numbers that nobody can guess, so that nobody can choose a host with another's number.
struct Hosts {
  Anchor anchors[kBuckets];
  std::uint64_t keys[7];
};

// Of each hit a number for the host behind its anchor, the same for the same letters in whatever case. 0: it is no anchor, or what
// stands there wants a closer look.
using Numberer = void (*)(const Hosts& hosts, const char* begin, const char* block, const char* end, const Hit* hits, std::size_t number, std::uint64_t* numbers);

void numbers_plain(const Hosts&, const char*, const char*, const char*, const Hit*, std::size_t, std::uint64_t*);
#if defined(__x86_64__)
Walked walk_avx2(const Tables&, const char*, const char*, const char*, Hit*);
Walked walk_avx512(const Tables&, const char*, const char*, const char*, Hit*);
void numbers_avx2(const Hosts&, const char*, const char*, const char*, const Hit*, std::size_t, std::uint64_t*);
void numbers_avx512(const Hosts&, const char*, const char*, const char*, const Hit*, std::size_t, std::uint64_t*);
#endif
#if defined(__aarch64__)
Walked walk_neon(const Tables&, const char*, const char*, const char*, Hit*);
#endif

constexpr bool may_be_in_host(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

// What may stand between an anchor and its host: "hostname" : "example.net".
constexpr bool is_between(char c) { return c == ' ' || c == '"' || c == ':' || c == '=' || c == '\t'; }
// What surely ends a host and whatever stands with it. Anything else makes of it an oddity, which is read with more care.
constexpr bool is_end(char c) { return (c >= 0 && c <= ' ') || c == '/' || c == '"' || c == '?' || c == '#'; }

inline constexpr std::ptrdiff_t kHost = 64;  // bytes that are read of a host and its port

// For each lower half of a byte the upper halves, a bit each, with which it may be in a host.
struct HostTable {
  alignas(16) std::uint8_t low[16] = {};
  constexpr HostTable() {
    for (unsigned c = 0; c < 128; ++c)
      if (may_be_in_host(static_cast<unsigned char>(c))) low[c & 15] = static_cast<std::uint8_t>(low[c & 15] | 1U << (c >> 4));
  }
};
inline constexpr HostTable kHostTable;

namespace {  // compiled anew for each set of instructions

// Writes the hits among 64 places. Where there are often some, the first two are written whether they are there or not: a processor
// guesses badly how many come next, and to guess wrongly costs more than to write.
template <bool often>
inline std::size_t write_hits(std::uint64_t places, const unsigned char* buckets, std::uint32_t at, Hit* hits, std::size_t number) {
  constexpr std::uint64_t kLast = 1ULL << 63;
  if (often) {
    const std::size_t after = number + static_cast<std::size_t>(__builtin_popcountll(places));
    for (int i = 0; i < 2; ++i, places &= places - 1) {
      const int place = __builtin_ctzll(places | kLast);
      hits[number + static_cast<std::size_t>(i)] = {at + static_cast<std::uint32_t>(place), buckets[place]};
    }
    if (__builtin_expect(places == 0, 1)) return after;
    number += 2;
  }
  for (; places != 0; places &= places - 1) {
    const int place = __builtin_ctzll(places);
    hits[number++] = {at + static_cast<std::uint32_t>(place), buckets[place]};
  }
  return number;
}

inline std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Of a host's letters, followed by zeros. After wyhash.
inline std::uint64_t number_of(const std::uint64_t* letters, std::uint64_t size, const std::uint64_t* keys) {
  std::uint64_t number = folded(letters[0] ^ keys[0], letters[1] ^ keys[1]) ^ folded(letters[2] ^ keys[2], letters[3] ^ keys[3] ^ size);
  if (size > 32) number ^= folded(letters[4] ^ keys[1], letters[5] ^ keys[4]) ^ folded(letters[6] ^ keys[5], letters[7] ^ keys[6]);
  return number | 1ULL << 32;
}

// Where the host begins that stands behind the hit's anchor, with kHost bytes to read; nullptr: it is no anchor, or too near the end.
inline const char* host_behind(const Hosts& hosts, const char* begin, const char* block, const char* end, const Hit& hit) {
  const Anchor& anchor = hosts.anchors[__builtin_ctz(hit.buckets)];
  const char* after = block + hit.at + anchor.behind;
  if (!anchor.is_alone || (hit.buckets & (hit.buckets - 1)) != 0 || after - begin < 8 || end - after < kHost) return nullptr;
  std::uint64_t eight;
  __builtin_memcpy(&eight, after - 8, 8);
  if (((eight | anchor.any_case) & anchor.compared) != anchor.letters) return nullptr;
  while (after < end && is_between(*after)) ++after;
  return end - after < kHost ? nullptr : after;
}

}  // namespace
}  // namespace regard::webfilter::scan
