#include "platform/web/security.h"

#include <algorithm>

namespace regard::web {
namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

struct Type {
  std::string_view ending, type;
};
constexpr Type kTypes[] = {{".css", "text/css; charset=utf-8"},  {".js", "text/javascript; charset=utf-8"},
                           {".svg", "image/svg+xml"},            {".png", "image/png"},
                           {".ico", "image/x-icon"},             {".woff2", "font/woff2"},
                           {".json", "application/json"},        {".webmanifest", "application/manifest+json"}};

bool has(const http::Response& response, std::string_view name) {
  return std::ranges::any_of(response.headers, [&](const auto& header) { return header.first == name; });
}

}  // namespace

void add_security_headers(http::Response& response, bool https) {
  if (!has(response, "Cache-Control")) response.header("Cache-Control", "no-store");
  if (!has(response, "Content-Security-Policy")) response.header("Content-Security-Policy", std::string{kPolicy});
  response.header("X-Content-Type-Options", "nosniff")
      .header("Referrer-Policy", "no-referrer")
      .header("Cross-Origin-Opener-Policy", "same-origin")
      .header("Cross-Origin-Resource-Policy", "same-origin")
      .header("Permissions-Policy", "camera=(), microphone=(), geolocation=()");
  if (https) response.header("Strict-Transport-Security", "max-age=31536000");
}

std::string_view content_type_of(std::string_view file_name) {
  for (const auto& [ending, type] : kTypes)
    if (file_name.ends_with(ending)) return type;
  return "application/octet-stream";
}

}  // namespace regard::web
