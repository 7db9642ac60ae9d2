#include "platform/audit/looks.h"

#include <gtest/gtest.h>

#include <future>

namespace regard::audit {
namespace {

using namespace std::chrono_literals;

Looks::Mark mark_of(const Looks& looks, int subject, std::int64_t minute = 1) {
  Entry what{.type = "concern.viewed", .subject = {.kind = "concern"}, .details = {}};
  what.subject.id.bytes[0] = static_cast<std::uint8_t>(subject);
  what.subject.id.bytes[1] = static_cast<std::uint8_t>(subject >> 8);
  return looks.mark(Viewer{}, what, minute);
}

TEST(Looks, WhatIsDurableIsNobodysDutyForTheRestOfTheMinute) {
  Looks looks;
  looks.begin(mark_of(looks, 1), 1)->durable();
  EXPECT_FALSE(looks.begin(mark_of(looks, 1), 1));
  EXPECT_TRUE(looks.begin(mark_of(looks, 2), 1));
  EXPECT_TRUE(looks.begin(mark_of(looks, 1, 2), 2));
}

TEST(Looks, AtSomethingElseInTheSameRecordIsAnotherLook) {
  Looks looks;
  const Entry one{.type = "file.opened", .subject = {.kind = "case"}, .details = R"({"file":"one"})"};
  const Entry other{.type = "file.opened", .subject = {.kind = "case"}, .details = R"({"file":"other"})"};
  looks.begin(looks.mark(Viewer{}, one, 1), 1)->durable();
  EXPECT_FALSE(looks.begin(looks.mark(Viewer{}, one, 1), 1));
  EXPECT_TRUE(looks.begin(looks.mark(Viewer{}, other, 1), 1));
}

TEST(Looks, ADutyThatFailedPassesToWhoeverWaits) {
  Looks looks;
  auto first = looks.begin(mark_of(looks, 1), 1);
  ASSERT_TRUE(first);
  auto waiting = std::async(std::launch::async, [&] { return looks.begin(mark_of(looks, 1), 1).has_value(); });
  EXPECT_EQ(waiting.wait_for(20ms), std::future_status::timeout) << "answered before the look was durable";
  first.reset();
  EXPECT_TRUE(waiting.get());
}

TEST(Looks, WhoeverWaitsIsFreeWhenTheLookIsDurable) {
  Looks looks;
  auto first = looks.begin(mark_of(looks, 1), 1);
  auto waiting = std::async(std::launch::async, [&] { return looks.begin(mark_of(looks, 1), 1).has_value(); });
  EXPECT_EQ(waiting.wait_for(20ms), std::future_status::timeout);
  first->durable();
  first.reset();
  EXPECT_FALSE(waiting.get());
}

TEST(Looks, MemoryIsBoundedAndWhatDoesNotFitIsWrittenAgain) {
  Looks looks{4};
  for (int subject = 0; subject < 1000; ++subject)
    if (auto duty = looks.begin(mark_of(looks, subject), 1)) duty->durable();
  EXPECT_LE(looks.size(), 64u);
  int again = 0;
  for (int subject = 0; subject < 1000; ++subject)
    if (auto duty = looks.begin(mark_of(looks, subject), 1)) ++again;
  EXPECT_GE(again, 1000 - 64);
}

TEST(Looks, TheNextMinuteForgetsTheLast) {
  Looks looks;
  for (int subject = 0; subject < 1000; ++subject) looks.begin(mark_of(looks, subject), 1)->durable();
  EXPECT_EQ(looks.size(), 1000u);
  for (int subject = 0; subject < 1000; ++subject) looks.begin(mark_of(looks, subject, 2), 2)->durable();
  EXPECT_EQ(looks.size(), 1000u);
}

// The clock may be read just before the minute turns, and the look come after another thread's of the next minute.
TEST(Looks, ALookThatComesAMinuteLateIsStillSomebodysDuty) {
  Looks looks;
  looks.begin(mark_of(looks, 1, 2), 2)->durable();
  EXPECT_TRUE(looks.begin(mark_of(looks, 1, 1), 1));
}

}  // namespace
}  // namespace regard::audit
