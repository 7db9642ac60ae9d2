#include "platform/log/log.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "platform/base/private_text.h"

namespace regard::log {
namespace {

static_assert(std::is_constructible_v<Value, int>);
static_assert(std::is_constructible_v<Value, Safe>);
static_assert(!std::is_constructible_v<Value, PrivateText>);
static_assert(!std::is_constructible_v<Value, std::string>, "text made at run time must be judged first");
static_assert(!std::is_constructible_v<Value, std::string_view>);
static_assert(!std::is_constructible_v<Safe, PrivateText>);
static_assert(!std::is_convertible_v<std::string, Safe>, "judging is an act, not a conversion");
static_assert(!std::is_constructible_v<Literal, std::string>);

struct Log : testing::Test {
  std::ostringstream lines;
  void SetUp() override { to_stream(lines, Level::info); }
  void TearDown() override { to_standard_error(Level::info); }
  boost::json::object only_line() { return boost::json::parse(lines.str()).as_object(); }
};

TEST_F(Log, ALineIsOneJsonObjectWithTimeLevelAndEvent) {
  write(Level::info, "http.request", {{"status", 200}, {"route", Safe{"/concerns/:reference"}}, {"slow", false}});
  const auto line = only_line();
  EXPECT_EQ(line.at("event").as_string(), "http.request");
  EXPECT_EQ(line.at("level").as_string(), "info");
  EXPECT_EQ(line.at("status").as_int64(), 200);
  EXPECT_EQ(line.at("route").as_string(), "/concerns/:reference");
  EXPECT_FALSE(line.at("slow").as_bool());
  const std::string at{line.at("at").as_string()};
  ASSERT_EQ(at.size(), 24u) << at;
  EXPECT_EQ(at[10], 'T');
  EXPECT_EQ(at.back(), 'Z');
}

TEST_F(Log, TextCannotBreakOutOfItsLine) {
  write(Level::warning, "odd", {{"text", Safe{"a\"b\\c\nd\x01"}}});
  EXPECT_EQ(lines.str().find('\n'), lines.str().size() - 1);
  EXPECT_EQ(only_line().at("text").as_string(), "a\"b\\c\nd\x01");
}

TEST_F(Log, BracesInTextAreNotTakenForAFormat) {
  write(Level::info, "odd", {{"text", Safe{"{} %v {0}"}}});
  EXPECT_EQ(only_line().at("text").as_string(), "{} %v {0}");
}

TEST_F(Log, ANumberThatJsonCannotSayIsNull) {
  write(Level::info, "odd", {{"ratio", 1.0 / 0.0}});
  EXPECT_TRUE(only_line().at("ratio").is_null());
}

TEST_F(Log, WhatIsBelowTheLeastLevelIsLeftOut) {
  to_stream(lines, Level::warning);
  write(Level::info, "quiet");
  EXPECT_EQ(lines.str(), "");
  EXPECT_FALSE(writes(Level::info));
  EXPECT_TRUE(writes(Level::error));
}

TEST_F(Log, LinesOfManyThreadsStayWhole) {
  {
    std::vector<std::jthread> threads;
    for (int thread = 0; thread < 4; ++thread)
      threads.emplace_back([] { for (int i = 0; i < 200; ++i) write(Level::info, "tick", {{"i", i}}); });
  }
  std::istringstream read{lines.str()};
  std::string line;
  int count = 0;
  for (; std::getline(read, line); ++count) EXPECT_NO_THROW(boost::json::parse(line)) << line;
  EXPECT_EQ(count, 800);
}

}  // namespace
}  // namespace regard::log
