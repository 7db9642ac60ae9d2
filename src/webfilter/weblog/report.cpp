#include "webfilter/weblog/report.h"

#include <algorithm>
#include <ostream>
#include <set>
#include <thread>

#include "webfilter/engine/alias.h"
#include "webfilter/engine/input/input.h"
#include "webfilter/weblog/reading.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kTopSites = 20;
constexpr std::string_view kNoTheme = "Blocked, of no theme";

Date date_of(DayNumber day) { return Date{std::chrono::sys_days{std::chrono::days{day}}}; }

std::string title_of(const Themes& themes, std::int32_t theme) {
  return theme == Themes::kNone ? std::string{kNoTheme} : themes.all()[static_cast<std::size_t>(theme)].title;
}

// Adds up, and counts each person once.
class Sum {
 public:
  void add(Interned::Id person, const Tally::Daily& daily) {
    people_.insert(person);
    counts_.attempts += daily.attempts;
    counts_.requests += daily.requests;
  }
  Counts counts() const { return {static_cast<std::int64_t>(people_.size()), counts_.attempts, counts_.requests}; }

 private:
  std::set<Interned::Id> people_;
  Counts counts_;
};

// What one person did within the themes.
struct Doing {
  std::map<std::int32_t, std::int64_t> by_theme;
  std::set<DayNumber> days;
  std::int64_t attempts = 0;
  Identity identity = Identity::spoofable;
};

std::vector<Somebody> people_of(const Tally& tally, const Themes& themes, const Repeated& repeated) {
  std::map<Interned::Id, Doing> all;
  for (const auto& line : tally.lines()) {
    if (line.theme == Themes::kNone) continue;
    Doing& doing = all[line.person];
    doing.identity = std::min(doing.identity, line.best);
    for (const auto& [day, daily] : line.days) {
      if (daily.attempts == 0) continue;
      doing.by_theme[line.theme] += daily.attempts;
      doing.attempts += daily.attempts;
      doing.days.insert(day);
    }
  }
  const Aliases aliases{Aliases::new_key()};
  std::vector<Somebody> made;
  for (const auto& [person, doing] : all) {
    if (doing.attempts == 0) continue;
    const auto most = std::ranges::max_element(doing.by_theme, {}, [](const auto& theme) { return theme.second; });
    const auto days = static_cast<std::int64_t>(doing.days.size());
    const auto name = tally.person(person);
    made.push_back({(tally.is_named(person) ? aliases.of_person(name, 0) : aliases.of_address(name, 0)).shown(), doing.identity,
                    title_of(themes, most->first), doing.attempts, days, doing.attempts >= repeated.attempts && days >= repeated.days});
  }
  std::ranges::sort(made, [](const Somebody& a, const Somebody& b) { return std::tie(b.attempts, a.alias) < std::tie(a.attempts, b.alias); });
  return made;
}

Themes themes_of(const ReportAsked& asked, const Files& files) {
  Themes themes{asked.themes.empty() ? files.read("weblogs/themes.toml") : text_of(asked.themes)};
  for (const auto& list : asked.hosts) {
    const auto equals = list.find('=');
    if (equals == std::string::npos) throw FormatMistake("write --hosts THEME=FILE, not " + list);
    themes.add_host_list(list.substr(0, equals), text_of(list.substr(equals + 1)));
  }
  return themes;
}

}  // namespace

Report report_of(const Counted& counted, const Themes& themes, const Repeated& repeated, std::vector<std::string> formats) {
  Report report;
  report.formats = std::move(formats);
  report.coverage = counted.coverage;
  std::map<std::int32_t, Sum> by_theme;
  std::map<DayNumber, Sum> by_day;
  std::map<Interned::Id, Sum> by_site;
  for (const auto& line : counted.tally.lines())
    for (const auto& [day, daily] : line.days) {
      by_theme[line.theme].add(line.person, daily);
      by_day[day].add(line.person, daily);
      if (line.theme != Themes::kNone) by_site[line.site].add(line.person, daily);
    }
  for (const auto& [theme, sum] : by_theme) report.by_theme[title_of(themes, theme)] = sum.counts();
  for (const auto& [day, sum] : by_day) report.by_day[date_of(day)] = sum.counts();
  if (!by_day.empty()) {
    report.from = date_of(by_day.begin()->first);
    report.to = date_of(by_day.rbegin()->first);
  }
  for (const auto& [site, sum] : by_site) report.top_sites.emplace_back(counted.tally.site(site), sum.counts());
  std::ranges::sort(report.top_sites, [](const auto& a, const auto& b) { return std::tie(b.second.attempts, b.second.requests, a.first) < std::tie(a.second.attempts, a.second.requests, b.first); });
  if (report.top_sites.size() > kTopSites) report.top_sites.resize(kTopSites);
  report.people = people_of(counted.tally, themes, repeated);
  report.repeated = std::ranges::count_if(report.people, &Somebody::is_repeated);
  report.one_off = static_cast<std::int64_t>(report.people.size()) - report.repeated;
  return report;
}

int print_report(const ReportAsked& asked, const Files& files, std::ostream& out, std::ostream& told) {
  const Choice choice{asked.logs, files};
  const Themes themes = themes_of(asked, files);
  const People people{asked.logs.own_realms};
  const Zone zone{asked.logs.zone};
  const Counting counting{.themes = themes, .people = people, .zone = zone,
                          .threads = asked.threads > 0 ? asked.threads : std::max(1U, std::thread::hardware_concurrency())};
  Counted counted;
  int code = 0;
  count(counting, files_of(asked.logs), [&](std::string_view beginning, const std::filesystem::path& file) -> const Format& { return choice.of(beginning, name_of(file)); },
        counted, [&](const InputFault& fault) {
          told << fault.what() << "\n";
          code = 1;
        });
  write(report_of(counted, themes, asked.repeated, counted.formats), asked.format, out);
  return code;
}

}  // namespace regard::webfilter
