// How often one source may send what anybody may send. Each source has its own measure: nobody can use it up for others.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

#include "platform/base/clock.h"
#include "platform/web/source.h"

namespace regard::web {

class Throttle {
 public:
  struct Rate {
    double at_once = 20;      // in a burst
    double a_minute = 10;     // afterwards
  };
  explicit Throttle(Rate rate, std::size_t sources_at_most = 100'000) : rate_{rate}, at_most_{sources_at_most} {}

  bool take(std::string_view address, Instant now);  // false: too many from this source
  void give_back(std::string_view address, Instant now);  // what was taken was no attempt that counts

 private:
  struct Left {
    double tokens;
    Instant at;
  };
  void forget_the_full(Instant now);
  double refilled(const Left& left, Instant now) const;

  Rate rate_;
  std::size_t at_most_;
  const SourceMarks marks_;  // no address is kept
  std::mutex mutex_;
  std::unordered_map<std::string, Left> sources_;  // by mark
};

}  // namespace regard::web
