#include "platform/scanning/clamd.h"

#include <gtest/gtest.h>

#include "platform/scanning/clamd_for_tests.h"

namespace regard::scanning {
namespace {

class AskingClamd : public ::testing::Test {
 protected:
  const std::filesystem::path socket = std::filesystem::temp_directory_path() / ("clamd-" + std::to_string(::getpid()) + ".sock");
  ClamdForTests clamd{socket};
  const Clamd asked{socket.string(), std::chrono::seconds{10}};
  ~AskingClamd() override { std::filesystem::remove(socket); }

  static Pieces one(std::string content) {
    return [content = std::move(content), given = false]() mutable {
      return std::exchange(given, true) ? std::string_view{} : std::string_view{content};
    };
  }
};

TEST_F(AskingClamd, FindsNothingOrSaysWhatItFound) {
  EXPECT_EQ(asked.scan(one("a letter")), std::nullopt);
  EXPECT_EQ(asked.scan(one("")), std::nullopt);
  EXPECT_EQ(asked.scan(one("x" + std::string{ClamdForTests::kHarmful} + "y")), "Made.Up");
  EXPECT_TRUE(asked.answers());
}

TEST_F(AskingClamd, SendsALargeFileInPieces) {
  EXPECT_EQ(asked.scan(one(std::string(1'000'000, 'x') + std::string{ClamdForTests::kHarmful})), "Made.Up");
  EXPECT_LE(clamd.largest_piece(), 64u * 1024);
}

TEST_F(AskingClamd, IsUnavailableWhenItDoesNotSay) {
  clamd.be(ClamdForTests::Mood::says_nothing_useful);
  EXPECT_THROW(asked.scan(one("a letter")), Unavailable);
  clamd.be(ClamdForTests::Mood::closes);
  EXPECT_THROW(asked.scan(one("a letter")), Unavailable);
  EXPECT_FALSE(asked.answers());
}

TEST(ClamdThatIsNotThere, IsUnavailable) {
  EXPECT_THROW(Clamd{"/nowhere/clamd.ctl"}.scan([] { return std::string_view{}; }), Unavailable);
  EXPECT_THROW(Clamd{"127.0.0.1:1"}.scan([] { return std::string_view{}; }), Unavailable);
}

}  // namespace
}  // namespace regard::scanning
