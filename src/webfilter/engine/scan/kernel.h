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

// For each letter of the window and each half of a byte: the buckets, a bit each, in which such a byte may stand there.
struct Tables {
  alignas(16) std::uint8_t low[kWindow][16];
  alignas(16) std::uint8_t high[kWindow][16];
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

// A host in a line: its size, kHost when it does not end within that, and a number that is the same for the same letters in whatever
// case. Keys: seven numbers that nobody can guess, so that nobody can choose a host with another's number.
inline constexpr std::size_t kHost = 64;
struct Host {
  std::size_t size;
  std::uint64_t number;
};
using HostReader = Host (*)(const char* at, const std::uint64_t* keys);  // kHost bytes are readable

Host host_plain(const char*, const std::uint64_t*);
#if defined(__x86_64__)
Walked walk_avx2(const Tables&, const char*, const char*, const char*, Hit*);
Walked walk_avx512(const Tables&, const char*, const char*, const char*, Hit*);
Host host_avx2(const char*, const std::uint64_t*);
#endif
#if defined(__aarch64__)
Walked walk_neon(const Tables&, const char*, const char*, const char*, Hit*);
#endif

constexpr bool may_be_in_host(unsigned char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

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

inline std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
  const auto product = static_cast<unsigned __int128>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

// Of a host's letters, followed by zeros. After wyhash.
inline std::uint64_t number_of(const std::uint64_t* letters, std::size_t size, const std::uint64_t* keys) {
  std::uint64_t number = folded(letters[0] ^ keys[0], letters[1] ^ keys[1]) ^ folded(letters[2] ^ keys[2], letters[3] ^ keys[3] ^ size);
  if (size > 32) number ^= folded(letters[4] ^ keys[1], letters[5] ^ keys[4]) ^ folded(letters[6] ^ keys[5], letters[7] ^ keys[6]);
  return number;
}

}  // namespace
}  // namespace regard::webfilter::scan
