// How far the reading of logs is, for whoever waits at a terminal. Private to this folder.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <iosfwd>
#include <string>
#include <thread>
#include <vector>

#include "webfilter/engine/count/counting.h"

namespace regard::webfilter {

// "1.2 of 4.8 GB, 940 MB/s, 4 s left"; without `total` (0: packed, or a pipe) what was read so far.
std::string progress_line(std::uint64_t done, std::uint64_t total, std::chrono::milliseconds taken);

// One line on `told`, written again while this lives, and gone when it ends.
class ProgressBar {
 public:
  ProgressBar(const Progress& progress, const std::vector<std::filesystem::path>& files, bool is_shown, std::ostream& told);
  ~ProgressBar();
  ProgressBar(const ProgressBar&) = delete;
  ProgressBar& operator=(const ProgressBar&) = delete;

 private:
  void draw(std::stop_token stop) const;
  const Progress& progress_;
  std::uint64_t total_ = 0;
  std::ostream& told_;
  std::jthread drawing_;
};

// While this lives, Ctrl-C asks for an end instead of making one; the second time it makes one.
class StopsAtInterrupt {
 public:
  explicit StopsAtInterrupt(Progress& progress);
  ~StopsAtInterrupt();
  StopsAtInterrupt(const StopsAtInterrupt&) = delete;
  StopsAtInterrupt& operator=(const StopsAtInterrupt&) = delete;
};

}  // namespace regard::webfilter
