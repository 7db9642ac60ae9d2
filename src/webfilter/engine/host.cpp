#include "webfilter/engine/host.h"

#include <algorithm>

#include "webfilter/engine/letters.h"
#include "webfilter/engine/words.h"

namespace regard::webfilter {

namespace {

// Behind the first :// that is not further on than a scheme is long.
std::string_view without_scheme(std::string_view url) {
  constexpr std::size_t kLongestScheme = 11;
  const auto beginning = url.substr(0, kLongestScheme + 3);
  for (auto colon = find_near(beginning, 0, ':'); colon != std::string_view::npos; colon = find_near(beginning, colon + 1, ':'))
    if (beginning.substr(colon).starts_with("://") && beginning.find('/') > colon) return url.substr(colon + 3);  // none stands in a path
  return url.starts_with("//") ? url.substr(2) : url;
}

// The next letter that is not simply a part of a host: / ? # @ : and capitals.
std::size_t next_special(std::string_view url, std::size_t at) {
  return find_near(url, at, [](const char* letters) { return where_is(letters, '/') | where_is(letters, ':') | where_is(letters, '#') | where_between(letters, '?', 'Z'); });
}

}  // namespace

// In one pass: of each line of interest the host is needed.
std::string_view host_of(std::string_view url, std::string& text) {
  url = without_scheme(url);
  std::size_t begin = 0, end = next_special(url, 0), colons = 0, colon = 0;
  bool is_small = true;
  for (; end < url.size(); end = next_special(url, end + 1)) {
    const char c = url[end];
    if (c == '/' || c == '?' || c == '#') break;
    if (c == '@') begin = end + 1, colons = 0;
    else if (c == ':' && ++colons == 1) colon = end;
    is_small = is_small && small(c) == c;
  }
  end = std::min(end, url.size());
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
