#include "webfilter/engine/centres.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <cstring>

namespace regard::webfilter {
namespace {

constexpr int kBits = 128, kBitsBefore4 = 96;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\"";
  const auto first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

}  // namespace

bool Centres::parse(std::string_view text, Address& address) {
  char terminated[INET6_ADDRSTRLEN + 1];
  if (const auto zone = text.find('%'); zone != std::string_view::npos) text = text.substr(0, zone);
  if (text.empty() || text.size() >= sizeof terminated) return false;
  std::memcpy(terminated, text.data(), text.size());
  terminated[text.size()] = '\0';
  if (text.find(':') != std::string_view::npos) return inet_pton(AF_INET6, terminated, address.data()) == 1;
  address.fill(0);
  address[10] = address[11] = 0xFF;
  return inet_pton(AF_INET, terminated, address.data() + 12) == 1;
}

Centres::Address Centres::cut(Address address, int bits) {
  for (int i = 0; i < 16; ++i) {
    const int kept = std::clamp(bits - i * 8, 0, 8);
    address[static_cast<std::size_t>(i)] &= static_cast<std::uint8_t>(0xFF00 >> kept);
  }
  return address;
}

// False: it is no network.
bool Centres::add_network(std::string_view network, const std::string& centre) {
  Address address;
  const auto slash = network.find('/');
  if (!parse(network.substr(0, slash), address)) return false;
  int bits = kBits;
  if (slash != std::string_view::npos) {
    const auto written = network.substr(slash + 1);
    const auto [end, error] = std::from_chars(written.data(), written.data() + written.size(), bits);
    if (network.find(':') == std::string_view::npos) bits += kBitsBefore4;
    if (error != std::errc{} || end != written.data() + written.size() || bits < 0 || bits > kBits) return false;
  }
  networks_[bits][cut(address, bits)] = centre;
  return true;
}

Centres::Centres(std::string_view list) {
  for (std::size_t number = 1; !list.empty(); ++number) {
    const auto end = list.find('\n');
    const auto line = trimmed(list.substr(0, end));
    list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
    if (line.empty() || line.starts_with('#')) continue;
    const auto comma = line.find(',');
    const auto where = trimmed(line.substr(0, comma));
    const auto centre = comma == std::string_view::npos ? std::string_view{} : trimmed(line.substr(comma + 1));
    const auto wrong = [&](std::string_view what) { return CentresMistake("line " + std::to_string(number) + " of the centres " + std::string{what}); };
    if (where.empty() || centre.empty()) throw wrong("is not: a network or a name, a comma, the centre");
    if (add_network(where, std::string{centre})) continue;
    if (where.find('/') != std::string_view::npos && where.find_first_not_of("0123456789abcdefABCDEF.:/") == std::string_view::npos)
      throw wrong("has a network that is none: " + std::string{where});
    names_.emplace_back(Pattern{where}, std::string{centre});
  }
}

std::string_view Centres::of_address(std::string_view text) const {
  Address address;
  if (networks_.empty() || !parse(text, address)) return {};
  for (const auto& [bits, networks] : networks_)
    if (const auto found = networks.find(cut(address, bits)); found != networks.end()) return found->second;
  return {};
}

std::string_view Centres::of(const Event& event) const {
  if (!event.place.empty())
    for (const auto& [name, centre] : names_)
      if (name.matches(event.place)) return centre;
  return of_address(event.client);
}

}  // namespace regard::webfilter
