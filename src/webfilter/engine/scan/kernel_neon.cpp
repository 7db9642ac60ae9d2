#if defined(__aarch64__)
#include <arm_neon.h>

#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {
namespace {

constexpr int kWide = 16, kStep = 4 * kWide;

struct Wide {
  uint8x16_t low[kWindow], high[kWindow];
};

// The buckets of 16 places, a byte each.
inline uint8x16_t buckets_at(const Wide& wide, const char* at) {
  uint8x16_t buckets = vdupq_n_u8(0xFF);
  for (int i = 0; i < kWindow; ++i) {
    const uint8x16_t bytes = vld1q_u8(reinterpret_cast<const std::uint8_t*>(at + i));
    const uint8x16_t low = vqtbl1q_u8(wide.low[i], vandq_u8(bytes, vdupq_n_u8(15)));
    const uint8x16_t high = vqtbl1q_u8(wide.high[i], vshrq_n_u8(bytes, 4));
    buckets = vandq_u8(buckets, vandq_u8(low, high));
  }
  return buckets;
}

}  // namespace

Walked walk_neon(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  Wide wide;
  for (int i = 0; i < kWindow; ++i) wide.low[i] = vld1q_u8(tables.low[i]), wide.high[i] = vld1q_u8(tables.high[i]);
  Walked walked{0, 0};
  const char* at = from;
  for (; to - at >= kStep && readable - at >= kStep + kWindow - 1; at += kStep) {
    __builtin_prefetch(at + 4096);
    uint8x16_t buckets[kStep / kWide], breaks = vdupq_n_u8(0), any = vdupq_n_u8(0);
    for (int i = 0; i < kStep / kWide; ++i) {
      buckets[i] = buckets_at(wide, at + i * kWide);
      any = vorrq_u8(any, buckets[i]);
      breaks = vsubq_u8(breaks, vceqq_u8(vld1q_u8(reinterpret_cast<const std::uint8_t*>(at + i * kWide)), vdupq_n_u8('\n')));
    }
    walked.breaks += vaddlvq_u8(breaks);
    if (vmaxvq_u8(any) == 0) continue;
    std::uint8_t each[kStep];
    for (int i = 0; i < kStep / kWide; ++i) vst1q_u8(each + i * kWide, buckets[i]);
    for (int place = 0; place < kStep; ++place)
      if (each[place] != 0) hits[walked.hits++] = {static_cast<std::uint32_t>(at - from + place), each[place]};
  }
  return walk_rest(tables, from, at, to, readable, hits, walked);
}

}  // namespace regard::webfilter::scan
#endif
