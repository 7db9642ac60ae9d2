#include "webfilter/weblog/progress.h"

#include <gtest/gtest.h>

#include <sstream>

namespace regard::webfilter {
namespace {

using namespace std::chrono_literals;

TEST(Progress, SaysHowFarHowFastAndHowLong) {
  EXPECT_EQ(progress_line(0, 4'800'000'000, 0ms), "0 B of 4.8 GB");
  EXPECT_EQ(progress_line(1'200'000'000, 4'800'000'000, 1200ms), "1.2 GB of 4.8 GB, 1.0 GB/s, 4 s left");
  EXPECT_EQ(progress_line(12'000'000, 4'800'000'000, 1000ms), "12 MB of 4.8 GB, 12 MB/s, 6 min 39 s left");
  EXPECT_EQ(progress_line(950'000'000, 0, 1000ms), "950 MB, 950 MB/s") << "of a pipe nobody knows the end";
  EXPECT_EQ(progress_line(100, 100, 1000ms), "100 B of 100 B, 100 B/s");
}

TEST(Progress, IsSilentWhenNobodyLooks) {
  std::ostringstream told;
  Progress progress;
  { const ProgressBar bar{progress, {"-"}, false, told}; }
  EXPECT_EQ(told.str(), "");
}

}  // namespace
}  // namespace regard::webfilter
