#include "webfilter/blocked/host.h"

#include <algorithm>
#include <cstddef>

namespace regard::webfilter::blocked {
namespace {

// As filters call it: docs/web-filter-block-page.md. Hosts first.
constexpr std::string_view kNames[] = {"host", "site", "domain", "url", "deniedurl"};
constexpr std::size_t kLongestHost = 253, kLookedAt = 1024;

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_in_host(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_'; }

bool is_called(std::string_view said, std::string_view name) {
  return std::ranges::equal(said, name, [](char a, char b) { return lower(a) == b; });
}

int digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  const char small = lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// As far as it is well encoded.
std::string decoded(std::string_view text) {
  std::string made;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      made += text[i];
      continue;
    }
    const int high = i + 2 < text.size() ? digit(text[i + 1]) : -1, low = high < 0 ? -1 : digit(text[i + 2]);
    if (low < 0) break;
    made += static_cast<char>(high * 16 + low);
    i += 2;
  }
  return made;
}

// Up to what comes next: e2guardian says "NAME==value::NAME==value".
std::string_view value_of(std::string_view pairs, std::string_view name) {
  while (!pairs.empty()) {
    const auto end = std::min(pairs.find('&'), pairs.find("::"));
    const std::string_view pair = pairs.substr(0, end);
    const auto equals = pair.find('=');
    if (equals != std::string_view::npos && is_called(pair.substr(0, equals), name)) {
      const auto value = pair.find_first_not_of('=', equals);
      return value == std::string_view::npos ? std::string_view{} : pair.substr(value);
    }
    if (end == std::string_view::npos) break;
    pairs.remove_prefix(end + (pairs[end] == '&' ? 1 : 2));
  }
  return {};
}

}  // namespace

std::string host_of(std::string_view said) {
  if (const auto scheme = said.find("://"); scheme != std::string_view::npos) said.remove_prefix(scheme + 3);
  said = said.substr(0, said.find_first_of("/?#\\"));
  if (const auto user = said.rfind('@'); user != std::string_view::npos) said.remove_prefix(user + 1);
  said = said.substr(0, said.find(':'));
  while (said.ends_with('.')) said.remove_suffix(1);
  std::string host;
  for (const char c : said) host += lower(c);
  const bool is_plain = !host.empty() && host.size() <= kLongestHost && std::ranges::all_of(host, is_in_host) && host.find('.') != std::string::npos &&
                        host.find("..") == std::string::npos && !host.starts_with('.') && !host.starts_with('-');
  return is_plain ? host : std::string{};
}

std::string blocked_host(std::string_view target) {
  const auto query = target.find('?');
  if (query == std::string_view::npos) return {};
  const std::string_view pairs = target.substr(query + 1);
  for (const std::string_view name : kNames)
    if (auto host = host_of(decoded(value_of(pairs, name).substr(0, kLookedAt))); !host.empty()) return host;
  return {};
}

}  // namespace regard::webfilter::blocked
