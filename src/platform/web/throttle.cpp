#include "platform/web/throttle.h"

#include <algorithm>

namespace regard::web {
namespace {

// The first four groups of an IPv6 address. Shortened addresses keep what stands before "::", which is never more.
std::string source_of(std::string_view address) {
  std::size_t colons = 0;
  for (std::size_t i = 0; i < address.size(); ++i)
    if (address[i] == ':' && (++colons == 4 || address.substr(i, 2) == "::")) return std::string{address.substr(0, i)};
  return std::string{address};
}

}  // namespace

double Throttle::refilled(const Left& left, Instant now) const {
  const std::chrono::duration<double, std::ratio<60>> minutes = now - left.at;
  return std::min(rate_.at_once, left.tokens + std::max(0.0, minutes.count()) * rate_.a_minute);
}

bool Throttle::take(std::string_view address, Instant now) {
  const std::lock_guard lock{mutex_};
  if (sources_.size() >= at_most_) forget_the_full(now);
  Left& left = sources_.try_emplace(source_of(address), Left{rate_.at_once, now}).first->second;
  left = {refilled(left, now), now};
  if (left.tokens < 1) return false;
  left.tokens -= 1;
  return true;
}

// A source that has its whole measure again need not be remembered. When none has, all are forgotten: memory is bounded,
// and forgetting only ever allows more.
void Throttle::forget_the_full(Instant now) {
  std::erase_if(sources_, [&](const auto& source) { return refilled(source.second, now) >= rate_.at_once; });
  if (sources_.size() >= at_most_) sources_.clear();
}

}  // namespace regard::web
