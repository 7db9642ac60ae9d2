#include "webfilter/engine/syslog/networks.h"

#include <gtest/gtest.h>

#include <stdexcept>

namespace regard::webfilter {
namespace {

TEST(SendersOfSyslog, AreThoseOfTheNetworks) {
  const struct {
    std::vector<std::string> networks;
    std::string sender;
    bool may_send;
  } rows[] = {
      {{}, "192.0.2.7", true},
      {{"192.0.2.0/24"}, "192.0.2.7", true},
      {{"192.0.2.0/24"}, "192.0.3.7", false},
      {{"192.0.2.0/24"}, "::ffff:192.0.2.7", true},
      {{"192.0.2.7"}, "192.0.2.8", false},
      {{"10.0.0.0/8", "192.0.2.8"}, "192.0.2.8", true},
      {{"2001:db8::/32"}, "2001:db8:1::1", true},
      {{"2001:db8::1"}, "2001:db8::2", false},
      {{"2001:db8::/32"}, "192.0.2.7", false},
      {{"0.0.0.0/0"}, "203.0.113.1", true},
      {{"0.0.0.0/0"}, "2001:db8::1", false},
  };
  for (const auto& row : rows)
    EXPECT_EQ(Networks{row.networks}.may_send(boost::asio::ip::make_address(row.sender)), row.may_send) << row.sender;
}

TEST(SendersOfSyslog, AreRefusedInAnyOtherForm) {
  for (const char* text : {"", "squid.example", "192.0.2.0/33", "192.0.2.0/", "192.0.2.0/-1", "2001:db8::/129", "192.0.2.0/8x"})
    EXPECT_THROW(Networks{{text}}, std::invalid_argument) << text;
}

}  // namespace
}  // namespace regard::webfilter
