#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {

// One place at a time: for machines without wide instructions, and what the others are compared with.
std::uint64_t walk_plain(const Tables& tables, const char* from, const char* to, const char* readable, Hit hit, void* context) {
  return walk_rest(tables, from, to, readable, from, hit, context);
}

std::uint64_t walk_rest(const Tables& tables, const char* from, const char* to, const char* readable, const char* of_interest, Hit hit, void* context) {
  std::uint64_t breaks = 0;
  for (const char* at = from; at < to; ++at) {
    breaks += *at == '\n';
    if (at < of_interest || at + kWindow > readable) continue;
    std::uint32_t buckets = 0xFF;
    for (int i = 0; i < kWindow && buckets != 0; ++i) {
      const auto byte = static_cast<unsigned char>(at[i]);
      buckets &= tables.low[i][byte & 15] & tables.high[i][byte >> 4];
    }
    if (buckets != 0) of_interest = hit(context, at, buckets);
  }
  return breaks;
}

}  // namespace regard::webfilter::scan
