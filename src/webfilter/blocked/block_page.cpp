#include "webfilter/blocked/block_page.h"

#include <charconv>
#include <condition_variable>
#include <mutex>

#include "platform/base/calendar.h"
#include "platform/base/text.h"
#include "platform/log/log.h"
#include "webfilter/blocked/host.h"
#include "webfilter/blocked/texts.h"
#include "webfilter/language.h"

namespace regard::webfilter::blocked {
namespace {

constexpr std::chrono::minutes kLooksAgain{1};
constexpr std::string_view kMark = "the-site.that-was-stopped.invalid";  // where the host goes: a domain that nobody can have (RFC 2606)

// "cy-GB;q=0.8": 0.8, in thousandths.
int weight_of(std::string_view parameters) {
  const auto q = parameters.find("q=");
  if (q == std::string_view::npos) return 1000;
  double weight = 0;
  const std::string_view digits = parameters.substr(q + 2);
  const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), weight);
  return read.ec == std::errc{} && weight >= 0 && weight <= 1 ? static_cast<int>(weight * 1000) : 0;
}

void fill(html::View& section, const web::Services& services, const i18n::Language& language, const provisions::Provision& provision, std::string_view host) {
  const BlockedTexts texts = blocked_texts(provision, language.code());
  if (!host.empty()) section.section("HOST").set("HOST_NAME", std::string{host});
  else section.show("NO_HOST");
  html::View policy = section.section(texts.policy_url.empty() ? "POLICY" : "POLICY_LINK");
  policy.set("POLICY_NAME", texts.policy);
  if (!texts.policy_url.empty()) policy.set("POLICY_URL", texts.policy_url);
  const std::string& ask = texts.ask.empty() ? services.notices.contact : texts.ask;
  if (!ask.empty()) section.section("ASK").set("ASK_WHOM", ask);
  const int days = request_rules(provision).working_days_to_decide;
  section.set("HOW_LONG", language.plural(tr("Somebody decides within {COUNT} working day. What is needed for teaching, research and study comes first."),
                                          tr("Somebody decides within {COUNT} working days. What is needed for teaching, research and study comes first."), days));
  section.set("ASK_HREF", in_language(services, language, "/blocked/request"));
  if (!host.empty()) section.section("SITE").set("SITE_NAME", std::string{host}).set("SITE_ACTION", in_language(services, language, "/blocked/request/site"));
  for (const auto& paragraph : texts.support) section.section("SUPPORT").set("SUPPORT_TEXT", paragraph);
}

}  // namespace

std::size_t preferred(std::string_view accept_language, const std::vector<std::string>& codes) {
  std::size_t best = 0;
  int heaviest = 0;
  while (!accept_language.empty()) {
    const auto comma = accept_language.find(',');
    std::string_view wish = trimmed(accept_language.substr(0, comma));
    accept_language.remove_prefix(comma == std::string_view::npos ? accept_language.size() : comma + 1);
    const auto parameters = std::min(wish.find(';'), wish.size());
    const int weight = weight_of(wish.substr(parameters));
    const std::string_view wished = wish.substr(0, std::min(wish.find_first_of("-;"), wish.size()));
    for (std::size_t i = 0; i < codes.size(); ++i)
      if (weight > heaviest && codes[i] == wished) best = i, heaviest = weight;
  }
  return best;
}

BlockPage::BlockPage(const web::Services& services, const std::vector<i18n::Language>& languages) : services_{services}, languages_{languages} {
  for (const auto& language : languages) codes_.push_back(language.code());
  refresh(services.clock.now());
  keeps_up_ = std::jthread{[this](const std::stop_token& stop) { keep_up(stop); }};
}

BlockPage::~BlockPage() = default;

void BlockPage::refresh(Instant now) {
  auto read = services_.database.read();
  const auto provision = services_.provisions.in_force(read, kBlockedProvision, london_date(now));
  if (const auto known = version_.load(); known && known->texts == provision->version) return;
  auto made = std::make_shared<Version>();
  made->texts = provision->version;
  for (std::size_t first = 0; first < languages_.size(); ++first) made->pages.push_back(rendered(*provision, first));
  version_.store(std::move(made));
}

void BlockPage::keep_up(const std::stop_token& stop) {
  std::mutex mutex;
  std::condition_variable_any stopped;
  std::unique_lock lock{mutex};
  while (!stopped.wait_for(lock, stop, kLooksAgain, [&] { return stop.stop_requested(); })) {
    try {
      refresh(services_.clock.now());
    } catch (const std::exception&) {  // the texts of a minute ago do as well
      log::write(log::Level::warning, "block_page.not_refreshed");
    }
  }
}

BlockPage::Rendered BlockPage::rendered(const provisions::Provision& provision, std::size_t first) const {
  const auto& language = languages_[first];
  const auto whole = [&](std::string_view host) {
    html::Page page = web::frame(services_, language(tr("This site is blocked")));
    for (std::size_t i = 0; i < languages_.size(); ++i)
      page.languages.push_back({codes_[i], own_name(codes_[i]), i == first ? std::string{} : "#" + codes_[i]});
    page.content = content(provision, first, host);
    return html::render(services_.views, language, page).text();
  };
  Rendered made{.without_host = std::make_shared<const std::string>(whole({})), .around_host = {}};
  std::string_view rest;
  const std::string with_mark = whole(kMark);
  for (rest = with_mark;;) {
    const auto at = rest.find(kMark);
    made.around_host.emplace_back(rest.substr(0, at));
    made.size += made.around_host.back().size();
    if (at == std::string_view::npos) return made;
    rest.remove_prefix(at + kMark.size());
  }
}

html::Html BlockPage::content(const provisions::Provision& provision, std::size_t first, std::string_view host) const {
  html::View view{services_.views, languages_[first], "webfilter/views/blocked.html"};
  fill(view, services_, languages_[first], provision, host);
  html::Html made = view.render();
  for (std::size_t i = 0; i < languages_.size(); ++i) {
    if (i == first) continue;
    html::View other{services_.views, languages_[i], "webfilter/views/blocked_other.html"};
    other.set("SECTION_LANG", codes_[i]);
    fill(other, services_, languages_[i], provision, host);
    made += other.render();
  }
  return made;
}

http::Response BlockPage::answer(const http::Request& request) const {
  const auto version = version_.load();
  const Rendered& page = version->pages[preferred(request.headers.first("accept-language"), codes_)];
  http::Response response;
  const std::string host = blocked_host(request.target);
  if (host.empty()) {
    response.shared_body = page.without_host;
    return response;
  }
  response.body.reserve(page.size + page.around_host.size() * host.size());
  for (std::size_t i = 0; i < page.around_host.size(); ++i) {
    if (i > 0) response.body += host;  // letters, digits, dots, hyphens: nothing to escape
    response.body += page.around_host[i];
  }
  return response;
}

}  // namespace regard::webfilter::blocked
