#include "people/session/place.h"

#include <gmock/gmock.h>

namespace regard::people::session {
namespace {

TEST(Device, IsNamedAsItsOwnerKnowsIt) {
  const struct { std::string_view user_agent, words; } rows[] = {
      {"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox, Linux"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0", "Edge, Windows"},
      {"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36", "Chrome, Windows"},
      {"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1", "Safari, iPhone"},
      {"Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36", "Chrome, Android"},
      {"Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15", "Safari, Mac"},
      {"curl/8.0", ""},
      {"", ""}};
  for (const auto& row : rows) EXPECT_EQ(device_in_words(row.user_agent), row.words);
}

TEST(Network, IsKeptCoarsely) {
  EXPECT_EQ(network_of("203.0.113.77"), "203.0.113.*");
  EXPECT_EQ(network_of("2001:db8:7:1234::5"), "2001:db8:7::*");
  EXPECT_EQ(network_of("not an address"), "");
}

TEST(Source, IsAnAddressOrWhatOneSubscriberHasOfIpv6) {
  EXPECT_EQ(source_of("203.0.113.77"), "203.0.113.77");
  EXPECT_EQ(source_of("2001:db8:7:1::5"), source_of("2001:db8:7:1:ffff::1"));
  EXPECT_NE(source_of("2001:db8:7:1::5"), source_of("2001:db8:7:2::5"));
}

}  // namespace
}  // namespace regard::people::session
