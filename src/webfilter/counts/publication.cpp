#include "webfilter/counts/publication.h"

#include <algorithm>
#include <boost/json.hpp>

#include "platform/base/stored_words.h"

namespace regard::webfilter {
namespace {

namespace json = boost::json;
using figures::Shown;
using figures::ShownCell;
using How = Shown::How;

constexpr StoredWord<Published> kKinds[] = {{Published::week, "week"}, {Published::four_weeks, "four_weeks"}};

json::array written(const std::vector<Heading>& headings) {
  json::array made;
  for (const auto& each : headings) made.push_back(json::object{{"id", each.id}, {"title", each.title}});
  return made;
}

std::vector<Heading> headings(const json::value& stored) {
  std::vector<Heading> made;
  for (const auto& each : stored.as_array()) made.push_back({std::string{each.at("id").as_string()}, std::string{each.at("title").as_string()}});
  return made;
}

// Held back is null; anything else is rounded: [attempts, people].
json::array written(const std::vector<ShownCell>& cells) {
  json::array made;
  for (const auto& cell : cells) made.push_back(cell.times.how == How::held_back ? json::value(nullptr) : json::value(json::array{cell.times.value, cell.people.value}));
  return made;
}

std::vector<ShownCell> cells(const json::value& stored) {
  std::vector<ShownCell> made;
  for (const auto& each : stored.as_array())
    made.push_back(each.is_null() ? ShownCell{{How::held_back, 0}, {How::held_back, 0}}
                                  : ShownCell{{How::rounded, each.as_array().at(0).to_number<std::int64_t>()}, {How::rounded, each.as_array().at(1).to_number<std::int64_t>()}});
  return made;
}

std::optional<std::size_t> place_of(const std::vector<Heading>& headings, std::string_view id) {
  const auto found = std::ranges::find(headings, id, &Heading::id);
  return found == headings.end() ? std::nullopt : std::optional{static_cast<std::size_t>(found - headings.begin())};
}

const ShownCell* cell_of(const WebCounts& counts, std::optional<std::string_view> theme, std::optional<std::string_view> centre) {
  const auto at = [](const std::vector<ShownCell>& table, std::optional<std::size_t> place) { return place && *place < table.size() ? &table[*place] : nullptr; };
  const auto t = theme ? place_of(counts.by.themes, *theme) : std::nullopt;
  const auto c = centre ? place_of(counts.by.centres, *centre) : std::nullopt;
  if (theme && centre) return t && c ? at(counts.tables.by_both, *t * counts.by.centres.size() + *c) : nullptr;
  if (theme) return at(counts.tables.by_theme, t);
  if (centre) return at(counts.tables.by_centre, c);
  return at(counts.tables.all, 0);
}

}  // namespace

std::string_view stored_word(Published kind) { return word_in(kKinds, kind); }

std::string to_json(const WebCounts& counts) {
  const auto& tables = counts.tables;
  const auto& coverage = counts.coverage;
  return json::serialize(json::object{
      {"themes", written(counts.by.themes)},
      {"centres", written(counts.by.centres)},
      {"fewer_than", counts.by.publishing.fewer_than},
      {"round_to", counts.by.publishing.round_to},
      {"tables", json::object{{"all", written(tables.all)}, {"by_theme", written(tables.by_theme)}, {"by_centre", written(tables.by_centre)}, {"by_both", written(tables.by_both)}}},
      {"coverage", json::object{{"lines", coverage.lines}, {"of_interest", coverage.of_interest}, {"unreadable", coverage.unreadable}, {"days_without", coverage.days_without}}},
      {"again_in_ten", counts.again_in_ten ? json::value(*counts.again_in_ten) : json::value(nullptr)}});
}

WebCounts counts_from(Published kind, const figures::Period& period, std::string_view text) {
  const auto stored = json::parse(text);
  const auto& tables = stored.at("tables");
  const auto& coverage = stored.at("coverage");
  const auto& again = stored.at("again_in_ten");
  const auto number = [](const json::value& value) { return value.to_number<std::int64_t>(); };
  return {.kind = kind,
          .period = period,
          .by = {headings(stored.at("themes")), headings(stored.at("centres")),
                 {static_cast<int>(number(stored.at("fewer_than"))), static_cast<int>(number(stored.at("round_to")))}},
          .tables = {cells(tables.at("all")), cells(tables.at("by_theme")), cells(tables.at("by_centre")), cells(tables.at("by_both"))},
          .coverage = {number(coverage.at("lines")), number(coverage.at("of_interest")), number(coverage.at("unreadable")), number(coverage.at("days_without"))},
          .again_in_ten = again.is_null() ? std::nullopt : std::optional{static_cast<int>(number(again))}};
}

std::optional<figures::Shown> shown_of(const WebCounts& counts, std::optional<std::string_view> theme, std::optional<std::string_view> centre, Of of) {
  const auto* cell = cell_of(counts, theme, centre);
  if (!cell) return {};
  return of == Of::attempts ? cell->times : cell->people;
}

}  // namespace regard::webfilter
