#include "platform/http/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <stdexcept>

#include "platform/base/text.h"

namespace regard::http {
namespace {

constexpr std::array<std::uint8_t, 12> kIpv4Prefix{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF};

// Some proxies write the port as well: "192.0.2.7:4711", "[2001:db8::1]:4711".
std::optional<Address> forwarded_address(std::string_view entry) {
  entry = trimmed(entry);
  if (entry.starts_with('[')) {
    const std::size_t end = entry.find(']');
    return end == std::string_view::npos ? std::nullopt : address_from(entry.substr(1, end - 1));
  }
  if (std::count(entry.begin(), entry.end(), ':') == 1) entry = entry.substr(0, entry.find(':'));
  return address_from(entry);
}

bool same_network(const Address& a, const Address& b, int bits) {
  const int whole = bits / 8, rest = bits % 8;
  if (!std::equal(a.bytes.begin(), a.bytes.begin() + whole, b.bytes.begin())) return false;
  return rest == 0 || (a.bytes[whole] ^ b.bytes[whole]) >> (8 - rest) == 0;
}

}  // namespace

std::optional<Address> address_from(std::string_view text) {
  const std::string terminated{text};
  Address address;
  if (inet_pton(AF_INET6, terminated.c_str(), address.bytes.data()) == 1) return address;
  std::copy(kIpv4Prefix.begin(), kIpv4Prefix.end(), address.bytes.begin());
  if (inet_pton(AF_INET, terminated.c_str(), address.bytes.data() + kIpv4Prefix.size()) == 1) return address;
  return {};
}

bool is_ipv4(const Address& address) {
  return std::equal(kIpv4Prefix.begin(), kIpv4Prefix.end(), address.bytes.begin());
}

std::string to_text(const Address& address) {
  char text[INET6_ADDRSTRLEN] = {};
  if (is_ipv4(address))
    inet_ntop(AF_INET, address.bytes.data() + kIpv4Prefix.size(), text, sizeof text);
  else
    inet_ntop(AF_INET6, address.bytes.data(), text, sizeof text);
  return text;
}

TrustedProxies::TrustedProxies(const std::vector<std::string>& networks) {
  for (const std::string& text : networks) {
    const std::size_t slash = text.find('/');
    const auto address = address_from(trimmed(std::string_view{text}.substr(0, slash)));
    if (!address) throw std::invalid_argument("not an address or network of a trusted proxy: " + text);
    const int width = is_ipv4(*address) && text.find(':') == std::string::npos ? 32 : 128;
    int bits = width;
    if (slash != std::string::npos) {
      const char* end = text.data() + text.size();
      const auto [stopped, error] = std::from_chars(text.data() + slash + 1, end, bits);
      if (error != std::errc{} || stopped != end || bits < 0 || bits > width)
        throw std::invalid_argument("not a network of trusted proxies: " + text);
    }
    networks_.push_back({*address, bits + 128 - width});
  }
}

bool TrustedProxies::contains(const Address& address) const {
  return std::any_of(networks_.begin(), networks_.end(), [&](const Network& network) {
    return same_network(address, network.address, network.bits);
  });
}

Address client_behind(const Address& peer, const std::vector<std::string_view>& forwarded_for,
                      const TrustedProxies& trusted) {
  Address client = peer;
  for (auto header = forwarded_for.rbegin(); header != forwarded_for.rend(); ++header) {
    for (std::string_view rest = *header; !rest.empty();) {
      if (!trusted.contains(client)) return client;
      const std::size_t comma = rest.rfind(',');
      const auto entry = forwarded_address(comma == std::string_view::npos ? rest : rest.substr(comma + 1));
      if (!entry) return client;
      client = *entry;
      rest = comma == std::string_view::npos ? std::string_view{} : rest.substr(0, comma);
    }
  }
  return client;
}

}  // namespace regard::http
