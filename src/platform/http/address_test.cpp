#include "platform/http/address.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace regard::http {
namespace {

std::string client(const char* peer, std::vector<std::string_view> forwarded,
                   std::vector<std::string> trusted) {
  return to_text(client_behind(*address_from(peer), forwarded, TrustedProxies{trusted}));
}

TEST(TheClientsAddress, IsThePeersUnlessTheProxyIsTrusted) {
  EXPECT_EQ(client("203.0.113.9", {"198.51.100.1"}, {}), "203.0.113.9");
  EXPECT_EQ(client("203.0.113.9", {"198.51.100.1"}, {"10.0.0.0/8"}), "203.0.113.9");
  EXPECT_EQ(client("10.0.0.1", {"198.51.100.1"}, {"10.0.0.0/8"}), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {}, {"10.0.0.0/8"}), "10.0.0.1");
}

TEST(TheClientsAddress, IsTheRightMostOneThatNoTrustedProxyBears) {
  const std::vector<std::string> trusted{"10.0.0.0/8", "::1"};
  EXPECT_EQ(client("10.0.0.1", {"1.2.3.4, 198.51.100.1, 10.0.0.7"}, trusted), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"1.2.3.4", "198.51.100.1,10.0.0.7"}, trusted), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"10.0.0.3, 10.0.0.2"}, trusted), "10.0.0.3");
  EXPECT_EQ(client("::1", {"2001:DB8::7"}, trusted), "2001:db8::7");
}

TEST(TheClientsAddress, GoesNoFurtherThanWhatIsAnAddress) {
  const std::vector<std::string> trusted{"10.0.0.1"};
  EXPECT_EQ(client("10.0.0.1", {"1.2.3.4, unknown"}, trusted), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", {"1.2.3.4, "}, trusted), "10.0.0.1");
  EXPECT_EQ(client("10.0.0.1", {"<script>"}, trusted), "10.0.0.1");
}

TEST(TheClientsAddress, MayComeWithAPort) {
  const std::vector<std::string> trusted{"10.0.0.1"};
  EXPECT_EQ(client("10.0.0.1", {"198.51.100.1:4711"}, trusted), "198.51.100.1");
  EXPECT_EQ(client("10.0.0.1", {"[2001:db8::7]:4711"}, trusted), "2001:db8::7");
}

TEST(ATrustedNetwork, IsMeantToTheBit) {
  const TrustedProxies trusted{{"192.0.2.128/25", "2001:db8::/33", "127.0.0.1"}};
  const struct {
    const char* address;
    bool inside;
  } rows[] = {{"192.0.2.128", true},        {"192.0.2.255", true},      {"192.0.2.127", false},
              {"::ffff:192.0.2.200", true}, {"127.0.0.1", true},        {"127.0.0.2", false},
              {"2001:db8:7fff::1", true},   {"2001:db8:8000::1", false}};
  for (const auto& row : rows)
    EXPECT_EQ(trusted.contains(*address_from(row.address)), row.inside) << row.address;
}

TEST(ATrustedNetwork, OfAnotherFormIsRefusedAtStart) {
  for (const char* text :
       {"proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129", "", "10.0.0.0/-1"})
    EXPECT_THROW(TrustedProxies{{text}}, std::invalid_argument) << text;
}

}  // namespace
}  // namespace regard::http
