// Times as logs write them.
#pragma once

#include <chrono>
#include <optional>
#include <string_view>

#include "platform/base/clock.h"

namespace date {
class time_zone;
}

namespace regard::webfilter {

// What times mean that do not say all. In the hour that comes twice the first is taken, in the one that there is not the hour
// after. Without a year it is the last one in which the time lies not after the log is read (a day's grace for clocks).
class Zone {
 public:
  // Throws when there is no such zone.
  explicit Zone(std::string_view name = "Europe/London", Instant read_at = SystemClock{}.now());
  Zone like(std::string_view name) const { return Zone{name, read_at_}; }
  Instant utc(std::chrono::milliseconds local) const;  // since 1970 by the clock on its walls
  // The day that holds the instant, from its first to before its last.
  struct Day {
    Date date;
    Instant from, to;
  };
  Day day(Instant at) const;
  Instant read_at() const { return read_at_; }

 private:
  const date::time_zone* zone_;
  Instant read_at_;
};

// Recognised by its shape:
//   1157689312.049 · 1587230269 · 1728941404123 · 1587230269052907555 (seconds to nanoseconds since 1970)
//   2026-11-30 14:05:06 · 2026/11/30 14:05:06 · 2026.11.30 14:05:06 · 26.11.30 14:05:06 · 2026:11:30-14:05:06 ·
//   2026-11-30T14:05:06.123Z · …+01:00
//   30/Nov/2026:14:05:06 +0000 · 30/11/2026 14:05:06
//   Mon Nov 30 14:05:06 2026 · Nov 30 2026 14:05:06 · Nov 30 26 14:05:06 · Mon 30 Nov 2026 14:05:06 · Nov 30 14:05:06 (no year)
// An offset or zone's name may follow: +0100 · "+01:00" · UTC · GMT · BST · CET · CEST · Z. Without one the time is `zone`'s. Nothing: no time.
std::optional<Instant> time_in(std::string_view text, const Zone& zone);

}  // namespace regard::webfilter
