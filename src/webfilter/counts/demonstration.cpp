#include "webfilter/counts/demonstration.h"

#include <algorithm>
#include <random>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "webfilter/counts/publish.h"
#include "webfilter/intake/findings.h"
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

}  // namespace

void demonstrate_counts(const web::Services& services, Instant now) {
  std::mt19937 random{2015};
  const auto [rules, centres] = [&] {
    auto read = services.database.read();
    return std::pair{policy(read, services.provisions, london_date(now)), people::centres(read)};
  }();
  for (Instant noon = now - kBack; noon < now - hours{12}; noon += days{1}) {
    keep(services, rules.themes, rules.ladder, a_day(random, rules.themes, centres, noon), noon + hours{6});
    publish_counts(services, noon + hours{7});
  }
}

}  // namespace regard::webfilter
