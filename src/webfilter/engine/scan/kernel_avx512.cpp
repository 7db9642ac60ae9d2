#if defined(__x86_64__)
#include <immintrin.h>

#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {
namespace {

constexpr int kWide = 64, kStep = kWide;
constexpr int kAhead = 4096;  // bytes that memory is asked for before they are needed

struct Wide {
  __m512i low[kWindow], high[kWindow];
};

// The buckets of 64 places, a byte each.
inline __m512i buckets_at(const Wide& wide, const char* at) {
  const __m512i nibble = _mm512_set1_epi8(15);
  __m512i buckets = _mm512_set1_epi8(-1);
  for (int i = 0; i < kWindow; ++i) {
    const __m512i bytes = _mm512_loadu_si512(at + i);
    const __m512i low = _mm512_shuffle_epi8(wide.low[i], _mm512_and_si512(bytes, nibble));
    const __m512i high = _mm512_shuffle_epi8(wide.high[i], _mm512_and_si512(_mm512_srli_epi16(bytes, 4), nibble));
    buckets = _mm512_ternarylogic_epi64(buckets, low, high, 0x80);  // all three
  }
  return buckets;
}

}  // namespace

Walked walk_avx512(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  Wide wide;
  for (int i = 0; i < kWindow; ++i) {
    wide.low[i] = _mm512_broadcast_i32x4(_mm_load_si128(reinterpret_cast<const __m128i*>(tables.low[i])));
    wide.high[i] = _mm512_broadcast_i32x4(_mm_load_si128(reinterpret_cast<const __m128i*>(tables.high[i])));
  }
  Walked walked{0, 0};
  const char* at = from;
  for (; to - at >= kStep && readable - at >= kStep + kWindow - 1; at += kStep) {
    __builtin_prefetch(at + kAhead);
    const __m512i buckets = buckets_at(wide, at);
    walked.breaks += static_cast<std::uint64_t>(__builtin_popcountll(_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(at), _mm512_set1_epi8('\n'))));
    std::uint64_t places = _mm512_test_epi8_mask(buckets, buckets);
    if (places == 0) continue;
    alignas(64) unsigned char each[kWide];
    _mm512_store_si512(each, buckets);
    for (; places != 0; places &= places - 1) {
      const int place = __builtin_ctzll(places);
      hits[walked.hits++] = {static_cast<std::uint32_t>(at - from + place), each[place]};
    }
  }
  return walk_rest(tables, from, at, to, readable, hits, walked);
}

}  // namespace regard::webfilter::scan
#endif
