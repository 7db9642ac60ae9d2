#include "concerns/figures/handlers.h"

#include <algorithm>

#include "concerns/casework/frame.h"
#include "concerns/concern/events.h"
#include "concerns/figures/period.h"
#include "concerns/figures/sheet.h"
#include "concerns/opening.h"
#include "concerns/paging.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

std::string titled(const web::Visit& visit, const Definition& definition) { return definition.id + ": " + visit.language(definition.title); }

html::Html number(const web::Visit& visit, const Sheet& sheet, const SheetRow& row, const figures::Shown& shown, const std::optional<std::string>& category) {
  html::View view{visit.services.views, visit.language, "concerns/views/figure.html"};
  const std::string text = in_words(visit, shown, sheet.definitions.publishing);
  if (sheet.exact && shown.value > 0)
    view.section("OPENS").set("FIGURE_HREF", counted_url(*row.figure, sheet.period, category)).set("FIGURE_NUMBER", text).set("FIGURE_OF", visit.language(row.definition.title));
  else view.section("SAYS").set("FIGURE_TEXT", text);
  return view.render();
}

html::Table table_of(const web::Visit& visit, const Sheet& sheet) {
  html::Table table{.caption = visit.language(tr("Cases, by the regulator's category")), .caption_size = html::Size::m,
                    .columns = {{visit.language(tr("Figure"))}, {visit.language(tr("All")), true}}, .first_is_heading = true,
                    .narrow = html::Table::Narrow::stacked};
  for (const auto& category : sheet.categories) table.columns.push_back({category.label, true});
  for (const auto& row : sheet.rows) {
    html::Table::Row cells{titled(visit, row.definition), number(visit, sheet, row, row.shown.total, {})};
    for (std::size_t i = 0; i < sheet.categories.size(); ++i)
      cells.push_back(number(visit, sheet, row, row.shown.parts[i], sheet.categories[i].value.empty() ? std::string{kNotSaid} : sheet.categories[i].value));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

void add_definitions(html::View& view, const web::Visit& visit, const Sheet& sheet) {
  html::SummaryList list;
  for (const auto& row : sheet.rows) list.rows.push_back({titled(visit, row.definition), visit.language(row.definition.text), {}});
  html::add(view, "DEFINITIONS", list);
  view.set("DEFINITIONS_VERSION", visit.language(tr("These are the definitions of {VERSION}."), {{"VERSION", sheet.definitions.version}}));
}

struct Shown {
  Chosen chosen;
  Sheet sheet;
};

Shown shown_to(const web::Visit& visit, db::Read& read) {
  Chosen chosen = chosen_by(visit, read);
  Sheet sheet = sheet_of(visit, read, chosen.period, chosen.definitions);
  if (!sheet.exact && chosen.part) {  // parts that may be chosen freely would say on which day a number changed
    chosen = whole_year(visit, read, chosen);
    sheet = sheet_of(visit, read, chosen.period, chosen.definitions);
  }
  if (!sheet.exact) std::erase_if(chosen.mistakes, [](const FieldError& mistake) { return mistake.field != "year"; });  // of what they are not asked
  return {std::move(chosen), std::move(sheet)};
}

// One page of those that the viewer sees, of one category if it is asked for.
std::vector<store::CountedCase> page_of(const web::Visit& visit, db::Read& read, const Figure& figure, const figures::Period& period,
                                        const std::optional<std::string>& category, std::optional<store::After> after) {
  const Sight sight = sight_of(visit.viewer, kOverseeCases);
  std::vector<store::CountedCase> found;
  while (found.size() <= static_cast<std::size_t>(kRowsOnPage)) {
    auto some = store::counted_cases(read, sight, figure, period, after, 200);
    if (some.empty()) break;
    after = store::After{some.back().day, some.back().record.id.text()};
    std::vector<store::Counted> counted;
    for (const auto& one : some) counted.push_back(one.counted);
    const auto values = categories_of(visit.services, counted);
    for (std::size_t i = 0; i < some.size(); ++i)
      if (!category || *category == (values[i].empty() ? kNotSaid : std::string_view{values[i]})) found.push_back(std::move(some[i]));
  }
  return found;
}

std::optional<store::After> after_from(std::string_view text) {
  if (text.size() < 12 || !date_from_iso(text.substr(0, 10)) || !uuid_from(text.substr(11))) return {};
  return store::After{std::string{text.substr(0, 10)}, std::string{text.substr(11)}};
}

std::vector<std::string> add_cases(html::View& view, const web::Visit& visit, const std::vector<store::CountedCase>& cases) {
  std::vector<SealedName> sealed;
  for (const auto& one : cases) sealed.push_back({one.record.key, one.record.id.value, one.record.name_sealed});
  const auto names = names_in(visit, kCaseName, sealed);
  std::vector<std::string> references;
  html::View table = view.section("TABLE");
  for (std::size_t i = 0; i < cases.size(); ++i) {
    const auto& reference = references.emplace_back(cases[i].record.reference);
    table.section("CASE").set("HREF", case_url(reference)).set("NAME", names[i]).set("REFERENCE", reference)
        .set("COUNTS_FROM", i18n::long_date(visit.language, date_from_iso(cases[i].day).value()));
  }
  return references;
}

}  // namespace

Result<http::Response> show_figures(const web::Visit& visit) {
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"figures", {}});
  auto read = visit.services.database.read();
  const auto [chosen, sheet] = shown_to(visit, read);
  html::View view{visit.services.views, visit.language, "concerns/views/figures.html"};
  view.set("PERIOD", in_words(visit, sheet.period)).set("CSV_HREF", "/figures/csv?" + query_of(chosen));
  add_mistakes(view, visit, chosen);
  add_period_choice(view, visit, chosen, sheet.exact);
  if (sheet.exact) view.show("EXACT");
  else view.section("ROUNDED").set("FEWER_THAN", std::to_string(sheet.definitions.publishing.fewer_than)).set("ROUND_TO", std::to_string(sheet.definitions.publishing.round_to));
  for (const auto& warning : warnings(visit, sheet)) html::add(view, "WARNINGS", html::WarningText{.text = warning});
  html::add(view, "TABLE", table_of(visit, sheet));
  add_definitions(view, visit, sheet);
  html::Page page = visit.page(visit.language(tr("Figures")));
  page.mistakes = !chosen.mistakes.empty();
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page, chosen.mistakes.empty() ? 200 : http_status(ErrorKind::invalid));
}

Result<http::Response> export_figures(const web::Visit& visit) {
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"figures", {}});
  auto read = visit.services.database.read();
  const auto [chosen, sheet] = shown_to(visit, read);
  if (!chosen.mistakes.empty()) return fail(ErrorKind::invalid, "figures.period", chosen.mistakes);  // no file of another period than was asked for
  http::Response response;
  response.header("Content-Type", "text/csv; charset=utf-8");
  response.header("Content-Disposition", "attachment; filename=\"figures-" + iso(sheet.period.from) + "-" + iso(sheet.period.to) + ".csv\"");
  response.body = csv_of(visit, sheet);
  return response;
}

Result<http::Response> show_counted(const web::Visit& visit) {
  const Figure* figure = figure_of(visit.parameter("figure"));
  if (!figure) return fail(ErrorKind::not_found, "figure.unknown");
  auto read = visit.services.database.read();
  const Chosen chosen = chosen_by(visit, read);
  const auto wished = visit.request.query.first("category");
  const std::optional<std::string> category = wished.empty() ? std::nullopt : std::optional{std::string{wished}};
  auto cases = page_of(visit, read, *figure, chosen.period, category, after_from(visit.request.query.first("after")));
  const bool more = cases.size() > static_cast<std::size_t>(kRowsOnPage);
  if (more) cases.resize(kRowsOnPage);

  std::vector<std::string> references;
  html::View view{visit.services.views, visit.language, "concerns/views/counted.html"};
  const Definition& definition = chosen.definitions.of(figure->id);
  view.set("FIGURE_TITLE", titled(visit, definition)).set("PERIOD", in_words(visit, chosen.period)).set("DEFINITION", visit.language(definition.text));
  if (cases.empty()) view.show("NONE");
  else references = add_cases(view, visit, cases);
  if (more)
    view.section("MORE").set("MORE_HREF", counted_url(*figure, chosen.period, category) + "&after=" + cases.back().day + "-" + cases.back().record.id.text());
  visit.services.audit.looked(visit.viewer, visit.now, ListLookedAt{"figures", references});
  html::Page page = visit.page(visit.language(tr("Cases behind a figure")));
  page.width = html::Page::Width::wide;
  page.back = html::Link{visit.language(tr("Back to the figures")), "/figures?" + query_of(chosen)};
  page.content = view.render();
  return web::show(visit, page);
}

html::Html definition_note(const web::Visit& visit, db::Read& read, std::string_view step) {
  const auto* figure = std::ranges::find_if(kFigures, [&](const Figure& each) { return each.counting == Counting::first_step && each.step == step; });
  if (figure == std::end(kFigures)) return {};
  const auto definitions = definitions_from(*visit.services.provisions.in_force(read, kReturnDefinitions, london_date(visit.now)));
  html::View view{visit.services.views, visit.language, "concerns/views/definition_note.html"};
  const Definition& definition = definitions.of(figure->id);
  view.set("NOTE_FIGURE", titled(visit, definition)).set("NOTE_DEFINITION", visit.language(definition.text)).set("NOTE_VERSION", definitions.version);
  return view.render();
}

}  // namespace regard::concerns
