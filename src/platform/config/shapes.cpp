#include "platform/config/shapes.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace regard::config {

bool is_loopback(std::string_view address) { return address.starts_with("127.") || address == "::1"; }

bool is_address(const std::string& text) {
  std::array<unsigned char, 16> bytes;
  return inet_pton(AF_INET, text.c_str(), bytes.data()) == 1 || inet_pton(AF_INET6, text.c_str(), bytes.data()) == 1;
}

bool is_network(const std::string& text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string::npos) return is_address(text);
  const std::string address = text.substr(0, slash);
  int bits = -1;
  const auto [end, error] = std::from_chars(text.data() + slash + 1, text.data() + text.size(), bits);
  const int most = address.find(':') == std::string::npos ? 32 : 128;
  return is_address(address) && error == std::errc{} && end == text.data() + text.size() && bits >= 0 && bits <= most;
}

bool is_mail_address(std::string_view text) {
  return std::count(text.begin(), text.end(), '@') == 1 && !text.starts_with('@') && !text.ends_with('@') &&
         std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > 0x20 && c < 0x7f && c != '<' && c != '>'; });
}

bool is_socket(std::string_view text) {
  if (text.starts_with('/')) return true;
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return false;
  const std::string_view host = text.substr(0, colon), port = text.substr(colon + 1);
  return host.find_first_of(" /") == std::string_view::npos && !port.empty() && port.size() < 6 &&
         port.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_language(std::string_view text) {  // "en", "cy", "en-XA"
  const auto lower = [](char c) { return c >= 'a' && c <= 'z'; };
  const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
  if (text.size() != 2 && text.size() != 5) return false;
  return lower(text[0]) && lower(text[1]) && (text.size() == 2 || (text[2] == '-' && upper(text[3]) && upper(text[4])));
}

namespace {

// Source: WCAG 2.2, definition of relative luminance.
std::optional<double> luminance(std::string_view colour) {
  if (colour.size() != 7 || colour[0] != '#') return std::nullopt;
  constexpr double kWeights[] = {0.2126, 0.7152, 0.0722};
  double sum = 0;
  for (int i = 0; i < 3; ++i) {
    int value = 0;
    const char* first = colour.data() + 1 + 2 * i;
    if (std::from_chars(first, first + 2, value, 16).ptr != first + 2) return std::nullopt;
    const double part = value / 255.0;
    sum += kWeights[i] * (part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4));
  }
  return sum;
}

}  // namespace

std::optional<double> contrast_with_white(std::string_view colour) {
  const auto light = luminance(colour);
  return light ? std::optional{1.05 / (*light + 0.05)} : std::nullopt;
}

}  // namespace regard::config
