#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cstring>
#include <stdexcept>
#include <unordered_map>

#include "platform/base/text.h"
#include "platform/web/error_pages.h"
#include "platform/web/router.h"
#include "platform/web/security.h"
#include "platform/web/web.h"

namespace regard::web {
namespace {

// A denial or a miss inside an area: an act like any other. A reference that was guessed is named, other words are not.
struct AccessDenied {
  std::string_view route;
  std::string code;
  std::optional<std::string> reference;

  // What was asked for gives a denial its identity: within a minute one harmless miss must not stand for a probe of
  // another record.
  Uuid identity() const {
    const std::string hash = crypto::hash(std::string{route} + "\n" + code + "\n" + reference.value_or(""));
    Uuid id;
    std::memcpy(id.bytes.data(), hash.data(), id.bytes.size());
    return id;
  }
  audit::Entry entry() const {
    boost::json::object details{{"route", route}, {"code", code}};
    if (reference) details["reference"] = *reference;
    return {.type = "access.denied", .subject = {.kind = "route", .id = identity()}, .details = boost::json::serialize(details)};
  }
};

std::optional<std::string> guessed_reference(const Visit& visit) {
  for (const auto& [name, value] : visit.parameters)
    if (auto reference = reference_from(value)) return reference;
  return {};
}

bool is_denial(const Error& error) {
  return error.kind == ErrorKind::not_found || error.kind == ErrorKind::not_allowed;
}

// Written out once, for answers that are always the same.
void share_headers(http::Response& response, bool https) {
  add_security_headers(response, https);
  response.shared_headers = std::make_shared<const std::string>(http::header_lines(response.headers));
  response.headers.clear();
}

// The browser's own word. Nothing of such a post is shown back: "Try again" would make it ours.
bool from_elsewhere(const http::Request& request) {
  const std::string_view site = request.headers.first("sec-fetch-site");
  return site == "cross-site" || site == "same-site";
}

bool wants_json(const http::Request& request) { return request.path.starts_with("/api/"); }

constexpr std::size_t kVisitorLength = 43;  // random_token(): 32 bytes in base64url; what is shorter is not ours

}  // namespace

struct Site::State {
  const Services& services;
  const std::vector<i18n::Language>& languages;
  Authenticate authenticate;
  Observe observe;
  crypto::Secret csrf_key;
  Router router;
  std::vector<Route> routes;
  std::vector<std::string_view> fixed_paths;
  std::unordered_map<std::string, http::Response> fixed;  // by path, or by language and path
  std::vector<EdgePage> edge_pages;                       // some few
  std::shared_ptr<const std::string> edge_headers;

  const i18n::Language& language_of(const http::Request& request) const;
  http::Response dispatch(const http::Request& request, std::string_view& pattern, Fault& fault) const;
  http::Response route(Visit& visit, const std::optional<Router::Match>& match) const;
  std::optional<Error> gate(const Route& route, const Viewer& viewer) const;
  http::Response refuse(const Visit& visit, const Error& error, std::string_view route) const;
  bool forged(const Visit& visit) const;
};

Site::Site(const Services& services, const std::vector<i18n::Language>& languages, Authenticate authenticate, Observe observe)
    : state_{new State{services, languages, std::move(authenticate), std::move(observe),
                       services.keyring.purpose("csrf"), {}, {}, {}, {}, {}, {}}} {
  if (languages.empty()) throw std::logic_error("a site speaks at least one language");
}

Site::~Site() = default;

void Site::mount(std::span<const Route> routes) {
  for (const Route& route : routes) {
    state_->router.add(route.method, route.path, state_->routes.size());
    state_->routes.push_back(route);
  }
}

void Site::mount(std::span<const FixedPage> pages) {
  for (const FixedPage& page : pages) {
    state_->fixed_paths.push_back(page.path);
    for (const auto& language : state_->languages) {
      http::Response response;
      response.shared_body = std::make_shared<const std::string>(page.render(state_->services, language).text());
      response.header("Content-Type", "text/html; charset=utf-8").header("Cache-Control", "no-cache");
      share_headers(response, state_->services.secure_cookies);
      state_->fixed.emplace(language.code() + " " + std::string{page.path}, std::move(response));
    }
  }
}

void Site::mount(EdgePage page) {
  state_->fixed_paths.push_back(page.path);
  state_->edge_pages.push_back(std::move(page));
  http::Response response;
  response.header("Content-Type", "text/html; charset=utf-8").header("Vary", "Accept-Language");
  share_headers(response, state_->services.secure_cookies);
  state_->edge_headers = response.shared_headers;
}

void Site::mount_assets(const Files& files) {
  for (const auto& name : files.names("assets/")) mount_file("/" + name, content_type_of(name), files.read(name));
}

void Site::mount_file(std::string path, std::string_view type, std::string bytes) {
  http::Response response;
  response.shared_body = std::make_shared<const std::string>(std::move(bytes));
  response.header("Content-Type", std::string{type});
  response.header("Cache-Control", "public, max-age=31536000, immutable");  // URLs carry the content's hash
  share_headers(response, state_->services.secure_cookies);
  state_->fixed.emplace(std::move(path), std::move(response));
}

std::optional<http::Response> Site::at_once(const http::Request& request) const {
  for (const EdgePage& page : state_->edge_pages)
    if (request.path == page.path) {
      http::Response response = page.make(request);
      response.shared_headers = state_->edge_headers;
      return response;
    }
  if (request.method != http::Method::get) return {};
  auto found = state_->fixed.find(request.path);
  if (found == state_->fixed.end())
    found = state_->fixed.find(state_->language_of(request).code() + " " + request.path);
  if (found == state_->fixed.end()) return {};
  return found->second;
}

bool Site::takes_any_query(std::string_view path) const {
  return std::ranges::any_of(state_->edge_pages, [&](const EdgePage& page) { return page.path == path; });
}

bool Site::takes_files(const http::Request& request) const {
  const auto match = state_->router.match(request.method, request.path);
  return match && state_->routes[match->route].takes == Takes::files;
}

http::Response Site::handle(const http::Request& request) const {
  const auto started = std::chrono::steady_clock::now();
  std::string_view pattern;
  Fault fault;
  http::Response response = state_->dispatch(request, pattern, fault);
  add_security_headers(response, state_->services.secure_cookies);
  response.header("X-Request-Number", request.number);
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now() - started);
  state_->observe(Answered{request, pattern, response.status, took, fault});
  return response;
}

http::Response Site::edge_error(int status, const std::string& number) const {
  http::Request request;
  request.number = number;
  const Viewer nobody;
  const Visit visit{state_->services, request, nobody, state_->languages.front(), state_->services.clock.now(), {}, {}};
  const ErrorKind kind = status == 413 || status == 431 ? ErrorKind::too_large
                         : status == 503                ? ErrorKind::unavailable
                         : status == 429                ? ErrorKind::too_many
                                                        : ErrorKind::invalid;
  http::Response response = error_page(visit, Error{kind, "http.refused", {}});
  response.status = status;
  add_security_headers(response, state_->services.secure_cookies);
  return response;
}

std::vector<Route> Site::routes() const { return state_->routes; }
std::vector<std::string_view> Site::fixed_paths() const { return state_->fixed_paths; }

const i18n::Language& Site::State::language_of(const http::Request& request) const {
  for (const std::string_view wished : {request.query.first("lang"), cookie(services, request, "language")})
    for (const auto& language : languages)
      if (language.code() == wished) return language;
  return languages.front();
}

http::Response Site::State::dispatch(const http::Request& request, std::string_view& pattern, Fault& fault) const {
  const Instant now = services.clock.now();
  const auto match = router.match(request.method, request.path);
  pattern = match ? routes[match->route].path : "none";
  Viewer viewer;
  std::string visitor{cookie(services, request, "visitor")};
  const bool new_visitor = visitor.size() != kVisitorLength;
  if (new_visitor) visitor = random_token();
  Visit visit{services, request, viewer, language_of(request), now, visitor, match ? match->parameters : decltype(match->parameters){}};
  try {
    viewer = authenticate(services, request, now);
    if (!viewer.signed_in()) viewer.csrf = crypto::keyed_hash(csrf_key, visitor);
    http::Response response = route(visit, match);
    if (new_visitor && !wants_json(request)) set_cookie(services, response, "visitor", visitor);
    return response;
  } catch (const db::Fault& caught) {
    fault = {db::Fault::name(caught.kind()), caught.what()};
  } catch (const std::exception& caught) {
    fault = {"program", typeid(caught).name()};  // its words may be somebody's
  }
  if (wants_json(request)) return error_json(request, Error{ErrorKind::unavailable, "fault", {}});
  return error_page(visit, Trouble::fault);
}

http::Response Site::State::route(Visit& visit, const std::optional<Router::Match>& match) const {
  if (!match) {
    if (router.knows(visit.request.path)) {
      auto response = error_page(visit, Error{ErrorKind::not_found, "route.method", {}});
      response.status = 405;
      return response.header("Allow", visit.request.method == http::Method::get ? "POST" : "GET, HEAD");
    }
    return refuse(visit, Error{ErrorKind::not_found, "route.unknown", {}}, {});
  }
  const Route& route = routes[match->route];
  const bool posts = visit.request.method == http::Method::post && route.access.who() != Access::Who::token;
  if (posts && from_elsewhere(visit.request)) return error_page(visit, Trouble::elsewhere);
  if (posts && route.does == Does::changes && forged(visit)) {
    const bool was_signed_in = route.access.who() != Access::Who::everyone || !cookie(services, visit.request, "session").empty();
    return error_page(visit, was_signed_in && !visit.viewer.signed_in() ? Trouble::signed_out : Trouble::forged);
  }
  if (const auto denied = gate(route, visit.viewer)) return refuse(visit, *denied, route.path);
  auto answer = route.handler(visit);
  if (!answer) return refuse(visit, answer.error(), route.path);
  return std::move(*answer);
}

std::optional<Error> Site::State::gate(const Route& route, const Viewer& viewer) const {
  const Access& access = route.access;
  const bool api = access.who() == Access::Who::token;
  if (access.who() == Access::Who::everyone) return {};
  if (!viewer.signed_in() || api != (viewer.strength == Strength::token))
    return Error{ErrorKind::not_signed_in, "access.not_signed_in", {}};
  const bool everywhere = access.who() == Access::Who::permitted_everywhere;
  if (access.who() == Access::Who::signed_in) return {};
  if (everywhere ? viewer.may_everywhere(access.permission()) : viewer.may(access.permission())) return {};
  return Error{ErrorKind::not_allowed, "access.permission", {}};
}

http::Response Site::State::refuse(const Visit& visit, const Error& error, std::string_view route) const {
  if (visit.viewer.signed_in() && is_denial(error) && !route.empty()) {
    const AccessDenied denied{route, error.code, guessed_reference(visit)};
    services.audit.looked(visit.viewer, visit.now, denied.entry());
  }
  if (wants_json(visit.request)) return error_json(visit.request, error);
  if (error.kind == ErrorKind::not_signed_in) {
    const bool can_return = visit.request.method == http::Method::get && visit.request.path != "/";
    return see_other(can_return ? "/sign-in?then=" + http::percent_encoded(visit.request.path) : "/sign-in");
  }
  return error_page(visit, error);
}

// A post counts only from a page of ours, which brings the session's token.
bool Site::State::forged(const Visit& visit) const {
  const auto form = visit.request.form();
  return !form || visit.viewer.csrf.empty() || !equal_in_constant_time(form->first("csrf"), visit.viewer.csrf);
}

}  // namespace regard::web
