#include "webfilter/engine/host_list.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kHashSize = 64, kShown = 5;

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kAround = " \t\r\"";
  const auto first = text.find_first_not_of(kAround);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kAround) - first + 1);
}

bool is_hash(std::string_view text) { return text.size() == kHashSize && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos; }

// As programs write them, the longest run of zeros left out; empty: it is none.
std::string ipv6(std::string_view text) {
  in6_addr address{};
  if (text.find(':') == std::string_view::npos || inet_pton(AF_INET6, std::string{text}.c_str(), &address) != 1) return {};
  std::array<char, INET6_ADDRSTRLEN> written{};
  return inet_ntop(AF_INET6, &address, written.data(), written.size());
}

// A host may have letters of any script; no sign that only stands around one, and none that nobody sees.
bool may_be_host(std::string_view text) {
  const bool is_seen = std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7F'; });
  return is_seen && !text.empty() && text.find('.') != std::string_view::npos && text.find_first_of("<>\"'()[]{}|\\^`,;=*") == std::string_view::npos;
}

std::string_view without_what_stands_around(std::string_view line) {
  for (const std::string_view nowhere : {"0.0.0.0", "127.0.0.1", "::1", "::"})
    if (line.starts_with(nowhere) && line.size() > nowhere.size() && (line[nowhere.size()] == ' ' || line[nowhere.size()] == '\t'))
      return trimmed(line.substr(nowhere.size()));
  if (line.starts_with("||")) {
    line.remove_prefix(2);
    line = line.substr(0, line.find_first_of("^$"));
  }
  while (line.starts_with("*.") || line.starts_with('.')) line.remove_prefix(line.starts_with('*') ? 2 : 1);
  return line;
}

}  // namespace

std::string listed_as(std::string_view url) {
  if (const auto scheme = url.find("://"); scheme < 12 && url.find('/') > scheme) url.remove_prefix(scheme + 3);  // none stands in a path
  if (same(url.substr(0, 4), "www.")) url.remove_prefix(4);
  const auto slash = std::min(url.find('/'), url.size());
  std::string_view host = url.substr(0, slash);
  if (const auto bracket = host.find(']'); host.starts_with('[') && bracket != std::string_view::npos) host = host.substr(1, bracket - 1);
  else if (std::ranges::count(host, ':') == 1) host = host.substr(0, host.find(':'));
  while (host.ends_with('.')) host.remove_suffix(1);
  std::string made{host};
  std::ranges::transform(made, made.begin(), small);
  if (slash + 1 < url.size()) made += url.substr(slash);
  return made;
}

HostList host_list(std::string_view text) {
  HostList list;
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  for (std::size_t number = 1; !text.empty(); ++number) {
    const auto end = text.find('\n');
    auto line = trimmed(text.substr(0, end));
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.empty() || line.starts_with('#') || line.starts_with('!') || line.starts_with(';')) continue;
    if (const auto remark = line.find(" #"); remark != std::string_view::npos) line = trimmed(line.substr(0, remark));
    if (is_hash(line)) {
      list.hashes.emplace_back(line);
      std::ranges::transform(list.hashes.back(), list.hashes.back().begin(), small);
      continue;
    }
    std::string listed = listed_as(without_what_stands_around(line));
    auto slash = listed.find('/');
    if (const auto address = ipv6(listed.substr(0, slash)); !address.empty()) {
      listed.replace(0, slash, address);
      slash = listed.find('/');
    } else if (!may_be_host(listed.substr(0, slash))) {
      if (++list.left_out <= kShown) list.first_left_out.push_back(number);
      continue;
    }
    (slash == std::string::npos ? list.hosts : list.urls).push_back(std::move(listed));
  }
  return list;
}

}  // namespace regard::webfilter
