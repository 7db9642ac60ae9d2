#include "platform/figures/cube.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <random>

#include "platform/figures/attack.h"

namespace regard::figures {
namespace {

using ::testing::ElementsAre;
using ::testing::Gt;
using ::testing::IsEmpty;
using ::testing::Not;
using How = Shown::How;

constexpr ShownCell kHeldBack{{How::held_back, 0}, {How::held_back, 0}};
ShownCell rounded(std::int64_t value) { return {{How::rounded, value}, {}}; }
ShownCell rounded(std::int64_t times, std::int64_t people) { return {{How::rounded, times}, {How::rounded, people}}; }

// Rows and columns of numbers, nobody's.
Cube cube_of(const std::vector<std::vector<std::int64_t>>& rows) {
  Cube cube{{static_cast<std::uint32_t>(rows.size()), static_cast<std::uint32_t>(rows[0].size()), 1}, 0, {}};
  for (std::uint32_t i = 0; i < cube.size[0]; ++i)
    for (std::uint32_t j = 0; j < cube.size[1]; ++j)
      if (rows[i][j] > 0) cube.lines.push_back({{i, j, 0}, 0, rows[i][j]});
  return cube;
}

// Most places are empty, some have few, some have many: as few are interested in a theme, and some centres are large.
struct Sizes {
  std::uint32_t themes, centres, weeks, people;
  int lines;
};
Cube random_cube(std::mt19937_64& random, const Sizes& sizes) {
  Cube cube{{sizes.themes, sizes.centres, sizes.weeks}, sizes.people, {}};
  const auto skewed = [&](std::uint32_t size) { return static_cast<std::uint32_t>(std::min(random() % size, random() % size)); };
  for (int i = 0; i < sizes.lines; ++i) {
    const auto who = sizes.people == 0 ? 0 : static_cast<std::uint32_t>(random() % sizes.people);
    const auto centre = sizes.people == 0 ? skewed(sizes.centres) : who % sizes.centres;
    cube.lines.push_back({{skewed(sizes.themes), centre, static_cast<std::uint32_t>(random() % sizes.weeks)}, who, 1 + static_cast<std::int64_t>(random() % 3)});
  }
  return cube;
}

// Holds back what is small, rounds the rest, and thinks no further.
Publication naively_published(const Cube& cube, const std::vector<Table>& tables, const Publishing& publishing) {
  auto found = exact(cube, tables);
  for (auto& table : found.tables)
    for (auto& cell : table) {
      const auto rounding = [&](Shown shown) { return figures::published({shown.value, {}}, publishing).total; };
      const bool is_small = (cube.people == 0 ? cell.times : cell.people).value < publishing.fewer_than;
      cell = is_small ? kHeldBack : ShownCell{rounding(cell.times), cube.people == 0 ? Shown{} : rounding(cell.people)};
    }
  return found;
}

std::vector<std::string> found_out(const Cube& cube, const std::vector<Table>& tables, const Publication& shown, const Publishing& publishing = {}) {
  auto found = Attack{cube, tables, shown, publishing, Told::which_are_small}.narrowed();
  for (auto& each : Attack{cube, tables, shown, publishing, Told::nothing}.narrowed()) found.push_back(std::move(each));
  return found;
}

TEST(LinkedTables, AreExactForWhoMayOpenTheRecords) {
  const auto cube = cube_of({{1, 0}, {6, 20}});
  const auto is = [](std::int64_t value) { return ShownCell{{How::exact, value}, {How::exact, 0}}; };
  EXPECT_THAT(exact(cube, tables_of(cube)).tables, ElementsAre(ElementsAre(is(27)), ElementsAre(is(1), is(26)), ElementsAre(is(7), is(20)),
                                                               ElementsAre(is(1), is(0), is(6), is(20))));
}

TEST(LinkedTables, CountEachPersonOnceInEachCell) {
  const Cube cube{{2, 1, 1}, 3, {{{0, 0, 0}, 0, 4}, {{0, 0, 0}, 1, 1}, {{1, 0, 0}, 1, 2}, {{1, 0, 0}, 2, 1}}};
  const auto is = [](std::int64_t times, std::int64_t people) { return ShownCell{{How::exact, times}, {How::exact, people}}; };
  EXPECT_THAT(exact(cube, tables_of(cube)).tables, ElementsAre(ElementsAre(is(8, 3)), ElementsAre(is(5, 2), is(3, 2))));
}

TEST(LinkedTables, HideNothingMoreWhereRoundingHidesEnough) {
  const auto cube = cube_of({{20}, {3}, {10}});
  const auto shown = published(cube, tables_of(cube), {});
  EXPECT_THAT(shown.tables[1], ElementsAre(rounded(20), kHeldBack, rounded(10)));  // 33 to 37 less 18 to 22 less 8 to 12: 0 to 11
  EXPECT_EQ(shown.with_them, 0);
}

TEST(LinkedTables, HideAnotherWhereTheRestWouldTell) {
  const auto cube = cube_of({{20}, {0}, {13}});
  const Publishing unrounded{5, 1};
  EXPECT_THAT(found_out(cube, tables_of(cube), naively_published(cube, tables_of(cube), unrounded), unrounded), Not(IsEmpty()));
  const auto shown = published(cube, tables_of(cube), unrounded);
  EXPECT_THAT(shown.tables[1], ElementsAre(rounded(20), kHeldBack, kHeldBack));
  EXPECT_THAT(found_out(cube, tables_of(cube), shown, unrounded), IsEmpty());
}

TEST(LinkedTables, DoNotTellThatThereWasSomethingAmongFew) {
  const auto cube = cube_of({{3}, {3}});  // a total of 5 says that neither is 0, to whoever takes both for few
  const auto naive = naively_published(cube, tables_of(cube), {});
  EXPECT_THAT(found_out(cube, tables_of(cube), naive), Not(IsEmpty()));
  EXPECT_THAT(published(cube, tables_of(cube), {}).tables, ElementsAre(ElementsAre(kHeldBack), ElementsAre(kHeldBack, kHeldBack)));
}

TEST(LinkedTables, HideWhatIsMuchOfFewPeople) {
  const Cube cube{{2, 1, 1}, 20, [] {
                    std::vector<Line> lines{{{0, 0, 0}, 0, 40}};
                    for (std::uint32_t who = 0; who < 20; ++who) lines.push_back({{1, 0, 0}, who, 3});
                    return lines;
                  }()};
  const auto shown = published(cube, tables_of(cube), {});
  EXPECT_EQ(shown.tables[1][0], kHeldBack);
  EXPECT_THAT(found_out(cube, tables_of(cube), shown), IsEmpty());
  const auto all_but_him = published({cube.size, 20, {cube.lines.begin() + 1, cube.lines.end()}}, tables_of(cube), {});
  EXPECT_EQ(all_but_him.tables[1][1], rounded(60, 20));
}

TEST(LinkedTables, ArePublishedInTheSameWayEachTime) {
  std::mt19937_64 random{3};
  const auto cube = random_cube(random, {5, 4, 4, 0, 150});
  EXPECT_EQ(published(cube, tables_of(cube), {}).tables, published(cube, tables_of(cube), {}).tables);
}

TEST(LinkedTables, OfWhichNoneCanBeShownShowNone) {
  const auto cube = cube_of({{0, 0}, {0, 0}});
  EXPECT_EQ(published(cube, tables_of(cube), {}).small, 9);
}

struct Kind {
  const char* name;
  Sizes sizes;
  Publishing publishing;
};
void PrintTo(const Kind& kind, std::ostream* out) { *out << kind.name; }

class RandomTables : public ::testing::TestWithParam<Kind> {
 protected:
  static constexpr int kCubes = 4;
};

TEST_P(RandomTables, TellNothingOfAnySmallNumberToASolver) {
  std::mt19937_64 random{7};
  for (int i = 0; i < kCubes; ++i) {
    const auto cube = random_cube(random, GetParam().sizes);
    const auto tables = tables_of(cube);
    const auto shown = published(cube, tables, GetParam().publishing);
    EXPECT_EQ(shown.narrowed, 0);
    EXPECT_THAT(found_out(cube, tables, shown, GetParam().publishing), IsEmpty()) << "cube " << i;
  }
}

TEST_P(RandomTables, WouldTellIfOnlySmallNumbersWereHeldBack) {
  std::mt19937_64 random{7};
  std::size_t narrowed = 0;
  for (int i = 0; i < kCubes; ++i) {
    const auto cube = random_cube(random, GetParam().sizes);
    narrowed += found_out(cube, tables_of(cube), naively_published(cube, tables_of(cube), GetParam().publishing), GetParam().publishing).size();
  }
  EXPECT_THAT(narrowed, Gt(0));
}

INSTANTIATE_TEST_SUITE_P(Of, RandomTables,
                         ::testing::Values(Kind{"TwoDimensions", {6, 5, 1, 0, 60}, {}}, Kind{"Three", {5, 4, 4, 0, 120}, {}},
                                           Kind{"ThreeNearlyEmpty", {5, 4, 4, 0, 25}, {}}, Kind{"NotRounded", {4, 3, 3, 0, 80}, {5, 1}},
                                           Kind{"RoundedToTen", {5, 4, 4, 0, 150}, {10, 10}}, Kind{"WithPeople", {4, 3, 4, 60, 150}, {}},
                                           Kind{"WithFewPeople", {4, 3, 3, 12, 80}, {}}),
                         [](const auto& each) { return each.param.name; });

// Of themes and centres, for a part of the time.
std::vector<Table> tables_for(const Cube& cube, const Grouping& time) {
  auto tables = tables_of({{cube.size[0], cube.size[1], 1}, 0, {}});
  for (auto& table : tables) table.by[2] = time;
  return tables;
}
Grouping weeks(std::uint32_t from, std::uint32_t to) {
  Grouping grouping(8, kNoGroup);
  std::fill(grouping.begin() + from, grouping.begin() + to, 0);
  return grouping;
}
const std::vector<Grouping> kOneAfterTheOther{weeks(0, 1), weeks(1, 2), weeks(2, 3), weeks(3, 4), weeks(0, 4), weeks(4, 5),
                                              weeks(5, 6), weeks(6, 7), weeks(7, 8), weeks(4, 8), weeks(0, 8)};

TEST(TablesPublishedOneAfterTheOther, TellNothingTogetherEither) {
  std::mt19937_64 random{11};
  for (int i = 0; i < 3; ++i) {
    const auto cube = random_cube(random, {4, 3, 8, 0, 60 + 40 * i});
    std::vector<Table> tables;
    Publication shown;
    for (const auto& time : kOneAfterTheOther) {
      const std::size_t before = tables.size();
      for (auto& table : tables_for(cube, time)) tables.push_back(std::move(table));
      shown = published(cube, tables, {});
      EXPECT_EQ(shown.narrowed, 0);
      for (std::size_t t = 0; t < before; ++t) EXPECT_EQ(shown.tables[t], tables[t].already);
      for (std::size_t t = before; t < tables.size(); ++t) tables[t].already = shown.tables[t];
    }
    EXPECT_THAT((Attack{cube, tables, shown, {}, Told::nothing}.narrowed()), IsEmpty()) << "cube " << i;
    const auto told = Attack{cube, tables, shown, {}, Told::which_are_small}.narrowed();
    EXPECT_LE(static_cast<std::int64_t>(told.size()), shown.only_untold) << "cube " << i;
  }
}

TEST(TablesPublishedOneAfterTheOther, WouldTellTogetherIfEachWerePublishedAlone) {
  std::mt19937_64 random{11};
  const auto cube = random_cube(random, {4, 3, 8, 0, 60});
  std::vector<Table> tables;
  Publication shown;
  for (const auto& time : kOneAfterTheOther) {
    const auto alone = tables_for(cube, time);
    for (auto& table : published(cube, alone, {}).tables) shown.tables.push_back(std::move(table));
    tables.insert(tables.end(), alone.begin(), alone.end());
  }
  EXPECT_THAT(found_out(cube, tables, shown), Not(IsEmpty()));
}

TEST(TablesPublishedOneAfterTheOther, AreRefusedWhenWhatWasShownIsNotWhatTheLinesSay) {
  const auto before = cube_of({{20}, {10}});
  auto tables = tables_of(before);
  const auto shown = published(before, tables, {});
  for (std::size_t t = 0; t < tables.size(); ++t) tables[t].already = shown.tables[t];
  EXPECT_EQ(published(before, tables, {}).tables, shown.tables);
  EXPECT_THROW(published(cube_of({{20}, {14}}), tables, {}), std::invalid_argument);
  EXPECT_THROW(published(cube_of({{20}, {4}}), tables, {}), std::invalid_argument);
}

TEST(LinkedTables, AreRefusedWhenTheyDoNotFitTheCube) {
  const auto cube = cube_of({{20}, {10}});
  EXPECT_THROW(published(cube, {{{each(3), each(1), each(1)}, {}}}, {}), std::invalid_argument);
  EXPECT_THROW(published(cube, {{{Grouping{0, 2}, each(1), each(1)}, {}}}, {}), std::invalid_argument);
  EXPECT_THROW(published({{1, 1, 1}, 0, {{{1, 0, 0}, 0, 1}}}, {}, {}), std::invalid_argument);
  EXPECT_THROW(published({{1, 1, 1}, 2, {{{0, 0, 0}, 2, 1}}}, {}, {}), std::invalid_argument);
}

}  // namespace
}  // namespace regard::figures
