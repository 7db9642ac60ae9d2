// The report as one page that needs nothing else: to be sent, printed, read on a telephone and in the dark.
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

#include "platform/base/calendar.h"
#include "platform/html/views.h"
#include "platform/i18n/numbers.h"
#include "webfilter/weblog/report_writers.h"

namespace regard::webfilter {
namespace {

constexpr std::size_t kMostPeople = 200;  // of whom a page shows the first; a spreadsheet has all
constexpr double kColumnStep = 46, kColumnWidth = 34, kGround = 120, kHighest = 100;
constexpr std::size_t kMostValues = 14, kMostNames = 10;  // of columns, before they run into each other

constexpr std::string_view kStyles = R"css(
:root { color-scheme: light dark; --paper: #fff; --ink: #10181d; --faint: #4a5961; --line: #c9d1d5; --bar: #1d6fa5; --grave: #a3220f; --grave-paper: #fdeeea; --tag-ink: #fff; }
@media (prefers-color-scheme: dark) {
  :root { --paper: #11181c; --ink: #e8eef1; --faint: #a7b4bb; --line: #36444c; --bar: #5db1e4; --grave: #ff9a85; --grave-paper: #3a1a14; --tag-ink: #11181c; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.45 system-ui, sans-serif; }
main { max-width: 62rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0.5rem 0 0; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 2rem 0 0.5rem; }
p { margin: 0.5rem 0; max-width: 42rem; }
.period, .note { color: var(--faint); }
.grave { border-left: 0.4rem solid var(--grave); background: var(--grave-paper); padding: 0.75rem 1rem; margin: 1.25rem 0; }
.grave h2 { color: var(--grave); margin: 0; }
.warning { border: 2px solid var(--grave); padding: 0.5rem 0.75rem; font-weight: bold; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: 0.75rem; margin: 1.25rem 0 0; }
.figures div { border: 1px solid var(--line); padding: 0.5rem 0.75rem; }
.figures dt { color: var(--faint); font-size: 0.9rem; }
.figures dd { margin: 0; font-size: 1.75rem; font-weight: bold; font-variant-numeric: tabular-nums; }
.beside { display: grid; grid-template-columns: minmax(0, 4fr) minmax(0, 4fr); gap: 1.5rem; align-items: start; }
svg { display: block; width: 100%; }
svg rect { fill: var(--bar); }
svg rect.is-grave { fill: var(--grave); }
svg .ground { stroke: var(--line); }
svg text { fill: var(--faint); font-size: 11px; text-anchor: middle; }
svg text.value { fill: var(--ink); font-weight: bold; }
.days { max-height: 18rem; }
.wide { overflow-x: auto; }
.wide:focus-visible { outline: 3px solid var(--bar); outline-offset: 2px; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { padding: 0.35rem 0.6rem 0.35rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; font-weight: normal; overflow-wrap: anywhere; }
thead th { color: var(--faint); font-size: 0.9rem; overflow-wrap: normal; }
tbody th { min-width: 7rem; }
.number { text-align: right; white-space: nowrap; padding-left: 0.6rem; }
.alias { font-family: ui-monospace, monospace; white-space: nowrap; }
.picture { width: 35%; min-width: 6rem; vertical-align: middle; }
.picture svg { height: 0.8rem; }
.tag { background: var(--grave); color: var(--tag-ink); font-size: 0.8rem; padding: 0 0.35rem; white-space: nowrap; }
@media (max-width: 40rem) {
  .beside { grid-template-columns: minmax(0, 1fr); }
  .picture { display: none; }
  .people { min-width: 40rem; }
  h1 { font-size: 1.5rem; }
}
@media print {
  :root { --paper: #fff; --ink: #000; --faint: #333; --line: #999; --bar: #1d6fa5; --grave: #a3220f; --grave-paper: #fff; --tag-ink: #fff; }
  main { max-width: none; padding: 0; }
  section, tr, .figures { break-inside: avoid; }
  section { break-inside: auto; }
  h2 { break-after: avoid; }
  svg rect { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  .wide { overflow: visible; }
  .tag { background: none; color: var(--grave); border: 1px solid var(--grave); }
}
)css";

using html::Html;
using html::View;

class Page {
 public:
  Page(const Report& report, const Files& files) : report_{report}, language_{"en", files}, views_{files, languages(files)} {}

  std::string written() {
    View page{views_, language_, "webfilter/weblog/views/report.html"};
    page.set("LANGUAGE", language_.code()).set_if("PERIOD", period());
    if (report_.grave.attempts > 0) tell_grave(page);
    if (report_.is_strange()) page.show("STRANGE");
    if (report_.by_day.empty()) page.show("NOTHING");
    else tell_figures(page);
    page.set("READ_WORDS", read());
    const std::string made{page.render().text()};
    const auto head = made.find("</head>");
    return made.substr(0, head) + "<style>" + std::string{kStyles} + "</style>\n" + made.substr(head);
  }

 private:
  static std::vector<i18n::Language> languages(const Files& files) {
    std::vector<i18n::Language> all;
    all.emplace_back("en", files);
    return all;
  }

  std::string period() const {
    if (report_.by_day.empty()) return {};
    const auto from = long_date(report_.from), to = long_date(report_.to);
    return report_.from == report_.to ? from : language_(tr("{FROM} to {TO}"), {{"FROM", from}, {"TO", to}});
  }

  void tell_grave(View& page) {
    page.show("GRAVE")
        .set("GRAVE_TITLE", language_.plural(tr("{COUNT} attempt in a grave theme: look today"), tr("{COUNT} attempts in grave themes: look today"), report_.grave.attempts))
        .set("GRAVE_WORDS", language_.plural(tr("By {COUNT} person. Grave is what a person should look at on the same day."), tr("By {COUNT} people. Grave is what a person should look at on the same day."),
                                             report_.grave.people));
  }

  void tell_figures(View& page) {
    page.section("FIGURES").set("ATTEMPTS", i18n::grouped(report_.within_themes.attempts)).set("PEOPLE", i18n::grouped(static_cast<std::int64_t>(report_.people.size())))
        .set("ONE_OFF", i18n::grouped(report_.one_off)).set("REPEATED", i18n::grouped(report_.repeated));
    View days = page.section("DAYS");
    draw_days(days);
    if (report_.leaves_days_out) days.show("DAYS_LEFT_OUT");
    Html tables;
    tables += table("themes", language_(tr("By theme")), language_(tr("Theme")), report_.by_theme);
    if (!report_.by_centre.empty()) tables += table("centres", language_(tr("By centre")), language_(tr("Centre")), report_.by_centre);
    if (!report_.top_sites.empty()) tables += table("sites", language_(tr("Sites of the themes")), language_(tr("Site")), report_.top_sites);
    page.set("TABLES_HTML", tables);
    if (!report_.people.empty()) tell_people(page);
  }

  void draw_days(View& days) {
    std::int64_t most = 1;
    for (const auto& [day, counts] : report_.by_day_of_themes) most = std::max(most, counts.attempts);
    const std::size_t size = report_.by_day_of_themes.size();
    const std::size_t named = (size + kMostNames - 1) / kMostNames;
    days.set("DAYS_WIDTH", fmt::format("{}", std::max<double>(7, static_cast<double>(size)) * kColumnStep));
    std::size_t place = 0;
    View listed{views_, language_, "webfilter/weblog/views/report_days.html"};
    for (const auto& [day, counts] : report_.by_day_of_themes) {
      const double x = static_cast<double>(place) * kColumnStep + (kColumnStep - kColumnWidth) / 2;
      const double height = static_cast<double>(counts.attempts) / static_cast<double>(most) * kHighest;
      days.section("DAY_COLUMN").set("COLUMN_X", fmt::format("{}", x)).set("COLUMN_Y", fmt::format("{:.1f}", kGround - height)).set("COLUMN_WIDTH", fmt::format("{}", kColumnWidth))
          .set("COLUMN_HEIGHT", fmt::format("{:.1f}", height)).set("COLUMN_MIDDLE", fmt::format("{}", x + kColumnWidth / 2))
          .set("COLUMN_VALUE_Y", fmt::format("{:.1f}", kGround - height - 4)).set_if("COLUMN_VALUE", size <= kMostValues ? i18n::grouped(counts.attempts) : "")
          .set_if("COLUMN_NAME", place % named == 0 ? iso(day).substr(8) + "/" + iso(day).substr(5, 2) : "");
      listed.section("DAY").set("DAY_NAME", long_date(day)).set("DAY_ATTEMPTS", i18n::grouped(counts.attempts)).set("DAY_PEOPLE", i18n::grouped(counts.people));
      ++place;
    }
    days.set("DAYS_HTML", listed.render());
  }

  template <class Rows>
  Html table(std::string_view id, const std::string& title, const std::string& what, const Rows& rows) {
    View made{views_, language_, "webfilter/weblog/views/report_table.html"};
    made.set("ID", id).set("TITLE", title).set("WHAT", what);
    std::int64_t most = 1;
    for (const auto& [name, counts] : rows)
      if (name != Report::kNoTheme) most = std::max(most, counts.attempts);
    for (const auto& [name, counts] : rows) {
      const bool is_grave = report_.grave_themes.contains(name) && id == "themes";
      View row = made.section("ROW");
      row.set("NAME", name).set("ROW_ATTEMPTS", i18n::grouped(counts.attempts)).set("ROW_PEOPLE", i18n::grouped(counts.people)).set("ROW_REQUESTS", i18n::grouped(counts.requests));
      if (is_grave) row.show("NAME_GRAVE");
      if (name == Report::kNoTheme) row.show("NO_BAR");
      else row.section("BAR").set("BAR_CLASS", is_grave ? "is-grave" : "bar").set("BAR_SHARE", fmt::format("{:.1f}", 100.0 * static_cast<double>(counts.attempts) / static_cast<double>(most)));
    }
    return made.render();
  }

  void tell_people(View& page) {
    View people = page.section("SOMEBODY");
    for (std::size_t i = 0; i < std::min(kMostPeople, report_.people.size()); ++i) {
      const auto& somebody = report_.people[i];
      View row = people.section("PERSON");
      row.set("ALIAS", somebody.alias).set("MET", somebody.theme).set("PERSON_ATTEMPTS", i18n::grouped(somebody.attempts)).set("PERSON_DAYS", i18n::grouped(somebody.days)).set("KNOWN", word(somebody.identity));
      row.show(somebody.is_repeated ? "PERSON_REPEATED" : "PERSON_ONE_OFF");
      if (somebody.grave == somebody.theme) row.show("PERSON_ALL_GRAVE");
      else row.set_if("PERSON_GRAVE", somebody.grave);
    }
    if (report_.people.size() > kMostPeople)
      people.section("PEOPLE_LEFT_OUT").set("LEFT_OUT_WORDS", language_.plural(tr("{COUNT} more is in the spreadsheet."), tr("{COUNT} more are in the spreadsheet."), static_cast<std::int64_t>(report_.people.size() - kMostPeople)));
  }

  std::string read() const {
    const Coverage& coverage = report_.coverage;
    if (coverage.lines == 0) return language_(tr("No lines."));
    return language_(tr("Lines: {LINES} ({FORMATS}). Of interest: {INTEREST}. Of those that may be of interest, {UNREADABLE} could not be read."),
                     {{"LINES", i18n::grouped(static_cast<std::int64_t>(coverage.lines))}, {"FORMATS", fmt::format("{}", fmt::join(report_.formats, ", "))},
                      {"INTEREST", i18n::grouped(static_cast<std::int64_t>(coverage.of_interest))}, {"UNREADABLE", i18n::grouped(static_cast<std::int64_t>(coverage.unreadable))}});
  }

  const Report& report_;
  i18n::Language language_;
  html::Views views_;
};

}  // namespace

std::string as_html(const Report& report, const Files& files) { return Page{report, files}.written(); }

}  // namespace regard::webfilter
