#include "webfilter/engine/syslog/networks.h"

#include <algorithm>
#include <charconv>
#include <stdexcept>

namespace regard::webfilter {
namespace {

namespace ip = boost::asio::ip;

ip::address_v6 as_v6(const ip::address& address) {
  return address.is_v6() ? address.to_v6() : ip::make_address_v6(ip::v4_mapped, address.to_v4());
}

ip::network_v6 network(const std::string& text) {
  const auto slash = text.find('/');
  boost::system::error_code error;
  const auto address = ip::make_address(text.substr(0, slash), error);
  const int width = address.is_v4() ? 32 : 128;
  int bits = width;
  if (!error && slash != std::string::npos) {
    const char* end = text.data() + text.size();
    const auto [stopped, wrong] = std::from_chars(text.data() + slash + 1, end, bits);
    if (wrong != std::errc{} || stopped != end || bits < 0 || bits > width) error = boost::asio::error::invalid_argument;
  }
  if (error) throw std::invalid_argument("not an address or network of senders: " + text);
  return ip::make_network_v6(as_v6(address), static_cast<unsigned short>(bits + 128 - width)).canonical();
}

}  // namespace

Networks::Networks(const std::vector<std::string>& networks) {
  for (const auto& text : networks) networks_.push_back(network(text));
}

bool Networks::may_send(const ip::address& sender) const {
  const auto address = as_v6(sender);
  return networks_.empty() || std::any_of(networks_.begin(), networks_.end(), [&](const ip::network_v6& allowed) {
           return ip::make_network_v6(address, allowed.prefix_length()).canonical() == allowed;
         });
}

}  // namespace regard::webfilter
