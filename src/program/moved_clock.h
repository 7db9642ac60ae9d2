// The machine's clock, moved by what a file says: for stories that take a year. Only a demonstration is given one.
#pragma once

#include <filesystem>
#include <utility>

#include "platform/base/clock.h"

namespace regard::program {

// The file holds a number of seconds, read each time; without it, or without a number in it, time is what it is.
class MovedClock final : public Clock {
 public:
  explicit MovedClock(std::filesystem::path file) : file_{std::move(file)} {}
  Instant now() const override;

 private:
  std::filesystem::path file_;
  SystemClock machine_;
};

}  // namespace regard::program
