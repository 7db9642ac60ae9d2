#include "webfilter/blocked/host.h"

#include <algorithm>
#include <cstddef>

namespace regard::webfilter::blocked {
namespace {

// As filters call it: docs/web-filter-block-page.md.
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

bool says_where(std::string_view name) {
  return std::ranges::any_of(kNames, [&](std::string_view known) { return is_called(name, known); });
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

// The first that says it: what comes after an address that was not encoded may be a part of it. e2guardian says
// "NAME==value::NAME==value".
std::string blocked_host(std::string_view target) {
  const auto query = target.find('?');
  if (query == std::string_view::npos) return {};
  for (std::string_view pairs = target.substr(query + 1); !pairs.empty();) {
    const auto end = std::min({pairs.find('&'), pairs.find("::"), pairs.size()});
    const std::string_view pair = pairs.substr(0, end);
    const auto equals = std::min(pair.find('='), pair.size());
    const auto value = pair.find_first_not_of('=', equals);
    if (value != std::string_view::npos && says_where(pair.substr(0, equals)))
      if (auto host = host_of(decoded(pair.substr(value, kLookedAt))); !host.empty()) return host;
    pairs.remove_prefix(std::min(end + (pairs.substr(end).starts_with("::") ? 2 : 1), pairs.size()));
  }
  return {};
}

}  // namespace regard::webfilter::blocked
