#if defined(__x86_64__)
#include <immintrin.h>

#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {
namespace {

constexpr int kWide = 32, kStep = 2 * kWide;
constexpr int kAhead = 4096;  // bytes that memory is asked for before they are needed

struct Wide {
  __m256i low[kWindow], high[kWindow];
};

// The buckets of 32 places, a byte each.
inline __m256i buckets_at(const Wide& wide, const char* at) {
  const __m256i nibble = _mm256_set1_epi8(15);
  __m256i buckets = _mm256_set1_epi8(-1);
  for (int i = 0; i < kWindow; ++i) {
    const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + i));
    const __m256i low = _mm256_shuffle_epi8(wide.low[i], _mm256_and_si256(bytes, nibble));
    const __m256i high = _mm256_shuffle_epi8(wide.high[i], _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble));
    buckets = _mm256_and_si256(buckets, _mm256_and_si256(low, high));
  }
  return buckets;
}

inline std::uint32_t places_in(__m256i buckets) {
  return ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(buckets, _mm256_setzero_si256())));
}

inline std::uint64_t breaks_in(const char* at) {
  const __m256i bytes = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at));
  return static_cast<std::uint64_t>(__builtin_popcount(static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'))))));
}

inline __m256i broadcast(const std::uint8_t* sixteen) { return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(sixteen))); }

// Bytes of which 8 is for digits, 0 for what is in no host.
inline __m256i in_host(__m256i bytes) {
  const __m256i nibble = _mm256_set1_epi8(15);
  const __m256i high = _mm256_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0);
  return _mm256_and_si256(_mm256_shuffle_epi8(broadcast(kHostTable.low), _mm256_and_si256(bytes, nibble)),
                          _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), nibble)));
}

inline std::uint64_t where(__m256i one, __m256i two, char is) {
  const auto wanted = _mm256_set1_epi8(is);
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(one, wanted))) |
         static_cast<std::uint64_t>(static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(two, wanted)))) << kWide;
}

inline __m256i first(__m256i bytes, __m256i places, std::size_t size) {
  return _mm256_and_si256(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(size)), places));
}

template <bool often>
Walked walk(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  Wide wide;
  for (int i = 0; i < kWindow; ++i) wide.low[i] = broadcast(tables.low[i]), wide.high[i] = broadcast(tables.high[i]);
  Walked walked{0, 0};
  const char* at = from;
  for (; to - at >= kStep && readable - at >= kStep + kWindow - 1; at += kStep) {
    __builtin_prefetch(at + kAhead);
    const __m256i one = buckets_at(wide, at), two = buckets_at(wide, at + kWide);
    walked.breaks += breaks_in(at) + breaks_in(at + kWide);
    std::uint64_t places = places_in(one) | static_cast<std::uint64_t>(places_in(two)) << kWide;
    if (!often && places == 0) continue;
    alignas(32) unsigned char each[kStep];
    _mm256_store_si256(reinterpret_cast<__m256i*>(each), one);
    _mm256_store_si256(reinterpret_cast<__m256i*>(each + kWide), two);
    walked.hits = write_hits<often>(places, each, static_cast<std::uint32_t>(at - from), hits, walked.hits);
  }
  return walk_rest(tables, from, at, to, readable, hits, walked);
}

}  // namespace

Walked walk_avx2(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  return tables.often ? walk<true>(tables, from, to, readable, hits) : walk<false>(tables, from, to, readable, hits);
}

void numbers_avx2(const Hosts& hosts, const char* begin, const char* block, const char* end, const Hit* hits, std::size_t number, std::uint64_t* numbers) {
  const __m256i places = _mm256_setr_epi8(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30, 31);
  for (std::size_t i = 0; i < number; ++i) {
    numbers[i] = 0;
    const char* at = host_behind(hosts, begin, block, end, hits[i]);
    if (!at) continue;
    const __m256i one = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)), two = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + kWide));
    const __m256i host_one = in_host(one), host_two = in_host(two);
    // Without asking whether there is a port, which would be guessed badly: where the host ends, where a port does that may follow.
    const std::uint64_t none = where(host_one, host_two, 0), digits = where(host_one, host_two, 8), colons = where(one, two, ':');
    if ((none & ~colons) == 0) continue;
    const int size = __builtin_ctzll(none), stop = __builtin_ctzll(none & ~colons);
    const std::uint64_t port = ((1ULL << stop) - 1) & ~((2ULL << size) - 1);
    if ((port & ~digits) != 0 || !is_end(at[stop])) continue;
    alignas(32) std::uint64_t letters[kHost / 8];
    _mm256_store_si256(reinterpret_cast<__m256i*>(letters), first(one, places, static_cast<std::size_t>(size)));
    if (size > kWide) _mm256_store_si256(reinterpret_cast<__m256i*>(letters + 4), first(two, places, static_cast<std::size_t>(size - kWide)));
    numbers[i] = number_of(letters, static_cast<std::uint64_t>(size), hosts.keys);
  }
}

}  // namespace regard::webfilter::scan
#endif
