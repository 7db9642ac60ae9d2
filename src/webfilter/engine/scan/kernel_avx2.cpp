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

inline const char* tell(__m256i buckets, const char* at, const char* of_interest, Hit hit, void* context) {
  alignas(32) unsigned char each[kWide];
  _mm256_store_si256(reinterpret_cast<__m256i*>(each), buckets);
  auto places = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(buckets, _mm256_setzero_si256())));
  for (; places != 0; places &= places - 1) {
    const int place = __builtin_ctz(places);
    if (at + place >= of_interest) of_interest = hit(context, at + place, each[place]);
  }
  return of_interest;
}

inline std::uint64_t breaks_in(__m256i bytes) {
  return static_cast<std::uint64_t>(__builtin_popcount(static_cast<unsigned>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'))))));
}

}  // namespace

std::uint64_t walk_avx2(const Tables& tables, const char* from, const char* to, const char* readable, Hit hit, void* context) {
  Wide wide;
  for (int i = 0; i < kWindow; ++i) {
    wide.low[i] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(tables.low[i])));
    wide.high[i] = _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(tables.high[i])));
  }
  std::uint64_t breaks = 0;
  const char* of_interest = from;
  const char* at = from;
  for (; to - at >= kStep && readable - at >= kStep + kWindow - 1; at += kStep) {
    __builtin_prefetch(at + kAhead);
    const __m256i one = buckets_at(wide, at), two = buckets_at(wide, at + kWide);
    breaks += breaks_in(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at)));
    breaks += breaks_in(_mm256_loadu_si256(reinterpret_cast<const __m256i*>(at + kWide)));
    const __m256i any = _mm256_or_si256(one, two);
    if (__builtin_expect(_mm256_testz_si256(any, any), 1)) continue;
    if (of_interest >= at + kStep) continue;
    of_interest = tell(one, at, of_interest, hit, context);
    of_interest = tell(two, at + kWide, of_interest, hit, context);
  }
  return breaks + walk_rest(tables, at, to, readable, of_interest, hit, context);
}

}  // namespace regard::webfilter::scan
#endif
