// Rotated by logrotate itself, in the ways that packages of proxies configure.
#include <gmock/gmock.h>

#include <cstdlib>

#include "webfilter/engine/follow/testing.h"

namespace regard::webfilter {
namespace {

class ALogThatLogrotateRotates : public testing::FollowTest, public ::testing::WithParamInterface<const char*> {
 protected:
  void rotate() {
    std::ofstream{folder / "configuration"} << folder.string() << "/access.log {\n  rotate 9\n  dateformat -2026113" << ++day << "\n  " << GetParam() << "\n}\n";
    const auto command = "/usr/sbin/logrotate --force --state " + (folder / "state").string() + " " + (folder / "configuration").string();
    ASSERT_EQ(std::system(command.c_str()), 0);
  }
  int day = 0;
  std::string lines(int from, int to) const {
    std::string all;
    for (int i = from; i < to; ++i) all += "line " + std::to_string(i) + std::string(static_cast<std::size_t>(i % 7) * 100, 'x') + "\n";
    return all;
  }
};

TEST_P(ALogThatLogrotateRotates, HasEachLineCountedOnce) {
  std::string all;
  int number = 0;
  for (const int before : {3, 20, 0, 1, 40}) {
    for (const int unread : {before, 5}) {
      append(lines(number, number + unread));
      number += unread;
      if (unread == before) all += read_after_restart();
    }
    rotate();
    all += read();
  }
  all += read_after_restart();
  EXPECT_TRUE(all == lines(0, number));
}

INSTANTIATE_TEST_SUITE_P(Ways, ALogThatLogrotateRotates,
                         ::testing::Values("create", "nocreate\n  compress\n  delaycompress", "create\n  compress", "copytruncate", "copytruncate\n  compress",
                                           "copytruncate\n  compress\n  delaycompress", "create\n  compress\n  dateext",
                                           "create\n  compress\n  compresscmd /usr/bin/xz\n  compressext .xz"));

}  // namespace
}  // namespace regard::webfilter
