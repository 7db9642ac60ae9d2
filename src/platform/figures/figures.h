// Numbers about people. To those who may open the records behind them they are exact; to everybody else small ones are
// held back, the others rounded, and one that could be worked out from the rest is held back too.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"

namespace regard::figures {

// How numbers are published: a provision says it.
struct Publishing {
  int fewer_than = 5;  // what is less is held back, none included, so that none and one look alike
  int round_to = 5;
};

// A total and what it is made of.
struct Row {
  std::int64_t total = 0;
  std::vector<std::int64_t> parts = {};
};

struct Shown {
  enum class How { exact, rounded, held_back };
  How how = How::exact;
  std::int64_t value = 0;  // 0 when held back
  friend bool operator==(const Shown&, const Shown&) = default;
};

struct ShownRow {
  Shown total;
  std::vector<Shown> parts;
};

ShownRow exact(const Row& row);
ShownRow published(const Row& row, const Publishing& publishing);

// Both days included.
struct Period {
  Date from, to;
  friend bool operator==(const Period&, const Period&) = default;
};

// A year that begins on a day like "08-01": the one that holds `day`, and the one before another.
Period year_of(Date day, std::string_view begins);
Period year_before(const Period& year);

}  // namespace regard::figures
