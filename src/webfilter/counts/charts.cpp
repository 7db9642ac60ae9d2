#include "webfilter/counts/charts.h"

#include <algorithm>

#include <fmt/format.h>

#include "platform/i18n/dates.h"

namespace regard::webfilter {
namespace {

using How = figures::Shown::How;
using Series = std::vector<std::optional<figures::Shown>>;  // of the weeks, in their order

constexpr double kHeight = 100;
constexpr double kStub = 4;          // of what is held back: there is something to know, and not how much
constexpr double kWide = 8, kApart = 2;

enum class Large { no, yes };

Series series_of(const CountSheet& sheet, std::optional<std::string_view> theme) {
  Series series;
  for (const auto& week : sheet.weeks) series.push_back(shown_of(week, theme, sheet.centre, Of::attempts));
  return series;
}

std::int64_t most_of(const Series& series) {
  std::int64_t most = 0;
  for (const auto& shown : series)
    if (shown) most = std::max(most, shown->value);
  return most;
}

void add_column(html::View& chart, std::size_t week, const figures::Shown& shown, std::int64_t scale) {
  const bool held_back = shown.how == How::held_back;
  const double height = held_back ? kStub : std::max(kStub, kHeight * static_cast<double>(shown.value) / static_cast<double>(std::max<std::int64_t>(scale, 1)));
  html::View column = chart.section("COLUMN");
  column.set("COLUMN_LOOK", held_back ? "held-back" : "column").set("COLUMN_X", fmt::format("{:g}", static_cast<double>(week) * (kWide + kApart)))
      .set("COLUMN_Y", fmt::format("{:.2f}", kHeight - height)).set("COLUMN_HEIGHT", fmt::format("{:.2f}", height));
}

html::Html chart_of(const web::Visit& visit, const CountSheet& sheet, const std::string& title, const Series& series, std::int64_t scale, Large large) {
  html::View chart{visit.services.views, visit.language, "webfilter/views/counts_chart.html"};
  if (large == Large::yes) {
    chart.show("LARGE");
    chart.section("LARGE_AXIS").set("AXIS_FROM", i18n::long_date(visit.language, sheet.weeks.front().period.from))
        .set("AXIS_TO", i18n::long_date(visit.language, sheet.weeks.back().period.to));
  }
  const auto most = most_of(series);
  chart.set("CHART_TITLE", title).set("CHART_WIDTH", fmt::format("{:g}", static_cast<double>(series.size()) * (kWide + kApart) - kApart))
      .set("CHART_MOST", most == 0 ? held_back_in_words(visit) : visit.language(tr("at most {NUMBER} in a week"), {{"NUMBER", std::to_string(most)}}));
  for (std::size_t week = 0; week < series.size(); ++week)
    if (series[week]) add_column(chart, week, *series[week], scale);
  return chart.render();
}

}  // namespace

void add_charts(html::View& view, const web::Visit& visit, const CountSheet& sheet) {
  const Series all = series_of(sheet, {});
  view.set("CHART_OF_ALL_HTML", chart_of(visit, sheet, visit.language(tr("All themes")), all, most_of(all), Large::yes));
  std::int64_t scale = 0;
  for (const auto& theme : sheet.themes) scale = std::max(scale, most_of(series_of(sheet, theme.id)));
  std::vector<std::string> without;
  for (const auto& theme : sheet.themes) {
    const Series series = series_of(sheet, theme.id);
    if (most_of(series) > 0) view.section("CHART").set("CHART_HTML", chart_of(visit, sheet, theme.title, series, scale, Large::no));
    else without.push_back(theme.title);
  }
  if (without.empty()) return;
  html::View rest = view.section("WITHOUT_CHART");
  for (const auto& title : without) rest.section("WITHOUT").set("WITHOUT_TITLE", title);
}

}  // namespace regard::webfilter
