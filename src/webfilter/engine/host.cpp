#include "webfilter/engine/host.h"

#include <algorithm>

#include "webfilter/engine/words.h"

namespace regard::webfilter {

std::string_view host_of(std::string_view url, std::string& text) {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos && scheme < 12) url.remove_prefix(scheme + 3);
  else if (url.starts_with("//")) url.remove_prefix(2);
  std::string_view host = url.substr(0, url.find_first_of("/?#"));
  if (const auto at = host.rfind('@'); at != std::string_view::npos) host.remove_prefix(at + 1);
  if (host.starts_with('[')) host = host.substr(1, host.find(']') - 1);
  else if (std::ranges::count(host, ':') == 1) host = host.substr(0, host.find(':'));
  while (host.ends_with('.')) host.remove_suffix(1);
  if (std::ranges::none_of(host, [](char c) { return small(c) != c; })) return host;
  text.assign(host);
  std::ranges::transform(text, text.begin(), small);
  return text;
}

}  // namespace regard::webfilter
