#include "webfilter/engine/host.h"

#include <algorithm>

#include "webfilter/engine/words.h"

namespace regard::webfilter {

namespace {

// What is not simply a part of a host.
struct Special {
  bool is[256] = {};
  constexpr Special() {
    for (const char c : {'/', '?', '#', '@', ':'}) is[static_cast<unsigned char>(c)] = true;
    for (unsigned c = 'A'; c <= 'Z'; ++c) is[c] = true;
  }
};
constexpr Special kSpecial;

}  // namespace

// In one pass: of each line of interest the host is needed.
std::string_view host_of(std::string_view url, std::string& text) {
  constexpr std::size_t kLongestScheme = 11;
  if (const auto scheme = url.substr(0, kLongestScheme + 3).find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  else if (url.starts_with("//")) url.remove_prefix(2);
  std::size_t begin = 0, end = 0, colons = 0, colon = 0;
  bool is_small = true;
  for (; end < url.size(); ++end) {
    const char c = url[end];
    if (!kSpecial.is[static_cast<unsigned char>(c)]) continue;
    if (c == '/' || c == '?' || c == '#') break;
    if (c == '@') begin = end + 1, colons = 0;
    else if (c == ':' && ++colons == 1) colon = end;
    is_small = is_small && small(c) == c;
  }
  std::string_view host = url.substr(begin, end - begin);
  if (host.starts_with('[')) host = host.substr(1, host.find(']') - 1);
  else if (colons == 1) host = url.substr(begin, colon - begin);
  while (host.ends_with('.')) host.remove_suffix(1);
  if (is_small) return host;
  text.assign(host);
  std::ranges::transform(text, text.begin(), small);
  return text;
}

}  // namespace regard::webfilter
