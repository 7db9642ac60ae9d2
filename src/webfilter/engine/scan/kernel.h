// The inner loop of the scan, once for each set of instructions. Nothing of the standard library is used inside, so that no function
// compiled for a newer machine stands where an older one might call it.
#pragma once

#include <cstdint>

namespace regard::webfilter::scan {

inline constexpr int kBuckets = 8;
inline constexpr int kWindow = 3;  // letters that are looked for at each place

// For each letter of the window and each half of a byte: the buckets, a bit each, in which such a byte may stand there.
struct Tables {
  alignas(16) std::uint8_t low[kWindow][16];
  alignas(16) std::uint8_t high[kWindow][16];
};

// Called where a word of the buckets may have its window; gives the place up to which nothing more is of interest.
using Hit = const char* (*)(void* context, const char* at, std::uint32_t buckets);

// Looks at each place from `from` to before `to`; gives the number of line breaks. Reads kWindow - 1 bytes more at most, when
// `readable` says that they are there, and otherwise from a copy.
using Walker = std::uint64_t (*)(const Tables& tables, const char* from, const char* to, const char* readable, Hit hit, void* context);

std::uint64_t walk_plain(const Tables&, const char*, const char*, const char*, Hit, void*);
// The same for the few places that wide instructions leave over, of which those before `of_interest` are only counted.
std::uint64_t walk_rest(const Tables& tables, const char* from, const char* to, const char* readable, const char* of_interest, Hit hit, void* context);
#if defined(__x86_64__)
std::uint64_t walk_avx2(const Tables&, const char*, const char*, const char*, Hit, void*);
std::uint64_t walk_avx512(const Tables&, const char*, const char*, const char*, Hit, void*);
#endif

}  // namespace regard::webfilter::scan
