#include "webfilter/engine/count/attempts.h"

#include <libpsl.h>
#include <toml++/toml.h>

#include <algorithm>
#include <array>

#include "webfilter/engine/format.h"
#include "webfilter/engine/host.h"
#include "webfilter/engine/written.h"

namespace regard::webfilter {
namespace {

// People open pages by GET, forms by POST; CONNECT is all that is seen of https.
constexpr std::array<std::string_view, 4> kMethods = {"", "GET", "POST", "CONNECT"};

constexpr std::size_t kLongestEnding = 5;

// The letters of an ending as a number, in whatever case; of what is too long for one 0.
constexpr std::uint64_t letters(std::string_view word) {
  std::uint64_t made = 0;
  if (word.size() <= kLongestEnding)
    for (const char c : word) made = made << 8 | static_cast<unsigned char>(small(c));
  return made;
}

// Of files that a page loads and nobody types.
constexpr std::array kOfPages = {letters("js"),   letters("mjs"),   letters("css"), letters("png"), letters("jpg"), letters("jpeg"), letters("gif"),  letters("webp"),
                                 letters("svg"),  letters("ico"),   letters("woff"), letters("woff2"), letters("ttf"), letters("otf"), letters("eot"),  letters("map"),
                                 letters("json"), letters("xml"),   letters("ts"),  letters("m3u8"), letters("m4s"), letters("wasm"), letters("avif"), letters("bmp")};
constexpr std::array<std::string_view, 8> kTypesOfPages = {"image/", "font/", "text/css", "text/javascript", "application/javascript", "application/x-javascript",
                                                           "application/json", "application/ocsp"};
// What a POST is answered with when a form was sent: another page.
constexpr std::array<std::string_view, 2> kTypesOfForms = {"text/html", "application/xhtml"};
// The last part of where pages and programs report to by themselves.
constexpr std::array<std::string_view, 14> kBeacons = {"collect", "beacon", "beacons", "ping", "log", "logs", "event", "events", "track", "telemetry", "metrics", "report", "csp-report", "pixel"};

bool is_file_of_page(std::string_view url) {
  url = without_query(url);
  const auto dot = url.rfind('.');
  if (dot == std::string_view::npos || url.size() - dot > kLongestEnding + 1 || std::ranges::find(kOfPages, letters(url.substr(dot + 1))) == kOfPages.end()) return false;
  const auto scheme = url.find("://"), slash = url.rfind('/', dot);  // in a path, not in a host
  return slash != std::string_view::npos && (scheme == std::string_view::npos || slash >= scheme + 3);
}

std::string_view last_part(std::string_view url) {
  url = without_query(url);
  while (url.ends_with('/')) url.remove_suffix(1);
  const auto slash = url.rfind('/');
  return slash == std::string_view::npos ? std::string_view{} : url.substr(slash + 1);
}

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::ranges::any_of(words, [&](std::string_view known) { return same(known, word); });
}

template <std::size_t n>
bool begins_with_one_of(const std::array<std::string_view, n>& words, std::string_view text) {
  return std::ranges::any_of(words, [&](std::string_view known) {  // the end first, as their beginnings are alike
    return text.size() >= known.size() && small(text.front()) == known.front() && small(text[known.size() - 1]) == known.back() && same(text.substr(0, known.size()), known);
  });
}

// Whether a page of another site asked.
bool is_from_elsewhere(const Event& event) {
  if (event.referrer.empty()) return false;
  std::string small_letters;
  const auto from = host_of(event.referrer, small_letters);
  return !from.empty() && from != event.host && site_of(from) != site_of(event.host);
}

const psl_ctx_t* suffixes() {
  static const psl_ctx_t* const list = psl_builtin();
  return list;
}

bool is_address(std::string_view host) {
  return host.find(':') != std::string_view::npos || host.find_first_not_of("0123456789.") == std::string_view::npos;
}

}  // namespace

ThirdParties::ThirdParties(std::string_view toml) {
  try {
    const toml::table table = toml::parse(toml);
    Written written{table, "third_parties."};
    for (const auto* key : {"title", "version", "source"}) written.text(key);
    for (const auto& host : written.texts("hosts")) hosts_.insert(host);
    for (const auto& widget : written.texts("widgets")) widgets_.emplace_back(widget);
    for (const auto& agent : written.texts("agents")) agents_.emplace_back(agent);
    written.done();
  } catch (const toml::parse_error& error) {
    throw FormatMistake("third_parties: line " + std::to_string(error.source().begin.line) + ": " + std::string{error.description()});
  }
}

bool ThirdParties::has_host(std::string_view host) const {
  while (!host.empty()) {
    if (hosts_.contains(host)) return true;
    const auto dot = host.find('.');
    host.remove_prefix(dot == std::string_view::npos ? host.size() : dot + 1);
  }
  return false;
}

bool ThirdParties::has_widget(std::string_view url) const {
  if (const auto scheme = url.find("://"); scheme != std::string_view::npos) url.remove_prefix(scheme + 3);
  if (same(url.substr(0, 4), "www.")) url.remove_prefix(4);
  return any_matches(widgets_, url);
}

bool ThirdParties::has_agent(std::string_view agent) const { return !agent.empty() && any_matches(agents_, agent); }

bool may_be_deliberate(const Event& event, const ThirdParties& third_parties) {
  return may_be_deliberate(event, third_parties, third_parties.has_host(event.host));
}

bool may_be_deliberate(const Event& event, const ThirdParties& third_parties, bool is_third_party) {
  if (std::ranges::none_of(kMethods, [&](std::string_view method) { return same(method, event.method); })) return false;
  if (is_third_party || is_file_of_page(event.url)) return false;
  if (begins_with_one_of(kTypesOfPages, event.content_type)) return false;
  if (third_parties.has_agent(event.agent)) return false;
  const bool from_elsewhere = is_from_elsewhere(event);
  if (from_elsewhere && third_parties.has_widget(event.url)) return false;
  if (!same(event.method, "POST")) return true;
  // A form is sent from a page of the same site, and answered with a page.
  if (from_elsewhere || is_one_of(kBeacons, last_part(event.url))) return false;
  return event.content_type.empty() || begins_with_one_of(kTypesOfForms, event.content_type);
}

std::string_view site_of(std::string_view host) {
  if (is_address(host)) return host;
  const std::string terminated{host};
  const char* found = suffixes() ? psl_registrable_domain(suffixes(), terminated.c_str()) : nullptr;
  return found ? host.substr(static_cast<std::size_t>(found - terminated.c_str())) : host;  // a suffix itself, or one name
}

}  // namespace regard::webfilter
