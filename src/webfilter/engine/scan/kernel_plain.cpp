#include "webfilter/engine/scan/kernel.h"

namespace regard::webfilter::scan {

// One place at a time: for machines without wide instructions, and what the others are compared with.
Walked walk_plain(const Tables& tables, const char* from, const char* to, const char* readable, Hit* hits) {
  return walk_rest(tables, from, from, to, readable, hits, {0, 0});
}

Walked walk_rest(const Tables& tables, const char* from, const char* at, const char* to, const char* readable, Hit* hits, Walked walked) {
  for (; at < to; ++at) {
    walked.breaks += *at == '\n';
    std::uint32_t buckets = 0xFF;
    for (int i = 0; i < kWindow && buckets != 0; ++i) {
      const auto byte = static_cast<unsigned char>(at + i < readable ? at[i] : '\n');  // a short word may stand at the end
      buckets &= tables.letters[i][byte & 127];
    }
    if (buckets != 0) hits[walked.hits++] = {static_cast<std::uint32_t>(at - from), buckets};
  }
  return walked;
}

void numbers_plain(const Hosts& hosts, const char* begin, const char* block, const char* end, const Hit* hits, std::size_t number, std::uint64_t* numbers) {
  for (std::size_t i = 0; i < number; ++i) {
    numbers[i] = 0;
    const char* at = host_behind(hosts, begin, block, end, hits[i]);
    if (!at) continue;
    std::uint64_t letters[kHost / 8] = {};
    std::ptrdiff_t size = 0;
    for (; size < kHost && may_be_in_host(static_cast<unsigned char>(at[size])); ++size)
      letters[size / 8] |= static_cast<std::uint64_t>(static_cast<unsigned char>(at[size]) | 0x20U) << size % 8 * 8;
    std::ptrdiff_t stop = size;
    if (stop < kHost && at[stop] == ':')
      for (++stop; stop < kHost && at[stop] >= '0' && at[stop] <= '9';) ++stop;
    if (stop < kHost && is_end(at[stop])) numbers[i] = number_of(letters, static_cast<std::uint64_t>(size), hosts.keys);
  }
}

}  // namespace regard::webfilter::scan
