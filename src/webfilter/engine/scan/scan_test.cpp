#include "webfilter/engine/scan/scan.h"

#include <gmock/gmock.h>

#include <random>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Found {
  std::vector<std::string> lines;
  std::uint64_t all = 0;
};

Found found(Scan& scan, std::string_view bytes) {
  Found made;
  made.all = scan.lines(bytes, [&](std::string_view line) { made.lines.emplace_back(line); });
  return made;
}

TEST(Scan, FindsTheLinesInWhichAWordStandsAndCountsTheOthers) {
  Scan scan{{.words = {"DENIED", "block"}}, {}};
  const auto some = found(scan, "one\ntwo DENIED two\nthree\nfour BLOCKED block\n\nlast denied");
  EXPECT_THAT(some.lines, ElementsAre("two DENIED two", "four BLOCKED block", "last denied"));
  EXPECT_EQ(some.all, 6u);
  EXPECT_THAT(found(scan, "").lines, IsEmpty());
  EXPECT_EQ(found(scan, "\n\n").all, 2u);
}

// Any words, any bytes, any length: what a simple search finds, on every kind of processor that this machine can be.
TEST(Scan, FindsWhatASimpleSearchFinds) {
  std::mt19937 random{11};
  const std::vector<std::string> words = {"abc", "bcab", "cab/", "zzzz", "a.b.c", "403", "ABCA", "\tab", "ccc", "bbb", "aab", "cca"};
  for (int round = 0; round < 2000; ++round) {
    Scan::Wanted wanted;
    for (const auto& word : words)
      if (random() % 3 == 0) wanted.words.push_back(word);
    if (wanted.words.empty()) continue;
    std::string bytes;
    const std::size_t size = random() % 400;
    constexpr std::string_view kSigns = "aAbBcCz./403\t\n";
    for (std::size_t i = 0; i < size; ++i) bytes += kSigns[random() % kSigns.size()];
    std::vector<std::string> expected;
    std::uint64_t lines = 0;
    for (std::string_view left = bytes; !left.empty(); ++lines) {
      const auto end = left.find('\n');
      const auto line = left.substr(0, end);
      left.remove_prefix(end == std::string_view::npos ? left.size() : end + 1);
      for (const auto& word : wanted.words)
        if (Pattern{"*" + word + "*"}.matches(line)) {
          expected.emplace_back(line);
          break;
        }
    }
    Scan scan{wanted, bytes.substr(0, 50)};
    const auto some = found(scan, bytes);
    ASSERT_EQ(some.lines, expected) << bytes;
    ASSERT_EQ(some.all, lines) << bytes;
  }
}

}  // namespace
}  // namespace regard::webfilter
