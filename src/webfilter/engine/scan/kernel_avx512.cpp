#if defined(__x86_64__)
#include <immintrin.h>

#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {
namespace {

constexpr int kWide = 64, kStep = 2 * kWide;
constexpr int kAhead = 4096;  // bytes that memory is asked for before they are needed

struct Wide {
  __m512i first[kWindow], second[kWindow];  // halves of a table
};

// The buckets of 64 places, a byte each: one instruction looks 64 bytes up in a table of 128.
inline __m512i buckets_at(const Wide& wide, const char* at) {
  __m512i each[kWindow];
  for (int i = 0; i < kWindow; ++i) each[i] = _mm512_permutex2var_epi8(wide.first[i], _mm512_loadu_si512(at + i), wide.second[i]);
  static_assert(kWindow == 4);
  return _mm512_and_si512(_mm512_ternarylogic_epi64(each[0], each[1], each[2], 0x80), each[3]);  // all of them
}

inline std::uint64_t breaks_in(const char* at) {
  return static_cast<std::uint64_t>(__builtin_popcountll(_mm512_cmpeq_epi8_mask(_mm512_loadu_si512(at), _mm512_set1_epi8('\n'))));
}

template <bool often>
Walked walk(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  Wide wide;
  for (int i = 0; i < kWindow; ++i) {
    wide.first[i] = _mm512_load_si512(tables.letters[i]);
    wide.second[i] = _mm512_load_si512(tables.letters[i] + kWide);
  }
  Walked walked{0, 0};
  const char* at = from;
  for (; to - at >= kStep && readable - at >= kStep + kWindow - 1; at += kStep) {
    __builtin_prefetch(at + kAhead);
    __builtin_prefetch(at + kAhead + kWide);
    const __m512i one = buckets_at(wide, at), two = buckets_at(wide, at + kWide);
    walked.breaks += breaks_in(at) + breaks_in(at + kWide);
    const std::uint64_t in_one = _mm512_test_epi8_mask(one, one), in_two = _mm512_test_epi8_mask(two, two);
    if (!often && (in_one | in_two) == 0) continue;
    alignas(64) unsigned char each[kStep];
    _mm512_store_si512(each, one);
    _mm512_store_si512(each + kWide, two);
    walked.hits = write_hits<often>(in_one, each, static_cast<std::uint32_t>(at - from), hits, walked.hits);
    walked.hits = write_hits<often>(in_two, each + kWide, static_cast<std::uint32_t>(at - from + kWide), hits, walked.hits);
  }
  return walk_rest(tables, from, at, to, readable, hits, walked);
}

}  // namespace

Walked walk_avx512(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  return tables.often ? walk<true>(tables, from, to, readable, hits) : walk<false>(tables, from, to, readable, hits);
}

// As of the narrower one, with a bit for each of 64 bytes at once.
void numbers_avx512(const Hosts& hosts, const char* begin, const char* block, const char* end, const Hit* hits, std::size_t number, std::uint64_t* numbers) {
  const __m512i nibble = _mm512_set1_epi8(15);
  const __m512i low_halves = _mm512_broadcast_i32x4(_mm_load_si128(reinterpret_cast<const __m128i*>(kHostTable.low)));
  const __m512i high_halves = _mm512_broadcast_i32x4(_mm_setr_epi8(1, 2, 4, 8, 16, 32, 64, -128, 0, 0, 0, 0, 0, 0, 0, 0));
  for (std::size_t i = 0; i < number; ++i) {
    numbers[i] = 0;
    const char* at = host_behind(hosts, begin, block, end, hits[i]);
    if (!at) continue;
    const __m512i bytes = _mm512_loadu_si512(at);
    const __m512i low = _mm512_shuffle_epi8(low_halves, _mm512_and_si512(bytes, nibble));
    const __m512i high = _mm512_shuffle_epi8(high_halves, _mm512_and_si512(_mm512_srli_epi16(bytes, 4), nibble));
    const std::uint64_t none = _mm512_testn_epi8_mask(low, high);
    const std::uint64_t ends = none & ~_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(':'));
    if (ends == 0) continue;
    const int size = __builtin_ctzll(none), stop = __builtin_ctzll(ends);
    const std::uint64_t port = ((1ULL << stop) - 1) & ~((2ULL << size) - 1);
    const std::uint64_t no_digits = _mm512_cmpgt_epu8_mask(_mm512_sub_epi8(bytes, _mm512_set1_epi8('0')), _mm512_set1_epi8(9));
    if ((port & no_digits) != 0 || !is_end(at[stop])) continue;
    alignas(64) std::uint64_t letters[kHost / 8];
    _mm512_store_si512(letters, _mm512_maskz_mov_epi8((1ULL << size) - 1, _mm512_or_si512(bytes, _mm512_set1_epi8(0x20))));
    numbers[i] = number_of(letters, static_cast<std::uint64_t>(size), hosts.keys);
  }
}

}  // namespace regard::webfilter::scan
#endif
