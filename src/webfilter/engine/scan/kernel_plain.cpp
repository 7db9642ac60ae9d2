#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {

// One place at a time: for machines without wide instructions, and what the others are compared with.
Walked walk_plain(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  return walk_rest(tables, from, from, to, readable, hits, {0, 0});
}

Walked walk_rest(const Tables& tables, const char* from, const char* at, const char* to, const char* readable, Hit* hits, Walked walked) {
  for (; at < to; ++at) {
    walked.breaks += *at == '\n';
    if (at + kWindow > readable) continue;
    std::uint32_t buckets = 0xFF;
    for (int i = 0; i < kWindow && buckets != 0; ++i) {
      const auto byte = static_cast<unsigned char>(at[i]);
      buckets &= tables.low[i][byte & 15] & tables.high[i][byte >> 4];
    }
    if (buckets != 0) hits[walked.hits++] = {static_cast<std::uint32_t>(at - from), buckets};
  }
  return walked;
}

Host host_plain(const char* at, const std::uint64_t* keys) {
  alignas(8) std::uint64_t letters[kHost / 8] = {};
  std::size_t size = 0;
  for (; size < kHost && may_be_in_host(static_cast<unsigned char>(at[size])); ++size)
    letters[size / 8] |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[size]) | 0x20U) << size % 8 * 8;
  return {size, number_of(letters, size, keys)};
}

}  // namespace regard::webfilter::scan
