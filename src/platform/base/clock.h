// Time is an argument: only handlers and jobs hold a Clock.
#pragma once

#include <chrono>

namespace regard {

using Instant = std::chrono::sys_time<std::chrono::milliseconds>;  // UTC, as stored
using Date = std::chrono::year_month_day;                          // a day in Europe/London

class Clock {
 public:
  virtual ~Clock() = default;
  virtual Instant now() const = 0;
};

class SystemClock final : public Clock {
 public:
  Instant now() const override;
};

// Stands still until told: for tests.
class SetClock final : public Clock {
 public:
  explicit SetClock(Instant start) : now_{start} {}
  Instant now() const override { return now_; }
  void advance(std::chrono::milliseconds by) { now_ += by; }

 private:
  Instant now_;
};

}  // namespace regard
