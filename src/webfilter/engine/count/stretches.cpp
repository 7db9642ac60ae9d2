#include "webfilter/engine/count/stretches.h"

#include <algorithm>

namespace regard::webfilter {

bool belong_together(const Stretch& one, const Stretch& other) {
  return one.first - other.last <= kOneAttempt && other.first - one.last <= kOneAttempt;
}

Stretch both(const Stretch& one, const Stretch& other) {
  Stretch made = one;
  made.first = std::min(one.first, other.first);
  made.last = std::max(one.last, other.last);
  made.requests += other.requests;
  made.stopped += other.stopped;
  made.gone_on += other.gone_on;
  made.identity = std::min(one.identity, other.identity);
  if (other.deliberate && (!one.deliberate || std::tie(*other.deliberate, other.line) < std::tie(*one.deliberate, one.line))) {
    made.deliberate = other.deliberate;
    made.line = other.line;
  }
  return made;
}

void join(std::vector<Stretch>& all, Stretch added) {
  const auto apart = std::stable_partition(all.begin(), all.end(), [&](const Stretch& there) { return !belong_together(there, added); });
  for (auto there = apart; there != all.end(); ++there) added = both(*there, added);
  all.erase(apart, all.end());
  all.insert(std::ranges::upper_bound(all, added.first, {}, &Stretch::first), std::move(added));
}

}  // namespace regard::webfilter
