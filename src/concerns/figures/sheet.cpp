#include "concerns/figures/sheet.h"

#include <algorithm>

#include "concerns/category/category.h"
#include "platform/base/calendar.h"
#include "platform/base/csv.h"

namespace regard::concerns {
namespace {

// Opening the categories of records that the viewer does not see says nothing of any one of them: only counts leave here.
figures::Row counted_row(const web::Services& services, const std::vector<store::Counted>& counted, const std::vector<CategoryColumn>& categories) {
  figures::Row row{static_cast<std::int64_t>(counted.size()), std::vector<std::int64_t>(categories.size())};
  for (const auto& value : categories_of(services, counted)) {
    const auto found = std::ranges::find(categories, value, &CategoryColumn::value);
    ++row.parts[found == categories.end() ? categories.size() - 1 : static_cast<std::size_t>(found - categories.begin())];
  }
  return row;
}

const SheetRow& row_of(const Sheet& sheet, std::string_view id) {
  return *std::ranges::find(sheet.rows, id, [](const SheetRow& row) { return row.figure->id; });
}

}  // namespace

std::vector<CategoryColumn> category_columns(const web::Visit& visit, db::Read& read, Date day) {
  std::vector<CategoryColumn> categories;
  const auto provision = visit.services.provisions.in_force(read, provision_of(Scheme::regulator), day);
  for (const auto& each : provision->content.at("category").as_array())
    categories.push_back({std::string{each.at("value").as_string()}, visit.language(Words{each.at("label").as_string()})});
  categories.push_back({"", visit.language(tr("Not yet said"))});
  return categories;
}

std::vector<std::string> categories_of(const web::Services& services, const std::vector<store::Counted>& counted) {
  std::vector<crypto::KeyId> ids;
  for (const auto& one : counted) ids.push_back(one.key);
  const auto keys = services.keyring.find_many(ids);
  std::vector<std::string> found;
  for (std::size_t i = 0; i < counted.size(); ++i) {
    if (!keys[i] || !counted[i].category) {
      found.emplace_back();
      continue;
    }
    const PrivateText value = crypto::open(*keys[i], {kCategory, *counted[i].category}, counted[i].category_sealed);
    found.push_back(value.reveal());
  }
  return found;
}

Sheet sheet_of(const web::Visit& visit, db::Read& read, const figures::Period& period, const Definitions& definitions) {
  Sheet sheet{.period = period, .definitions = definitions, .categories = category_columns(visit, read, period.to)};
  // Of the role alone: that a number is rounded because a record is hidden would say that there is one, and on which day.
  sheet.exact = visit.viewer.may_everywhere(kOverseeCases);
  const Sight sight = sight_of(visit.viewer, kOverseeCases);
  for (const Figure& figure : kFigures) {
    const auto counted = sheet.exact ? store::counted_for(read, sight, figure, period) : store::counted(read, figure, period);
    SheetRow row{&figure, definitions.of(figure.id), counted_row(visit.services, counted, sheet.categories), {}};
    row.shown = sheet.exact ? figures::exact(row.counted) : figures::published(row.counted, definitions.publishing);
    sheet.rows.push_back(std::move(row));
  }
  return sheet;
}

std::vector<std::string> warnings(const web::Visit& visit, const Sheet& sheet) {
  std::vector<std::string> found;
  if (!sheet.exact) return found;
  const struct { std::string_view fewer, more; } pairs[] = {{"W1", "W2"}, {"W2", "W3"}};
  for (const auto& [fewer, more] : pairs)
    if (row_of(sheet, fewer).counted.total < row_of(sheet, more).counted.total)
      found.push_back(visit.language(tr("{MORE} is more than {FEWER}. That can be so, for example when an emergency left no time for advice. Look at the "
                                        "cases before the figures are used."),
                                     {{"MORE", std::string{more}}, {"FEWER", std::string{fewer}}}));
  return found;
}

std::string in_words(const web::Visit& visit, const figures::Shown& shown, const figures::Publishing& publishing) {
  if (shown.how == figures::Shown::How::held_back) return visit.language(tr("Fewer than {NUMBER}, or held back"), {{"NUMBER", std::to_string(publishing.fewer_than)}});
  return std::to_string(shown.value);
}

std::string csv_of(const web::Visit& visit, const Sheet& sheet) {
  const auto& say = visit.language;
  std::vector<std::string> head{say(tr("Figure")), say(tr("What it counts")), say(tr("All"))};
  for (const auto& category : sheet.categories) head.push_back(category.label);
  for (const Words more : {tr("From"), tr("To"), tr("Definitions"), tr("Numbers are")}) head.push_back(say(more));
  std::string text = csv_line(head);
  for (const auto& row : sheet.rows) {
    std::vector<std::string> cells{row.definition.id, say(row.definition.title), in_words(visit, row.shown.total, sheet.definitions.publishing)};
    for (const auto& part : row.shown.parts) cells.push_back(in_words(visit, part, sheet.definitions.publishing));
    cells.insert(cells.end(), {iso(sheet.period.from), iso(sheet.period.to), sheet.definitions.version, say(sheet.exact ? tr("exact") : tr("rounded"))});
    text += csv_line(cells);
  }
  return text;
}

}  // namespace regard::concerns
