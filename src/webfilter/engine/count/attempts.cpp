#include "webfilter/engine/count/attempts.h"

#include <libpsl.h>

#include <algorithm>
#include <array>
#include <string>

#include "webfilter/engine/words.h"

namespace regard::webfilter {
namespace {

// People open pages by GET, forms by POST; CONNECT is all that is seen of https.
constexpr std::array<std::string_view, 4> kMethods = {"", "GET", "POST", "CONNECT"};

// Of files that a page loads and nobody types.
constexpr std::array<std::string_view, 24> kOfPages = {"js",  "mjs", "css", "png",  "jpg",  "jpeg", "gif", "webp", "svg", "ico",  "woff", "woff2",
                                                       "ttf", "otf", "eot", "map",  "json", "xml",  "ts",  "m3u8", "m4s", "wasm", "avif", "bmp"};
constexpr std::array<std::string_view, 5> kTypesOfPages = {"image/", "font/", "text/css", "text/javascript", "application/javascript"};

std::string_view ending(std::string_view url) {
  url = url.substr(0, url.find_first_of("?#"));
  const auto scheme = url.find("://");
  const auto slash = url.rfind('/');
  if (slash == std::string_view::npos || (scheme != std::string_view::npos && slash < scheme + 3)) return {};
  const auto dot = url.rfind('.');
  return dot == std::string_view::npos || dot < slash ? std::string_view{} : url.substr(dot + 1);
}

const psl_ctx_t* suffixes() {
  static const psl_ctx_t* const list = psl_builtin();
  return list;
}

bool is_address(std::string_view host) {
  return host.find(':') != std::string_view::npos || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

bool may_be_deliberate(const Event& event) {
  if (std::ranges::none_of(kMethods, [&](std::string_view method) { return same(method, event.method); })) return false;
  const auto file = ending(event.url);
  if (!file.empty() && std::ranges::any_of(kOfPages, [&](std::string_view kind) { return same(kind, file); })) return false;
  return event.content_type.empty() || std::ranges::none_of(kTypesOfPages, [&](std::string_view type) { return same(event.content_type.substr(0, type.size()), type); });
}

std::string_view site_of(std::string_view host) {
  if (is_address(host)) return host;
  const std::string terminated{host};
  const char* found = suffixes() ? psl_registrable_domain(suffixes(), terminated.c_str()) : nullptr;
  return found ? host.substr(static_cast<std::size_t>(found - terminated.c_str())) : host;  // a suffix itself, or one name
}

}  // namespace regard::webfilter
