#include "platform/http/server_answer.h"

#include <fmt/format.h>

#include <boost/beast/http/status.hpp>
#include <chrono>

#include "platform/http/spool.h"

namespace regard::http {
namespace {

bool is_without_body(int status) { return status == 204 || status == 304; }

}  // namespace

std::string_view body_of(const Response& response) {
  if (is_without_body(response.status) || response.spooled_body) return {};
  return response.shared_body ? std::string_view{*response.shared_body} : std::string_view{response.body};
}

std::string head_of(const Response& response, std::string_view date, After after) {
  const auto reason = boost::beast::http::obsolete_reason(boost::beast::http::int_to_status(response.status));
  std::string head;
  head.reserve(1024);
  const auto out = std::back_inserter(head);
  fmt::format_to(out, "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 std::string_view{reason.data(), reason.size()}, date);
  if (!is_without_body(response.status))
    fmt::format_to(out, "Content-Length: {}\r\n",
                   response.spooled_body ? response.spooled_body->size() : body_of(response).size());
  if (after == After::closes) head.append("Connection: close\r\n");
  if (after == After::stays_open_1_0) head.append("Connection: keep-alive\r\n");
  if (response.shared_headers) head.append(*response.shared_headers);
  return head.append(header_lines(response.headers)).append("\r\n");
}

Response edge_answer(const EdgeError& page, const Refusal& refusal, const std::string& number) {
  Response answer;
  if (page) {
    answer = page(refusal.status, number);
  } else {
    answer.body = fmt::format("{}\nRequest number: {}\n", refusal.reason, number);
    answer.header("Content-Type", "text/plain; charset=utf-8")
        .header("Cache-Control", "no-store")
        .header("X-Content-Type-Options", "nosniff");
  }
  answer.status = refusal.status;
  if (refusal.status == 405) answer.header("Allow", "GET, HEAD, POST");
  if (refusal.status == 503) answer.header("Retry-After", "3");
  return answer;
}

std::string http_date(std::int64_t unix_seconds) {
  using namespace std::chrono;
  constexpr std::string_view days = "SunMonTueWedThuFriSat", months = "JanFebMarAprMayJunJulAugSepOctNovDec";
  const sys_seconds instant{seconds{unix_seconds}};
  const sys_days day = floor<std::chrono::days>(instant);
  const year_month_day date{day};
  const hh_mm_ss time{instant - day};
  return fmt::format("{}, {:02} {} {} {:02}:{:02}:{:02} GMT", days.substr(weekday{day}.c_encoding() * 3, 3),
                     unsigned{date.day()}, months.substr((unsigned{date.month()} - 1) * 3, 3),
                     int{date.year()}, time.hours().count(), time.minutes().count(), time.seconds().count());
}

}  // namespace regard::http
