// From the lines of weeks to the cube and the tables that they are published in.
#include <algorithm>
#include <map>

#include "webfilter/counts/publish.h"

namespace regard::webfilter {
namespace {

using figures::Grouping;
using figures::kNoGroup;
using figures::Table;

std::uint32_t size_of(std::size_t number) { return static_cast<std::uint32_t>(std::max<std::size_t>(number, 1)); }

std::optional<std::uint32_t> place_of(const std::vector<Heading>& headings, std::string_view id) {
  const auto found = std::ranges::find(headings, id, &Heading::id);
  return found == headings.end() ? std::nullopt : std::optional{static_cast<std::uint32_t>(found - headings.begin())};
}

// Where each of `all` stands in `some`: what is not listed there was not counted there.
Grouping places_in(const std::vector<Heading>& all, const std::vector<Heading>& some) {
  Grouping grouping;
  for (const auto& each : all) {
    const auto place = place_of(some, each.id);
    grouping.push_back(place ? static_cast<int>(*place) : kNoGroup);
  }
  return grouping;
}

Grouping in_one(Grouping grouping) {
  for (auto& group : grouping)
    if (group != kNoGroup) group = 0;
  return grouping;
}

// The tables of one publication, in the order of CountTables, with what was shown of it already if anything was.
void add_tables(std::vector<Table>& tables, const CountedBy& all, const WebCounts& of, const Grouping& weeks) {
  const Grouping themes = places_in(all.themes, of.by.themes), centres = places_in(all.centres, of.by.centres);
  tables.push_back({{in_one(themes), in_one(centres), weeks}, of.tables.all});
  tables.push_back({{themes, in_one(centres), weeks}, of.tables.by_theme});
  if (of.by.centres.size() < 2) return;
  tables.push_back({{in_one(themes), centres, weeks}, of.tables.by_centre});
  tables.push_back({{themes, centres, weeks}, of.tables.by_both});
}

std::vector<figures::Line> lines_of(const CountedBy& all, const std::vector<Date>& weeks, const std::vector<store::CountedLine>& counted, std::map<std::int64_t, std::uint32_t>& who) {
  std::vector<figures::Line> lines;
  for (const auto& one : counted) {
    const auto theme = place_of(all.themes, one.theme), centre = place_of(all.centres, one.centre);
    const auto week = std::ranges::find(weeks, one.week);
    if (!theme || !centre || week == weeks.end()) continue;
    const auto person = who.try_emplace(one.who, static_cast<std::uint32_t>(who.size())).first->second;
    lines.push_back({{*theme, *centre, static_cast<std::uint32_t>(week - weeks.begin())}, person, one.times});
  }
  return lines;
}

// Of people, how many in ten tried more than once: only of many, and only where it says nothing of the numbers beside it that they
// do not say themselves, which is that those who tried again must have done so at least twice.
std::optional<int> again_in_ten(const WebCounts& counts, const std::vector<figures::Line>& lines) {
  const auto& all = counts.tables.all.front();
  const auto step = std::max(counts.by.publishing.round_to, 1);
  if (all.times.how == figures::Shown::How::held_back || all.people.value < 4 * counts.by.publishing.fewer_than) return {};
  std::map<std::uint32_t, std::int64_t> times;
  for (const auto& line : lines) times[line.who] += line.times;
  const auto again = std::ranges::count_if(times, [](const auto& each) { return each.second > 1; });
  const auto people = static_cast<std::int64_t>(times.size());
  const auto in_ten = (20 * again + people) / (2 * people);
  const auto most_people = all.people.value + step / 2;
  const auto most_again = ((2 * in_ten + 1) * most_people + 19) / 20;
  if (all.times.value - step / 2 < most_people + most_again) return {};
  return static_cast<int>(in_ten);
}

}  // namespace

CountedCube cube_of(const WebCounts& counts, const std::vector<WebCounts>& weeks, const std::vector<store::CountedLine>& counted) {
  CountedCube made;
  std::vector<Date> days;
  for (const auto& week : weeks) days.push_back(week.period.from);
  if (weeks.empty()) days.push_back(counts.period.from);
  std::map<std::int64_t, std::uint32_t> who;
  made.cube.size = {size_of(counts.by.themes.size()), size_of(counts.by.centres.size()), size_of(days.size())};
  made.cube.lines = lines_of(counts.by, days, counted, who);
  made.cube.people = size_of(who.size());
  add_tables(made.tables, counts.by, counts, figures::together(made.cube.size[2]));
  for (std::size_t i = 0; i < weeks.size(); ++i) {
    Grouping only(weeks.size(), kNoGroup);
    only[i] = 0;
    add_tables(made.tables, counts.by, weeks[i], only);
  }
  return made;
}

void fill_in(WebCounts& counts, const std::vector<WebCounts>& weeks, const std::vector<store::CountedLine>& counted) {
  const auto [cube, tables] = cube_of(counts, weeks, counted);
  auto shown = figures::published(cube, tables, counts.by.publishing).tables;
  counts.tables = {std::move(shown[0]), std::move(shown[1]), {}, {}};
  if (counts.by.centres.size() > 1) counts.tables.by_centre = std::move(shown[2]), counts.tables.by_both = std::move(shown[3]);
  if (!weeks.empty()) counts.again_in_ten = again_in_ten(counts, cube.lines);
}

}  // namespace regard::webfilter
