// Internet addresses, and which browser stands behind a chain of proxies.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace regard::http {

// IPv6; an IPv4 address is ::ffff:a.b.c.d, so that both families compare alike.
struct Address {
  std::array<std::uint8_t, 16> bytes{};
  friend auto operator<=>(const Address&, const Address&) = default;
};

std::optional<Address> address_from(std::string_view text);  // "192.0.2.7", "2001:db8::1"
std::string to_text(const Address& address);                 // IPv4 in its own form
bool is_ipv4(const Address& address);

class TrustedProxies {
 public:
  explicit TrustedProxies(
      const std::vector<std::string>& networks);  // "10.0.0.0/8", "::1"; throws on another form
  bool contains(const Address& address) const;
  bool empty() const { return networks_.empty(); }

 private:
  struct Network {
    Address address;
    int bits;
  };
  std::vector<Network> networks_;
};

// The right-most address of X-Forwarded-For that no trusted proxy bears; the header may come several times,
// in order. What stands left of it, and everything when the peer itself is not trusted, is anyone's
// invention.
Address client_behind(const Address& peer, const std::vector<std::string_view>& forwarded_for,
                      const TrustedProxies& trusted);

}  // namespace regard::http
