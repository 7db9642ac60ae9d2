#include "webfilter/engine/block_pages.h"

#include <algorithm>
#include <array>

#include "webfilter/engine/count/attempts.h"
#include "webfilter/engine/format.h"
#include "webfilter/engine/host.h"
#include "webfilter/engine/percent.h"

namespace regard::webfilter {
namespace {

// As squidGuard, ufdbGuard, e2guardian (DENIEDURL==…::USER==…) and pages that people wrote for them are told these.
// Cisco's appliances say Site and URI; the page of ours takes a host alone (webfilter/blocked/host.cpp).
constexpr std::array<std::string_view, 8> kUrls = {"url", "deniedurl", "u", "target", "original_url", "originalurl", "blocked_url", "uri"};
constexpr std::array<std::string_view, 3> kHosts = {"host", "site", "domain"};
constexpr std::array<std::string_view, 8> kCategories = {"targetgroup", "targetclass", "category", "categories", "cat", "url_cat", "rule", "reason"};
constexpr std::array<std::string_view, 5> kUsers = {"clientuser", "clientident", "username", "user", "ident"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& names, std::string_view name) {
  return std::ranges::any_of(names, [&](std::string_view known) { return same(known, name); });
}

std::string_view path_of(std::string_view url) {
  const auto scheme = url.find("://");
  const auto slash = url.find('/', scheme == std::string_view::npos ? 0 : scheme + 3);
  if (slash == std::string_view::npos) return "/";
  return url.substr(slash, url.find_first_of("?#", slash) - slash);
}

std::string_view without_scheme(std::string_view page) {
  const auto scheme = page.find("://");
  return scheme == std::string_view::npos ? page : page.substr(scheme + 3);
}

// Whether its host may be one; a word that fits every host is none.
bool is_page(std::string_view page) {
  std::string small_letters;
  std::string_view host = host_of(without_scheme(page), small_letters);
  if (host.starts_with("*.")) host.remove_prefix(2);
  else if (host.starts_with('*') || host.ends_with('*')) host = host.substr(host.starts_with('*'), host.size() - 1);
  const auto is_of_a_host = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c == ':' || (c & 0x80) != 0; };
  return !host.empty() && host.front() != '.' && std::ranges::all_of(host, is_of_a_host);
}

}  // namespace

BlockPages::BlockPages(const std::vector<std::string>& pages) {
  for (const auto& page : pages) {
    if (!is_page(page)) throw FormatMistake("the block page " + page + " is no host: write block.uni.example, block.uni.example/path* or *.uni.example");
    const auto text = without_scheme(page);
    const auto slash = std::min(text.find('/'), text.size());
    const bool has_path = slash + 1 < text.size();
    std::string small_letters;
    pages_.push_back({Pattern{host_of(text.substr(0, slash), small_letters)}, Pattern{has_path ? text.substr(slash) : "*"}});
    words_.push_back(pages_.back().host.text());
  }
}

bool BlockPages::is_one(const Event& event) const {
  return std::ranges::any_of(pages_, [&](const Page& page) { return page.host.matches(event.host) && page.path.matches(path_of(event.url)); });
}

void BlockPages::tell(Event& event, Told& told) const {
  if (pages_.empty() || event.action == Action::other || !is_one(event)) return;
  told = {};
  const auto begins = event.url.find('?');
  std::string_view query = begins == std::string_view::npos ? std::string_view{} : event.url.substr(begins + 1);
  const std::string_view between = query.find("::") != std::string_view::npos && query.find("==") != std::string_view::npos ? "::" : "&";
  while (!query.empty()) {
    auto end = query.find(between);
    auto part = query.substr(0, end);
    const auto name = part.substr(0, part.find('='));
    auto value = part.substr(std::min(name.size(), part.size()));
    while (value.starts_with('=')) value.remove_prefix(1);
    if (is_one_of(kUrls, name) && value.find("://") != std::string_view::npos && between == "&") {  // put in as it is: it goes on to the end
      value = query.substr(static_cast<std::size_t>(value.data() - query.data()));
      end = std::string_view::npos;
    }
    std::string* const kept = is_one_of(kUrls, name)         ? &told.url
                              : is_one_of(kHosts, name)      ? &told.host
                              : is_one_of(kCategories, name) ? &told.category
                              : is_one_of(kUsers, name)      ? &told.user
                                                             : nullptr;
    if (kept && kept->empty()) *kept = percent_decoded(value);
    query.remove_prefix(end == std::string_view::npos ? query.size() : end + between.size());
  }
  // A path alone needs a host; a word without a dot is none.
  if (told.url.empty() || told.url.starts_with('/')) told.url = told.host.find('.') == std::string::npos ? std::string{} : told.host + told.url;
  if (told.url.empty() && !may_be_deliberate(event)) return;
  event.action = Action::blocked;
  if (!told.url.empty()) {
    event.url = told.url;
    std::string small_letters;
    told.host = host_of(told.url, small_letters);
    event.host = told.host;
    event.content_type = {};
  }
  if (!told.category.empty() && told.category != "-") event.categories.assign(1, told.category);
  // The address is the client's to change: nothing can follow from a name there.
  if (event.user.empty() && told.user != "-") event.user = told.user;
}

}  // namespace regard::webfilter
