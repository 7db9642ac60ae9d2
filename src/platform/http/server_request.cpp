#include "platform/http/server_request.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <boost/beast/http/error.hpp>
#include <charconv>
#include <stdexcept>
#include <string>

#include "platform/base/text.h"
#include "platform/http/media_type.h"

namespace regard::http {
namespace {

namespace beast = boost::beast;
using beast::error_code;
using beast::http::field;
using beast::http::verb;
using View = beast::string_view;

// A form of a few pages; more comes out of the budget.
constexpr std::size_t kBodyInAnyCase = 16 * 1024;

std::string_view standard(View view) { return {view.data(), view.size()}; }

std::string lower_case(View name) {
  std::string lower{name.data(), name.size()};
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

// "http://host/path" is allowed to any client (RFC 9112, 3.2.2): the part from the path on.
std::string_view origin_form(std::string_view target) {
  for (const std::string_view scheme : {"http://", "https://"}) {
    if (!target.starts_with(scheme)) continue;
    const std::size_t path = target.find_first_of("/?", scheme.size());
    return path == std::string_view::npos ? std::string_view{"/"} : target.substr(path);
  }
  return target;
}

bool read_target(Request& request, const AnyQuery& any_query) {
  const std::string_view target = origin_form(request.target);
  const std::size_t mark = std::min(target.find('?'), target.size());
  auto path = percent_decoded(target.substr(0, mark));
  auto query = parse_urlencoded(target.substr(std::min(mark + 1, target.size())));
  if (!path || !path->starts_with('/')) return false;
  if (std::any_of(path->begin(), path->end(), [](unsigned char c) { return c < 0x20 || c == 0x7F; }))
    return false;
  if ((!query || target.find('#') != std::string_view::npos) && !(any_query && any_query(*path))) return false;
  request.path = std::move(*path);
  if (query) request.query = std::move(*query);
  return true;
}

constexpr Refusal kMalformed{400, "The request was malformed."};
constexpr Refusal kTooLarge{413, "What was sent is too large."};
constexpr Refusal kBusy{503, "The service is busy. Try again in a few seconds."};

Refusal refusal_for(const error_code& found) {
  using beast::http::error;
  if (found == error::header_limit) return {431, "The headers of the request were too large."};
  if (found == error::body_limit) return kTooLarge;
  return kMalformed;
}

Refusal refusal_for(FormReader::State state) {
  switch (state) {
    case FormReader::State::reading: return {};
    case FormReader::State::malformed: return {400, "The form was malformed, or not UTF-8."};
    case FormReader::State::too_large: return kTooLarge;
    case FormReader::State::too_many: return kBusy;
    case FormReader::State::disk_full: return {503, "There is no room for this file just now. Nothing was saved."};
  }
  throw std::logic_error("FormReader::State outside its enumerators");
}

}  // namespace

bool BodyBudget::take(std::size_t bytes) {
  const auto wanted = static_cast<std::ptrdiff_t>(bytes);
  if (left_.fetch_sub(wanted) >= wanted) return true;
  left_.fetch_add(wanted);
  return false;
}

struct RequestParser::Impl final : beast::http::basic_parser<true> {
  Impl(Request& filled, std::size_t header_max, std::size_t body_max, BodyBudget& shared, const Uploads& taken,
       const AnyQuery& others)
      : request{filled}, limit{header_max}, ordinary_body{body_max}, budget{shared}, uploads{taken}, any_query{others} {
    header_limit(static_cast<std::uint32_t>(header_max));
    body_limit(boost::none);  // which one holds is known once the headers are
    eager(true);
  }
  ~Impl() override { budget.give_back(charged); }

  void refuse(Refusal why, error_code& error) {
    refusal = why;
    error = beast::http::error::bad_value;
  }

  void on_request_impl(verb method, View, View target, int version, error_code& error) override {
    request.target.assign(target.data(), target.size());
    request.head = method == verb::head;
    request.method = method == verb::post ? Method::post : Method::get;
    version_1_0 = version == 10;
    header_bytes = target.size();
    if (method != verb::get && method != verb::head && method != verb::post)
      refuse({405, "This method is not allowed here."}, error);
  }

  void on_field_impl(field known, View name, View value, error_code& error) override {
    header_bytes += name.size() + value.size() + 4;  // ": " and the line end
    if (header_bytes > limit) return refuse({431, "The headers of the request were too large."}, error);
    if (is_header_done()) return;  // a trailer: it may not change what was decided from the headers
    switch (known) {
      case field::content_length:
        if (std::exchange(has_length, true) || value.find(',') != View::npos) refuse(kMalformed, error);
        std::from_chars(value.data(), value.data() + value.size(), announced);  // Beast refuses what is no number
        break;
      case field::transfer_encoding:
        if (version_1_0 || !beast::iequals(value, "chunked")) refuse(kMalformed, error);
        break;
      case field::host:
        if (std::exchange(has_host, true)) refuse(kMalformed, error);
        break;
      case field::expect:
        if (!beast::iequals(value, "100-continue"))
          refuse({417, "Only 100-continue can be expected."}, error);
        asks_continue = !version_1_0;
        break;
      case field::cookie:
        add_cookies(standard(value));
        break;
      case field::content_type:
        if (!is_utf8(standard(value))) return refuse(kMalformed, error);
        request.content_type.assign(value.data(), value.size());
        break;
      default:
        break;
    }
    if (is_utf8(standard(value)))
      request.headers.add(lower_case(name), std::string{value.data(), value.size()});
  }

  void add_cookies(std::string_view header) {
    const Fields cookies = parse_cookies(header);
    for (const auto& [name, value] : cookies.entries()) request.cookies.add(name, value);
  }

  void on_header_impl(error_code& error) override {
    if (!has_host && !version_1_0) return refuse(kMalformed, error);
    if (!read_target(request, any_query)) return refuse({400, "The address is malformed, or not UTF-8."}, error);
    if (request.method == Method::post && media_type(request.content_type) == "multipart/form-data" && uploads.taken_by &&
        uploads.taken_by(request))
      upload = std::make_unique<FormReader>(request.content_type, uploads.limits, uploads.spools);
    if (announced > body_max()) refuse(kTooLarge, error);
  }

  std::size_t body_max() const { return upload ? uploads.limits.body : ordinary_body; }

  std::size_t add_to_upload(View bytes, error_code& error) {
    if (const auto state = upload->put(standard(bytes)); state != FormReader::State::reading) refuse(refusal_for(state), error);
    return bytes.size();
  }

  std::size_t keep(View bytes, error_code& error) {
    received += bytes.size();
    if (received > body_max()) {
      refuse(kTooLarge, error);
      return 0;
    }
    if (upload) return add_to_upload(bytes, error);
    const std::size_t size = request.body.size() + bytes.size();
    const std::size_t above = size > kBodyInAnyCase ? size - kBodyInAnyCase : 0;
    if (above > charged && !budget.take(above - charged)) {
      refuse(kBusy, error);
      return 0;
    }
    charged = std::max(charged, above);
    request.body.append(bytes.data(), bytes.size());
    return bytes.size();
  }

  void on_body_init_impl(const boost::optional<std::uint64_t>&, error_code&) override {}
  std::size_t on_body_impl(View bytes, error_code& error) override { return keep(bytes, error); }
  void on_chunk_header_impl(std::uint64_t, View, error_code&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, View bytes, error_code& error) override {
    return keep(bytes, error);
  }
  void on_finish_impl(error_code& error) override {
    if (!upload) return;
    if (const auto state = upload->finish(); state != FormReader::State::reading) return refuse(refusal_for(state), error);
    request.upload = std::make_shared<const Form>(upload->take());
  }
  void on_response_impl(int, View, int, error_code&) override {}

  Request& request;
  const std::size_t limit, ordinary_body;
  BodyBudget& budget;
  const Uploads& uploads;
  const AnyQuery& any_query;
  std::unique_ptr<FormReader> upload;
  std::uint64_t announced = 0;
  std::size_t charged = 0, header_bytes = 0, received = 0;
  Refusal refusal;
  bool version_1_0 = false, has_length = false, has_host = false, asks_continue = false, started = false;
};

const Uploads RequestParser::kNone{};
const AnyQuery RequestParser::kNowhere{};

RequestParser::RequestParser(Request& request, std::size_t header_limit, std::size_t body_limit,
                             BodyBudget& budget, const Uploads& uploads, const AnyQuery& any_query)
    : impl_{std::make_unique<Impl>(request, header_limit, body_limit, budget, uploads, any_query)} {}

RequestParser::~RequestParser() = default;

std::size_t RequestParser::put(std::string_view bytes) {
  std::size_t read = 0;
  // Some clients end a body with a line end that its length does not count (RFC 9112, 2.2).
  while (!impl_->started && bytes.substr(read).starts_with("\r\n")) read += 2;
  if (read == bytes.size() || (!impl_->started && bytes.substr(read) == "\r")) return read;
  impl_->started = true;
  error_code error;
  const std::size_t taken =
      impl_->put(boost::asio::const_buffer{bytes.data() + read, bytes.size() - read}, error);
  read += taken;
  if (error == beast::http::error::need_more) {
    // Only a line without an end is left unread. Chunk headers and trailers have no limit in the parser.
    const bool endless = bytes.size() - read > impl_->limit;
    error = endless ? make_error_code(beast::http::error::header_limit) : error_code{};
  }
  if (error && impl_->refusal.status == 0) impl_->refusal = refusal_for(error);
  return read;
}

void RequestParser::refuse(const Refusal& why) { impl_->refusal = why; }

RequestParser::State RequestParser::state() const {
  if (impl_->refusal.status != 0) return State::refused;
  if (!impl_->started) return State::nothing;
  if (!impl_->is_header_done()) return State::header;
  return impl_->is_done() ? State::whole : State::body;
}

const Refusal& RequestParser::refusal() const { return impl_->refusal; }
bool RequestParser::keep_alive() const { return impl_->is_header_done() && impl_->keep_alive(); }
bool RequestParser::http_1_0() const { return impl_->version_1_0; }

bool RequestParser::expects_continue() const {
  return impl_->asks_continue && state() == State::body && impl_->received == 0;
}

std::size_t RequestParser::uploaded() const { return impl_->upload ? impl_->received : 0; }

}  // namespace regard::http
