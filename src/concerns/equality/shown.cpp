#include "concerns/equality/shown.h"

#include <algorithm>
#include <numeric>

namespace regard::concerns::equality {

std::vector<std::optional<std::int64_t>> shown(const std::vector<std::int64_t>& counts) {
  if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) < kSmallest) return std::vector<std::optional<std::int64_t>>(counts.size());
  std::vector<std::optional<std::int64_t>> made(counts.begin(), counts.end());
  const auto is_small = [](std::int64_t count) { return count > 0 && count < kSmallest; };
  for (auto& count : made)
    if (is_small(*count)) count.reset();
  if (std::ranges::count_if(made, [](const auto& count) { return !count; }) == 1) {  // the smallest of the others goes too
    auto smallest = made.end();
    for (auto count = made.begin(); count != made.end(); ++count)
      if (*count && **count > 0 && (smallest == made.end() || **count < **smallest)) smallest = count;
    if (smallest != made.end()) smallest->reset();
  }
  for (auto& count : made)
    if (count) *count = (*count + kRounded / 2) / kRounded * kRounded;
  return made;
}

}  // namespace regard::concerns::equality
