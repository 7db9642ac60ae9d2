#include <fmt/format.h>

#include <boost/json.hpp>
#include <ostream>

#include "platform/base/calendar.h"
#include "webfilter/weblog/report_writers.h"

namespace regard::webfilter {
namespace {

namespace json = boost::json;

void row(std::ostream& out, std::string_view name, const Counts& counts) {
  out << fmt::format("  {:<44} {:>8} {:>9} {:>10}\n", name, counts.people, counts.attempts, counts.requests);
}

void heading(std::ostream& out, std::string_view name) {
  out << fmt::format("\n{:<46} {:>8} {:>9} {:>10}\n", name, "people", "attempts", "requests");
}

std::string counted(std::int64_t number, std::string_view one, std::string_view more) { return fmt::format("{} {}", number, number == 1 ? one : more); }

}  // namespace

void write_text(const Report& report, std::ostream& out) {
  const Coverage& coverage = report.coverage;
  if (report.grave.attempts > 0) out << fmt::format("{} in grave themes, by {}: LOOK TODAY\n\n", counted(report.grave.attempts, "attempt", "attempts"), counted(report.grave.people, "person", "people"));
  if (report.by_day.empty()) out << "Nothing of interest.\n";
  else out << fmt::format("{} to {}\n", long_date(report.from), long_date(report.to));
  const std::string formats = report.formats.empty() ? "" : fmt::format(" ({})", fmt::join(report.formats, ", "));
  out << fmt::format("{}{}, {} of interest; of those that may be, {} could not be read\n", counted(static_cast<std::int64_t>(coverage.lines), "line", "lines"), formats, coverage.of_interest,
                     coverage.unreadable);
  for (const auto& place : coverage.first_unreadable) out << "  unreadable: " << place << "\n";
  if (report.is_strange()) out << "  MANY LINES DO NOT FIT THIS FORMAT: it may have changed\n";
  if (report.by_day.empty()) return;
  heading(out, "By theme");
  for (const auto& [theme, counts] : report.by_theme) row(out, theme, counts);
  if (!report.by_centre.empty()) heading(out, "By centre");
  for (const auto& [centre, counts] : report.by_centre) row(out, centre, counts);
  heading(out, "By day");
  for (const auto& [day, counts] : report.by_day) row(out, long_date(day), counts);
  if (!report.top_sites.empty()) heading(out, "Sites of the themes");
  for (const auto& [site, counts] : report.top_sites) row(out, site, counts);
  if (!report.people.empty()) out << fmt::format("\n{} one-off, {} repeated\n", report.one_off, report.repeated);
  for (const auto& somebody : report.people)
    out << fmt::format("  {}  {:<13} {:>4} {:<8} on {:>2} {:<4}{}  {}\n", somebody.alias, word(somebody.identity), somebody.attempts, somebody.attempts == 1 ? "attempt" : "attempts", somebody.days, somebody.days == 1 ? "day" : "days",
                       somebody.is_repeated ? "  repeated" : "          ", somebody.grave.empty() ? somebody.theme : somebody.theme + "; GRAVE: " + somebody.grave);
  if (coverage.unmapped_labels.empty()) return;
  out << "\nLabels of blocked requests that are in no theme\n";
  for (const auto& [label, number] : coverage.unmapped_labels) out << fmt::format("  {:<44} {:>10}\n", label, number);
}

namespace {

// As RFC 4180 has it; what a spreadsheet would take for a formula begins with an apostrophe.
std::string csv(std::string_view text) {
  std::string made = "\"";
  if (!text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos) made += '\'';
  for (const char c : text) (made += c) += c == '"' ? "\"" : "";
  return made + '"';
}

}  // namespace

void write_csv(const Report& report, std::ostream& out) {
  out << "table,name,people,attempts,requests,days\r\n";
  const auto line = [&](std::string_view table, std::string_view name, const Counts& counts, const std::string& days = {}) {
    out << table << ',' << csv(name) << ',' << counts.people << ',' << counts.attempts << ',' << counts.requests << ',' << days << "\r\n";
  };
  for (const auto& [theme, counts] : report.by_theme) line("theme", theme, counts);
  for (const auto& [day, counts] : report.by_day) line("day", iso(day), counts);
  for (const auto& [centre, counts] : report.by_centre) line("centre", centre, counts);
  if (report.grave.attempts > 0) line("grave", "Grave themes", report.grave);
  for (const auto& [site, counts] : report.top_sites) line("site", site, counts);
  for (const auto& somebody : report.people) line(somebody.is_repeated ? "repeated" : "one-off", somebody.alias, {1, somebody.attempts, somebody.requests}, std::to_string(somebody.days));
}

namespace {

json::object said(const Counts& counts) { return {{"people", counts.people}, {"attempts", counts.attempts}, {"requests", counts.requests}}; }

}  // namespace

void write_json(const Report& report, std::ostream& out) {
  json::object themes, days, centres, labels;
  json::array sites, people, unreadable;
  for (const auto& [theme, counts] : report.by_theme) themes[theme] = said(counts);
  for (const auto& [day, counts] : report.by_day) days[iso(day)] = said(counts);
  for (const auto& [centre, counts] : report.by_centre) centres[centre] = said(counts);
  for (const auto& [site, counts] : report.top_sites) {
    json::object one = said(counts);
    one["site"] = site;
    sites.push_back(std::move(one));
  }
  for (const auto& somebody : report.people)
    people.push_back({{"alias", somebody.alias}, {"identity", word(somebody.identity)}, {"theme", somebody.theme}, {"attempts", somebody.attempts}, {"requests", somebody.requests},
                      {"days", somebody.days}, {"repeated", somebody.is_repeated}, {"grave", somebody.grave}});
  for (const auto& [label, number] : report.coverage.unmapped_labels) labels[label] = number;
  for (const auto& place : report.coverage.first_unreadable) unreadable.emplace_back(place);
  const Coverage& coverage = report.coverage;
  json::object all{{"formats", json::value_from(report.formats)},
                   {"coverage", {{"bytes", coverage.bytes}, {"lines", coverage.lines}, {"of_interest", coverage.of_interest}, {"unreadable", coverage.unreadable},
                                 {"first_unreadable", unreadable}, {"looked_at", coverage.looked_at}, {"strange", coverage.strange}}},
                   {"within_themes", said(report.within_themes)}, {"grave", said(report.grave)}, {"by_theme", themes}, {"by_day", days}, {"by_centre", centres}, {"sites", sites}, {"one_off", report.one_off}, {"repeated", report.repeated}, {"people", people},
                   {"unmapped_labels", labels}};
  out << all << "\n";
}

}  // namespace regard::webfilter
