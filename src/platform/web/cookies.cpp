#include "platform/web/web.h"

namespace regard::web {

std::string cookie_name(const Services& services, std::string_view purpose) {
  return (services.secure_cookies ? "__Host-regard-" : "regard-") + std::string{purpose};
}

std::string_view cookie(const Services& services, const http::Request& request, std::string_view purpose) {
  return request.cookies.first(cookie_name(services, purpose));
}

// Session cookies: gone when the browser closes. Lax, so that a link in a mail opens signed in.
void set_cookie(const Services& services, http::Response& response, std::string_view purpose, std::string_view value) {
  std::string line = cookie_name(services, purpose);
  line.append("=").append(value).append("; Path=/; HttpOnly; SameSite=Lax");
  if (services.secure_cookies) line += "; Secure";
  response.header("Set-Cookie", std::move(line));
}

void clear_cookie(const Services& services, http::Response& response, std::string_view purpose) {
  std::string line = cookie_name(services, purpose) + "=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0";
  if (services.secure_cookies) line += "; Secure";
  response.header("Set-Cookie", std::move(line));
}

}  // namespace regard::web
