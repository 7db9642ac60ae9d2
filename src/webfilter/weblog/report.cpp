#include "webfilter/weblog/report.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "webfilter/engine/alias.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kTopSites = 20;
// A year and its weeks around. One line of a clock gone wrong would otherwise make of it millions of days without anything.
constexpr DayNumber kMostDays = 400;
constexpr std::string_view kNoCentre = "Of no centre";

Date date_of(DayNumber day) { return Date{std::chrono::sys_days{std::chrono::days{day}}}; }

std::string title_of(const Themes& themes, std::int32_t theme) {
  return theme == Themes::kNone ? std::string{Report::kNoTheme} : themes.all()[static_cast<std::size_t>(theme)].title;
}

// Adds up, and counts each person once, who come one after the other.
class Sum {
 public:
  void add(Interned::Id person, const Tally::Daily& daily) {
    if (last_ != person) ++counts_.people;
    last_ = person;
    counts_.attempts += daily.attempts;
    counts_.requests += daily.requests;
  }
  const Counts& counts() const { return counts_; }
  bool is_nothing() const { return !last_; }

 private:
  std::optional<Interned::Id> last_;
  Counts counts_;
};

// What one person did within the themes.
struct Doing {
  std::map<std::int32_t, std::int64_t> by_theme;
  std::vector<DayNumber> days;  // some of them twice
  std::int64_t attempts = 0, requests = 0;
  Identity identity = Identity::spoofable;
  std::set<std::int32_t> grave;

  std::int64_t number_of_days() {
    std::ranges::sort(days);
    return std::ranges::unique(days).begin() - days.begin();
  }
};

using Lines = std::vector<const Tally::Line*>;

Lines by_person(const Tally& tally) {
  std::vector<std::size_t> places;  // of each person, where the next line of theirs goes
  for (const auto& line : tally.lines()) {
    if (line.person + 1 >= places.size()) places.resize(line.person + 2);
    ++places[line.person + 1];
  }
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  Lines lines(tally.lines().size());
  for (const auto& line : tally.lines()) lines[places[line.person]++] = &line;
  return lines;
}

bool is_grave(const Themes& themes, std::int32_t theme) { return theme != Themes::kNone && themes.all()[static_cast<std::size_t>(theme)].grave; }

std::string titles_of(const Themes& themes, const std::set<std::int32_t>& some) {
  std::string titles;
  for (const auto theme : some) titles += (titles.empty() ? "" : "; ") + title_of(themes, theme);
  return titles;
}

std::vector<Somebody> people_of(const Lines& lines, const Tally& tally, const Themes& themes, const Repeated& repeated) {
  const Aliases aliases{Aliases::new_key()};
  std::vector<Somebody> made;
  const auto add = [&](Interned::Id person, Doing& doing) {
    if (doing.attempts == 0) return;
    const auto most = std::ranges::max_element(doing.by_theme, {}, [](const auto& theme) { return theme.second; });
    const auto days = doing.number_of_days();
    const auto name = tally.person(person);
    made.push_back({(tally.is_named(person) ? aliases.of_person(name, 0) : aliases.of_address(name, 0)).shown(), doing.identity,
                    title_of(themes, most->first), doing.attempts, days, doing.requests, doing.attempts >= repeated.attempts && days >= repeated.days,
                    titles_of(themes, doing.grave)});
  };
  for (auto next = lines.begin(); next != lines.end();) {
    Doing doing;
    const Interned::Id person = (*next)->person;
    for (; next != lines.end() && (*next)->person == person; ++next) {
      const Tally::Line& line = **next;
      if (line.theme == Themes::kNone) continue;
      doing.identity = std::min(doing.identity, line.best);
      for (const auto& [day, daily] : line.days) {
        doing.requests += daily.requests;
        if (daily.attempts == 0) continue;
        doing.by_theme[line.theme] += daily.attempts;
        doing.attempts += daily.attempts;
        doing.days.push_back(day);
        if (is_grave(themes, line.theme)) doing.grave.insert(line.theme);
      }
    }
    add(person, doing);
  }
  std::ranges::sort(made, [](const Somebody& a, const Somebody& b) {
    return std::tuple{a.grave.empty(), -a.attempts, a.alias} < std::tuple{b.grave.empty(), -b.attempts, b.alias};
  });
  return made;
}

}  // namespace

Report report_of(const Counted& counted, const Themes& themes, const Repeated& repeated, std::vector<std::string> formats) {
  Report report;
  report.formats = std::move(formats);
  report.coverage = counted.coverage;
  for (const auto& theme : themes.all())
    if (theme.grave) report.grave_themes.insert(theme.title);
  std::map<std::int32_t, Sum> by_theme;
  std::map<DayNumber, Sum> by_day, by_day_of_themes;
  std::vector<Sum> by_site;  // by its number
  std::map<Interned::Id, Sum> by_centre;
  Sum within_themes, grave;
  bool has_centres = false;
  const Lines lines = by_person(counted.tally);
  for (const auto* const next : lines) {
    const Tally::Line& line = *next;
    if (line.site >= by_site.size()) by_site.resize(line.site + 1);
    for (const auto& [day, daily] : line.days) {
      by_theme[line.theme].add(line.person, daily);
      by_day[day].add(line.person, daily);
      if (line.theme == Themes::kNone) continue;
      within_themes.add(line.person, daily);
      by_day_of_themes[day].add(line.person, daily);
      if (is_grave(themes, line.theme)) grave.add(line.person, daily);
      by_site[line.site].add(line.person, daily);
      by_centre[line.centre].add(line.person, daily);
      has_centres = has_centres || !counted.tally.centre(line.centre).empty();
    }
  }
  report.within_themes = within_themes.counts();
  report.grave = grave.counts();
  for (const auto& [centre, sum] : by_centre)
    if (const auto name = counted.tally.centre(centre); has_centres) report.by_centre[name.empty() ? std::string{kNoCentre} : std::string{name}] = sum.counts();
  for (const auto& [theme, sum] : by_theme) report.by_theme.emplace_back(title_of(themes, theme), sum.counts());
  std::ranges::sort(report.by_theme, {}, [&](const auto& one) { return std::tuple{one.first == Report::kNoTheme, !report.grave_themes.contains(one.first), -one.second.attempts, one.first}; });
  for (const auto& [day, sum] : by_day) report.by_day[date_of(day)] = sum.counts();
  if (!by_day.empty()) {
    report.from = date_of(by_day.begin()->first);
    report.to = date_of(by_day.rbegin()->first);
    const auto first = by_day.begin()->first, last = by_day.rbegin()->first;
    report.leaves_days_out = last - first >= kMostDays;
    for (DayNumber day = first; day <= last && !report.leaves_days_out; ++day) by_day_of_themes.try_emplace(day);
    for (const auto& [day, sum] : by_day_of_themes) report.by_day_of_themes[date_of(day)] = sum.counts();
  }
  for (Interned::Id site = 0; site < by_site.size(); ++site)
    if (!by_site[site].is_nothing()) report.top_sites.emplace_back(counted.tally.site(site), by_site[site].counts());
  std::ranges::sort(report.top_sites, [](const auto& a, const auto& b) { return std::tie(b.second.attempts, b.second.requests, a.first) < std::tie(a.second.attempts, a.second.requests, b.first); });
  if (report.top_sites.size() > kTopSites) report.top_sites.resize(kTopSites);
  report.people = people_of(lines, counted.tally, themes, repeated);
  report.repeated = std::ranges::count_if(report.people, &Somebody::is_repeated);
  report.one_off = static_cast<std::int64_t>(report.people.size()) - report.repeated;
  return report;
}

}  // namespace regard::webfilter
