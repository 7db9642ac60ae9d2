#include "platform/crypto/puzzle.h"

#include <gtest/gtest.h>

namespace regard::crypto {
namespace {

TEST(Puzzle, IsSolvedByWhatWasFoundForIt) {
  const std::string solution = solve("some text", 10);
  EXPECT_TRUE(is_solved("some text", solution, 10));
  EXPECT_TRUE(is_solved("some text", solution, 1));
  EXPECT_FALSE(is_solved("some text", solution, 40));
  EXPECT_FALSE(is_solved("another text", solution, 40));
}

// As a browser's script finds it: SHA-256 of "abc.0" begins so.
TEST(Puzzle, CountsTheLeadingZeroBitsOfTheHash) {
  EXPECT_TRUE(is_solved("abc", "0", 0));
  EXPECT_FALSE(is_solved("abc", "0", 256));
}

}  // namespace
}  // namespace regard::crypto
