#include "platform/web/throttle.h"

#include <algorithm>

namespace regard::web {

double Throttle::refilled(const Left& left, Instant now) const {
  const std::chrono::duration<double, std::ratio<60>> minutes = now - left.at;
  return std::min(rate_.at_once, left.tokens + std::max(0.0, minutes.count()) * rate_.a_minute);
}

bool Throttle::take(std::string_view address, Instant now) {
  const std::lock_guard lock{mutex_};
  if (sources_.size() >= at_most_) forget_the_full(now);
  Left& left = sources_.try_emplace(marks_.of(address), Left{rate_.at_once, now}).first->second;
  left = {refilled(left, now), now};
  if (left.tokens < 1) return false;
  left.tokens -= 1;
  return true;
}

void Throttle::give_back(std::string_view address, Instant now) {
  const std::lock_guard lock{mutex_};
  const auto found = sources_.find(marks_.of(address));
  if (found == sources_.end()) return;
  found->second = {std::min(rate_.at_once, refilled(found->second, now) + 1), now};
}

// A source that has its whole measure again need not be remembered. When none has, all are forgotten: memory is bounded,
// and forgetting only ever allows more.
void Throttle::forget_the_full(Instant now) {
  std::erase_if(sources_, [&](const auto& source) { return refilled(source.second, now) >= rate_.at_once; });
  if (sources_.size() >= at_most_) sources_.clear();
}

}  // namespace regard::web
