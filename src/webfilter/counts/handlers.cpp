#include "webfilter/counts/handlers.h"

#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/numbers.h"
#include "webfilter/counts/charts.h"
#include "webfilter/counts/sheet.h"
#include "webfilter/counts/store.h"
#include "webfilter/permissions.h"

namespace regard::webfilter {
namespace {

using figures::Shown;

// No share: with the number it would tell how many lines mattered, which where little else is stopped is the number of requests of
// the themes.
std::string unreadable_in_words(const web::Visit& visit, const CountCoverage& coverage) {
  if (coverage.unreadable == 0) return visit.language(tr("none"));
  return visit.language(coverage.unreadable * 100 > coverage.of_interest ? tr("more than one in a hundred") : tr("one in a hundred or fewer"));
}

html::Content cell(const web::Visit& visit, const std::optional<Shown>& shown) {
  if (shown && shown->how != Shown::How::held_back) return number_in_words(visit, shown);
  html::View view{visit.services.views, visit.language, "webfilter/views/no_number.html"};
  view.set("NO_NUMBER", number_in_words(visit, shown));
  return view.render();
}

// The newest week first: that is what people come for.
html::Table weeks_table(const web::Visit& visit, const CountSheet& sheet) {
  const auto& say = visit.language;
  html::Table table{.caption = say(tr("Attempts by week and theme")), .caption_size = html::Size::m, .columns = {{say(tr("Week"))}, {say(tr("All themes")), true}, {say(tr("People")), true}},
                    .first_is_heading = true};
  for (const auto& theme : sheet.themes) table.columns.push_back({theme.title, true});
  for (auto week = sheet.weeks.rbegin(); week != sheet.weeks.rend(); ++week) {
    html::Table::Row row{week_in_words(visit, week->period), cell(visit, shown_of(*week, {}, sheet.centre, Of::attempts)), cell(visit, shown_of(*week, {}, sheet.centre, Of::people))};
    for (const auto& theme : sheet.themes) row.push_back(cell(visit, shown_of(*week, theme.id, sheet.centre, Of::attempts)));
    table.rows.push_back(std::move(row));
  }
  return table;
}

html::Table four_weeks_table(const web::Visit& visit, const CountSheet& sheet, const WebCounts& four) {
  const auto& say = visit.language;
  html::Table table{.caption = period_in_words(visit, four.period), .caption_size = html::Size::m, .columns = {{say(tr("Theme"))}, {say(tr("Attempts")), true}, {say(tr("People")), true}},
                    .first_is_heading = true};
  std::vector<std::optional<std::string_view>> centres;
  if (!sheet.centre && four.by.centres.size() > 1)
    for (const auto& centre : four.by.centres) {
      centres.emplace_back(centre.id);
      table.columns.push_back({centre_in_words(visit, centre), true});
    }
  const auto add = [&](std::optional<std::string_view> theme, const std::string& title) {
    html::Table::Row row{title, cell(visit, shown_of(four, theme, sheet.centre, Of::attempts)), cell(visit, shown_of(four, theme, sheet.centre, Of::people))};
    for (const auto& centre : centres) row.push_back(cell(visit, shown_of(four, theme, centre, Of::attempts)));
    table.rows.push_back(std::move(row));
  };
  add({}, say(tr("All themes")));
  for (const auto& theme : four.by.themes) add(theme.id, theme.title);
  return table;
}

html::Table coverage_table(const web::Visit& visit, db::Read& read, const CountSheet& sheet) {
  const auto& say = visit.language;
  html::Table table{.caption = say(tr("How complete these numbers are")), .caption_size = html::Size::m,
                    .columns = {{say(tr("Week"))}, {say(tr("Lines read")), true}, {say(tr("Unreadable, of the lines that mattered")), true}, {say(tr("Days without any log")), true},
                                {say(tr("Lines read after it was published")), true}},
                    .first_is_heading = true};
  for (auto week = sheet.weeks.rbegin(); week != sheet.weeks.rend(); ++week) {
    const auto& then = week->coverage;
    const auto late = std::max<std::int64_t>(store::coverage_of(read, week->period).lines - then.lines, 0);
    table.rows.push_back({week_in_words(visit, week->period), i18n::grouped(then.lines), unreadable_in_words(visit, then), std::to_string(then.days_without),
                          i18n::grouped(late)});
  }
  return table;
}

void add_choices(html::View& view, const web::Visit& visit, const CountSheet& sheet) {
  const auto& say = visit.language;
  const auto mistake_of = [&](std::string_view field) {
    const auto found = std::ranges::find(sheet.mistakes, field, &FieldError::field);
    return found == sheet.mistakes.end() ? std::string{} : say(found->message);
  };
  html::Select years{.field = {.name = "year", .label = {.text = say(tr("Which weeks")), .size = html::Size::s}}, .options = {{say(tr("The latest twelve")), "", !sheet.year}}};
  years.field.error = mistake_of("year");
  for (const auto& year : sheet.years) {
    const int begins = static_cast<int>(year.from.year());
    years.options.push_back({say(tr("Academic year {FROM} to {TO}"), {{"FROM", std::to_string(begins)}, {"TO", std::to_string(begins + 1)}}), std::to_string(begins), sheet.year == begins});
  }
  html::add(view, "YEARS", years);
  html::Select centres{.field = {.name = "centre", .label = {.text = say(tr("Which centre")), .size = html::Size::s}}, .options = {{say(tr("All centres")), "", !sheet.centre}}};
  centres.field.error = mistake_of("centre");
  for (const auto& centre : sheet.centres)
    centres.options.push_back({centre_in_words(visit, centre), centre.id.empty() ? "not_known" : centre.id, sheet.centre == centre.id});
  html::add(view, "CENTRES", centres);
  if (sheet.mistakes.empty()) return;
  html::ErrorSummary summary;
  for (const auto& mistake : sheet.mistakes) summary.mistakes.push_back({say(mistake.message), "#" + mistake.field});
  html::add(view, "SUMMARY", summary);
}

// What the shown ones add up to: nothing more than what stands in the table.
void add_sum(html::View& view, const CountSheet& sheet) {
  std::int64_t sum = 0, held_back = 0;
  for (const auto& week : sheet.weeks)
    if (const auto shown = shown_of(week, {}, sheet.centre, Of::attempts)) shown->how == Shown::How::held_back ? ++held_back : sum += shown->value;
  view.section("SUM").set("SUM_ATTEMPTS", std::to_string(sum)).set("SUM_WEEKS", std::to_string(sheet.weeks.size())).set("SUM_HELD_BACK", std::to_string(held_back));
}

void add_four_weeks(html::View& view, const web::Visit& visit, const CountSheet& sheet) {
  if (sheet.four_weeks.empty()) view.show("NO_FOUR_WEEKS");
  for (auto four = sheet.four_weeks.rbegin(); four != sheet.four_weeks.rend(); ++four) {
    html::View section = view.section("FOUR_WEEKS");
    section.set("FOUR_WEEKS_NAME", period_in_words(visit, four->period));
    html::add(section, "FOUR_WEEKS_TABLE", four_weeks_table(visit, sheet, *four));
    if (!sheet.centre && four->again_in_ten) section.section("AGAIN").set("AGAIN_IN_TEN", std::to_string(*four->again_in_ten));
  }
}

}  // namespace

Result<http::Response> show_counts(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const CountSheet sheet = sheet_of(visit, read);
  html::View view{visit.services.views, visit.language, "webfilter/views/counts.html"};
  add_choices(view, visit, sheet);
  if (visit.viewer.may_everywhere(kReveal)) view.show("REVIEWS");
  if (sheet.weeks.empty()) {
    view.show("NONE");
  } else {
    html::View some = view.section("SOME");
    const auto& publishing = sheet.weeks.back().by.publishing;
    some.set("FEWER_THAN", std::to_string(publishing.fewer_than)).set("ROUND_TO", std::to_string(publishing.round_to)).set("CSV_HREF", "/web-filter/csv?" + query_of(sheet));
    add_charts(some, visit, sheet);
    add_sum(some, sheet);
    html::add(some, "WEEKS", weeks_table(visit, sheet));
    add_four_weeks(some, visit, sheet);
    html::add(some, "COVERAGE", coverage_table(visit, read, sheet));
  }
  html::Page page = visit.page(visit.language(tr("Web filter")));
  page.mistakes = !sheet.mistakes.empty();
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page, sheet.mistakes.empty() ? 200 : http_status(ErrorKind::invalid));
}

Result<http::Response> export_counts(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const CountSheet sheet = sheet_of(visit, read);
  if (!sheet.mistakes.empty()) return fail(ErrorKind::invalid, "web_counts.which", sheet.mistakes);  // no file of other weeks than was asked for
  http::Response response;
  response.header("Content-Type", "text/csv; charset=utf-8");
  response.header("Content-Disposition", "attachment; filename=\"web-filter-" + iso(sheet.period.from) + "-" + iso(sheet.period.to) + ".csv\"");
  response.body = csv_of(visit, sheet);
  return response;
}

}  // namespace regard::webfilter
