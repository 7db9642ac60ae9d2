#include "webfilter/counts/sheet.h"

#include <algorithm>
#include <charconv>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/base/csv.h"
#include "platform/i18n/dates.h"
#include "platform/provisions/provisions.h"
#include "webfilter/counts/store.h"
#include "webfilter/counts/weeks.h"

namespace regard::webfilter {
namespace {

using figures::Period;
using std::chrono::days;
using std::chrono::sys_days;

constexpr int kWeeksShown = 12;
constexpr int kYearsOffered = 6;

Date plus(Date day, days more) { return Date{sys_days{day} + more}; }

// Years as the return counts them, from that of the first week on.
std::vector<Period> years_offered(const web::Visit& visit, db::Read& read) {
  const Date today = london_date(visit.now);
  const auto provision = visit.services.provisions.in_force(read, "return_definitions", today);
  const auto first = store::first_published_week(read);
  std::vector<Period> years;
  for (Period year = figures::year_of(today, std::string_view{provision->content.at("year_begins").as_string()});
       years.size() < kYearsOffered && (years.empty() || (first && year.to >= *first)); year = figures::year_before(year))
    years.push_back(year);
  return years;
}

void choose_year(CountSheet& sheet, const std::string& typed, Date today) {
  sheet.period = {plus(monday_of(today), days{-7 * (kWeeksShown + 1)}), today};
  if (typed.empty()) return;
  for (const auto& year : sheet.years)
    if (std::to_string(static_cast<int>(year.from.year())) == typed) {
      sheet.year = static_cast<int>(year.from.year());
      sheet.period = year;
      return;
    }
  sheet.mistakes.push_back({"year", tr("There are no counts of that year. Choose one of the years on this page")});
}

void add_headings(CountSheet& sheet, const CountedBy& by) {
  const auto add = [](std::vector<Heading>& all, const std::vector<Heading>& more) {
    for (const auto& each : more)
      if (std::ranges::find(all, each.id, &Heading::id) == all.end()) all.push_back(each);
  };
  add(sheet.themes, by.themes);
  add(sheet.centres, by.centres);
}

class Csv {
 public:
  explicit Csv(const web::Visit& visit) : visit_{visit} {}
  void add(const WebCounts& counts, const std::optional<std::string>& only_centre) {
    const auto& say = visit_.language;
    std::vector<std::pair<std::optional<std::string_view>, std::string>> themes{{std::nullopt, say(tr("All themes"))}}, centres;
    for (const auto& theme : counts.by.themes) themes.emplace_back(theme.id, theme.title);
    if (!only_centre) centres.emplace_back(std::nullopt, say(tr("All centres")));
    for (const auto& centre : counts.by.centres)
      if (!only_centre || *only_centre == centre.id) centres.emplace_back(centre.id, centre_in_words(visit_, centre));
    for (const auto& [theme, theme_title] : themes)
      for (const auto& [centre, centre_title] : centres) {
        const auto attempts = shown_of(counts, theme, centre, Of::attempts), people = shown_of(counts, theme, centre, Of::people);
        if (!attempts) continue;
        text += csv_line({iso(counts.period.from), iso(counts.period.to), say(counts.kind == Published::week ? tr("Week") : tr("Four weeks")), theme_title, centre_title,
                      number_in_words(visit_, attempts), number_in_words(visit_, people), std::to_string(counts.coverage.lines), std::to_string(counts.coverage.unreadable), std::to_string(counts.coverage.days_without)});
      }
  }
  std::string text;

 private:
  const web::Visit& visit_;
};

}  // namespace

CountSheet sheet_of(const web::Visit& visit, db::Read& read) {
  CountSheet sheet;
  sheet.years = years_offered(visit, read);
  const std::string typed{visit.request.query.first("year")};
  choose_year(sheet, typed, london_date(visit.now));
  sheet.weeks = store::published(read, Published::week, sheet.period);
  if (!sheet.year && sheet.weeks.size() > kWeeksShown) sheet.weeks.erase(sheet.weeks.begin(), sheet.weeks.end() - kWeeksShown);
  sheet.four_weeks = store::published(read, Published::four_weeks, {plus(sheet.period.from, days{-27}), sheet.period.to});
  std::erase_if(sheet.four_weeks, [&](const WebCounts& four) { return sheet.weeks.empty() || four.period.to < sheet.weeks.front().period.from; });
  for (auto week = sheet.weeks.rbegin(); week != sheet.weeks.rend(); ++week) add_headings(sheet, week->by);
  for (const auto& four : sheet.four_weeks) add_headings(sheet, four.by);
  const std::string centre{visit.request.query.first("centre")};
  if (centre.empty()) return sheet;
  const auto found = std::ranges::find_if(sheet.centres, [&](const Heading& each) { return centre == (each.id.empty() ? "not_known" : each.id); });
  if (found != sheet.centres.end()) sheet.centre = found->id;
  else sheet.mistakes.push_back({"centre", tr("There are no counts of that centre. Choose one of those on this page")});
  return sheet;
}

std::string query_of(const CountSheet& sheet) {
  std::string query = sheet.year ? "year=" + std::to_string(*sheet.year) : "";
  if (sheet.centre) query += (query.empty() ? "" : "&") + std::string{"centre="} + (sheet.centre->empty() ? "not_known" : http::percent_encoded(*sheet.centre));
  return query;
}

std::string week_in_words(const web::Visit& visit, const Period& week) {
  return visit.language(tr("Week {WEEK}, from {DAY}"), {{"WEEK", std::to_string(number_of_week(week.from).week)}, {"DAY", i18n::long_date(visit.language, week.from)}});
}

std::string period_in_words(const web::Visit& visit, const Period& period) {
  return visit.language(tr("{FROM} to {TO}"), {{"FROM", i18n::long_date(visit.language, period.from)}, {"TO", i18n::long_date(visit.language, period.to)}});
}

std::string centre_in_words(const web::Visit& visit, const Heading& centre) { return centre.id.empty() ? visit.language(tr("Elsewhere, or not known")) : centre.title; }

std::string held_back_in_words(const web::Visit& visit) { return visit.language(tr("held back")); }

std::string number_in_words(const web::Visit& visit, const std::optional<figures::Shown>& shown) {
  if (!shown) return visit.language(tr("not counted"));
  return shown->how == figures::Shown::How::held_back ? held_back_in_words(visit) : std::to_string(shown->value);
}

std::string csv_of(const web::Visit& visit, const CountSheet& sheet) {
  const auto& say = visit.language;
  Csv csv{visit};
  std::vector<std::string> head;
  for (const Words each : {tr("From"), tr("To"), tr("Period"), tr("Theme"), tr("Centre"), tr("Attempts, rounded"), tr("People, rounded"), tr("Lines read by then"),
                           tr("Unreadable lines that mattered"), tr("Days without any log")})
    head.push_back(say(each));
  csv.text = csv_line(head);
  for (const auto& all : {std::cref(sheet.weeks), std::cref(sheet.four_weeks)})
    for (const auto& counts : all.get()) csv.add(counts, sheet.centre);
  return csv.text;
}

}  // namespace regard::webfilter
