#include "people/session/place.h"

#include <arpa/inet.h>
#include <fmt/format.h>

#include <array>
#include <optional>

namespace regard::people::session {
namespace {

struct Product {
  std::string_view mark, name;
};

// In order: Edge and Opera also say Chrome, Chrome also says Safari, Android also says Linux.
constexpr Product kBrowsers[] = {{"Edg/", "Edge"},     {"EdgA/", "Edge"},      {"EdgiOS/", "Edge"},   {"OPR/", "Opera"},
                                 {"Firefox/", "Firefox"}, {"FxiOS/", "Firefox"}, {"CriOS/", "Chrome"}, {"Chrome/", "Chrome"},
                                 {"Safari/", "Safari"}};
constexpr Product kSystems[] = {{"iPhone", "iPhone"},   {"iPad", "iPad"},   {"Android", "Android"}, {"Windows", "Windows"},
                                {"CrOS", "ChromeOS"},   {"Mac OS X", "Mac"}, {"Linux", "Linux"}};

template <std::size_t N>
std::string_view find(const Product (&products)[N], std::string_view text) {
  for (const auto& [mark, name] : products)
    if (text.find(mark) != std::string_view::npos) return name;
  return {};
}

struct Address {
  int family;
  std::array<unsigned char, 16> bytes{};
};

std::optional<Address> parse(std::string_view text) {
  const std::string address{text};
  Address parsed{AF_INET};
  if (inet_pton(AF_INET, address.c_str(), parsed.bytes.data()) == 1) return parsed;
  parsed.family = AF_INET6;
  if (inet_pton(AF_INET6, address.c_str(), parsed.bytes.data()) == 1) return parsed;
  return {};
}

std::string groups(const Address& address, int count) {
  std::string text;
  for (int i = 0; i < count; ++i)
    text += fmt::format("{:x}:", (unsigned{address.bytes[2 * i]} << 8) | address.bytes[2 * i + 1]);
  return text;
}

}  // namespace

Place place_of(const http::Request& request) {
  return {device_in_words(request.headers.first("user-agent")), network_of(request.client)};
}

std::string device_in_words(std::string_view user_agent) {
  const std::string_view browser = find(kBrowsers, user_agent), system = find(kSystems, user_agent);
  if (browser.empty() || system.empty()) return std::string{browser.empty() ? system : browser};
  return fmt::format("{}, {}", browser, system);
}

std::string network_of(std::string_view address) {
  const auto parsed = parse(address);
  if (!parsed) return {};
  if (parsed->family == AF_INET6) return groups(*parsed, 3) + ":*";
  return fmt::format("{}.{}.{}.*", parsed->bytes[0], parsed->bytes[1], parsed->bytes[2]);
}

std::string source_of(std::string_view address) {
  const auto parsed = parse(address);
  return parsed && parsed->family == AF_INET6 ? groups(*parsed, 4) : std::string{address};
}

}  // namespace regard::people::session
