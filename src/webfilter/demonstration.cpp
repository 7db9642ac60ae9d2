#include "webfilter/demonstration.h"

#include <algorithm>
#include <random>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "webfilter/counts/publish.h"
#include "webfilter/intake/findings.h"
#include "webfilter/ladder/weigh.h"
#include "webfilter/policy/policy.h"

namespace regard::webfilter {
namespace {

using std::chrono::days;
using std::chrono::hours;
using std::chrono::minutes;

constexpr days kBack{80};
constexpr int kPeople = 90;

// A day's log: fewer at weekends, some themes more than others.
Findings a_day(std::mt19937& random, const Themes& themes, const std::vector<people::Centre>& centres, Instant noon) {
  Findings findings{.reader = "demonstration", .format = "squid", .fingerprint = {}, .from = 0, .to = 0, .places = {}, .coverage = {}, .stretches = {}, .newest = noon + hours{5}, .lost = 0};
  findings.coverage.lines = 180'000 + random() % 40'000;
  findings.coverage.of_interest = 400 + random() % 200;
  findings.coverage.unreadable = random() % 3;
  findings.coverage.looked_at = 100;
  findings.coverage.unmapped_labels = {{"Malicious Websites", 20 + random() % 30}, {"Gambling", 5 + random() % 9}, {"Extremism (new)", random() % 3 == 0 ? 1 : 0}};
  std::erase_if(findings.coverage.unmapped_labels, [](const auto& each) { return each.second == 0; });
  const auto few = [&](std::size_t of) { return std::min(random() % of, random() % of); };
  for (auto left = is_working_day(london_date(noon)) ? 8 + random() % 14 : random() % 6; left > 0; --left) {
    const auto who = few(kPeople);
    const Instant at = noon + minutes{random() % 280};
    const Whereabouts where{"demonstration-" + std::to_string(who), true, "blocked-" + std::to_string(random() % 40) + ".example", static_cast<std::int32_t>(few(themes.all().size())),
                            centres.empty() ? std::string{} : centres[who % centres.size()].name};
    join(findings.stretches[where], {.first = at, .last = at, .deliberate = at, .requests = 1, .stopped = 1, .gone_on = 0, .identity = Identity::inferred, .line = {}});
  }
  return findings;
}

// Of whoever signed in: on three days of the last week.
constexpr days kTriedAgain[] = {days{5}, days{3}, days{2}};
constexpr std::string_view kTriedSite = "blocked-99.example", kTriedTheme = "violence";

void try_again(Findings& findings, const Themes& themes, Instant at) {
  const auto theme = std::ranges::find(themes.all(), kTriedTheme, &Theme::id) - themes.all().begin();
  const auto seconds = std::chrono::floor<std::chrono::seconds>(at).time_since_epoch().count();
  join(findings.stretches[{"demonstration-signed-in", true, std::string{kTriedSite}, static_cast<std::int32_t>(theme), {}}],
       {.first = at, .last = at + minutes{4}, .deliberate = at, .requests = 3, .stopped = 3, .gone_on = 0, .identity = Identity::authenticated,
        .line = std::to_string(seconds) + ".000 1 192.0.2.7 TCP_DENIED/403 3900 GET http://" + std::string{kTriedSite} + "/made-up demonstration-signed-in HIER_NONE/- text/html"});
}

}  // namespace

void demonstrate_web_filter(const web::Services& services, Instant now) {
  std::mt19937 random{2015};
  const auto [rules, centres] = [&] {
    auto read = services.database.read();
    return std::pair{policy(read, services.provisions, london_date(now)), people::centres(read)};
  }();
  for (Instant noon = now - kBack; noon < now - hours{12}; noon += days{1}) {
    Findings day = a_day(random, rules.themes, centres, noon);
    if (std::ranges::any_of(kTriedAgain, [&](days back) { return now - back == noon; })) try_again(day, rules.themes, noon + minutes{90});
    keep(services, rules.themes, rules.ladder, day, noon + hours{6});
    publish_counts(services, noon + hours{7});
  }
  weigh(services, {}, now);
}

}  // namespace regard::webfilter
