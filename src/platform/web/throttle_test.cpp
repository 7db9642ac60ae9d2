#include "platform/web/throttle.h"

#include <gtest/gtest.h>

namespace regard::web {
namespace {

constexpr Throttle::Rate kRate{.at_once = 3, .a_minute = 2};
const Instant kNoon{std::chrono::hours{500'000}};

TEST(Throttle, LetsABurstThroughAndThenASlowStream) {
  Throttle throttle{kRate};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(throttle.take("192.0.2.1", kNoon));
  EXPECT_FALSE(throttle.take("192.0.2.1", kNoon));
  EXPECT_FALSE(throttle.take("192.0.2.1", kNoon + std::chrono::seconds{29}));
  EXPECT_TRUE(throttle.take("192.0.2.1", kNoon + std::chrono::seconds{60}));
}

TEST(Throttle, OneSourceCannotUseUpAnothersMeasure) {
  Throttle throttle{kRate};
  for (int i = 0; i < 100; ++i) throttle.take("192.0.2.1", kNoon);
  EXPECT_TRUE(throttle.take("192.0.2.2", kNoon));
}

TEST(Throttle, TakesAnIPv6SubscriberAsOneSource) {
  Throttle throttle{kRate};
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(throttle.take("2001:db8:1:2:3::" + std::to_string(i), kNoon));
  EXPECT_FALSE(throttle.take("2001:db8:1:2:ffff::1", kNoon));
  EXPECT_TRUE(throttle.take("2001:db8:1:3::1", kNoon));
}

TEST(Throttle, RemembersOnlySoManySources) {
  Throttle throttle{kRate, 10};
  for (int i = 0; i < 1000; ++i) EXPECT_TRUE(throttle.take("192.0.2." + std::to_string(i), kNoon));
}

}  // namespace
}  // namespace regard::web
