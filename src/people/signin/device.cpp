#include "people/signin/device.h"

#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <vector>

#include "platform/base/text.h"
#include "platform/web/web.h"

namespace regard::people::signin {
namespace {

constexpr std::chrono::days kRemembered{180};

std::vector<std::string_view> parts_of(std::string_view value) {
  std::vector<std::string_view> parts;
  for (std::size_t dot; (dot = value.find('.')) != std::string_view::npos; value.remove_prefix(dot + 1))
    parts.push_back(value.substr(0, dot));
  parts.push_back(value);
  return parts;
}

std::string signature(const web::Services& services, std::string_view person, std::string_view mark, std::string_view until) {
  return crypto::keyed_hash(services.keyring.purpose("people device"), fmt::format("{}.{}.{}", person, mark, until));
}

}  // namespace

std::optional<Device> device_of(const web::Services& services, const http::Request& request, Instant now) {
  const auto parts = parts_of(web::cookie(services, request, "device"));
  if (parts.size() != 4) return {};
  const auto& [person, mark, until, signed_by] = std::tie(parts[0], parts[1], parts[2], parts[3]);
  if (!equal_in_constant_time(signed_by, signature(services, person, mark, until))) return {};
  std::int64_t seconds = 0;
  std::from_chars(until.data(), until.data() + until.size(), seconds);
  const auto id = uuid_from(person);
  if (!id || Instant{std::chrono::seconds{seconds}} < now) return {};
  return Device{PersonId{*id}, std::string{mark}};
}

void remember_device(const web::Services& services, http::Response& response, PersonId person, Instant now) {
  const auto until = std::chrono::floor<std::chrono::seconds>(now + kRemembered).time_since_epoch().count();
  const std::string id = person.text(), mark = random_token(12), end = std::to_string(until);
  std::string line = fmt::format("{}={}.{}.{}.{}; Path=/; HttpOnly; SameSite=Lax; Max-Age={}",
                                 web::cookie_name(services, "device"), id, mark, end,
                                 signature(services, id, mark, end), std::chrono::seconds{kRemembered}.count());
  if (services.secure_cookies) line += "; Secure";
  response.header("Set-Cookie", std::move(line));
}

}  // namespace regard::people::signin
