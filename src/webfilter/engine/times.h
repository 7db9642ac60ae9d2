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

// What local times mean. In the hour that comes twice the first is taken, in the one that there is not the hour after.
class Zone {
 public:
  explicit Zone(std::string_view name = "Europe/London");  // throws when there is no such zone
  Instant utc(std::chrono::milliseconds local) const;  // since 1970 by the clock on its walls
  // The day that holds the instant, from its first to before its last.
  struct Day {
    Date date;
    Instant from, to;
  };
  Day day(Instant at) const;

 private:
  const date::time_zone* zone_;
};

// Recognised by its shape:
//   1157689312.049 · 1587230269 · 1728941404123 · 1587230269052907555 (seconds to nanoseconds since 1970)
//   2026-11-30 14:05:06 · 2026/11/30 14:05:06 · 2026.11.30 14:05:06 · 26.11.30 14:05:06 · 2026:11:30-14:05:06 ·
//   2026-11-30T14:05:06.123Z · …+01:00
//   30/Nov/2026:14:05:06 +0000 · 30/11/2026 14:05:06
//   Mon Nov 30 14:05:06 2026 · Nov 30 2026 14:05:06 · Mon 30 Nov 2026 14:05:06
// An offset or zone's name may follow: +0100 · "+01:00" · UTC · GMT · Z. Without one the time is `zone`'s. Nothing: no time.
std::optional<Instant> time_in(std::string_view text, const Zone& zone);

}  // namespace regard::webfilter
