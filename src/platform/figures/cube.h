// Numbers by up to three dimensions in several linked tables: each table may be harmless, and all of them together say what
// was held back. Here they are held back together.
//
// What is promised (docs/adr/0031-published-numbers-have-two-worlds.md). A number is small when it is less than `fewer_than`,
// or, where people are counted beside things, when it is of fewer people than that: forty attempts of one person are about
// one person. Every small number is held back, and for each there is a world in which it is 0, and another in which it is
// `fewer_than` - 1, that would have left every published number of all tables as it is, and every other small number small.
// So nobody who reads all tables can exclude either end, by linear or integer programming, knowing how numbers are rounded,
// even being told which of those held back are small. None and few look alike because both ends are there.
//
// Published numbers are rounded each for itself, so that sums do not add up. What the sums of rounded numbers tell of
// their parts is in the promise.
//
// What is not promised. A number that is held back only for the sake of small ones may be known to be many: what is to be
// hidden is which few people there were, and the small ones are safe all the same. Who has numbers of his own, say
// because he was the only one there, can subtract them. Which number is held back for the others' sake goes by size, as far
// as the rounded one says it, so that one may be known not to be larger than another.
//
// Published is published: tables of periods that are over are given again with what was shown (`already`), so that the
// new ones are held back for their sake too, and the lines of such a period must be as they were then. Whoever keeps
// figures freezes a period when it is published: a late line that changed a number shown before would be told apart by it.
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "platform/figures/figures.h"

namespace regard::figures {

// So many things at a place of each dimension, of somebody. `who` means something only where people are counted.
struct Line {
  std::array<std::uint32_t, 3> at{};
  std::uint32_t who = 0;
  std::int64_t times = 1;
};

struct Cube {
  std::array<std::uint32_t, 3> size{1, 1, 1};
  std::uint32_t people = 0;  // each `who` is less; 0: people are not counted
  std::vector<Line> lines = {};
};

struct ShownCell {
  Shown times, people;  // both held back or neither; people are {exact, 0} where they are not counted
  friend bool operator==(const ShownCell&, const ShownCell&) = default;
};

// For each place of a dimension the group under which a table shows it, from 0 on; a place in no group is not in the table.
using Grouping = std::vector<int>;
inline constexpr int kNoGroup = -1;
Grouping each(std::uint32_t size);
Grouping together(std::uint32_t size);

// Its cells are in order, the last dimension fastest.
struct Table {
  std::array<Grouping, 3> by;
  std::vector<ShownCell> already = {};  // what was shown of it when it was published; else it is published now
};
// By each two dimensions, by each one, and the total; dimensions with one place do not count. Not by all three.
std::vector<Table> tables_of(const Cube& cube);

struct Publication {
  std::vector<std::vector<ShownCell>> tables;
  std::int64_t small = 0, with_them = 0;  // cells held back now: small ones, and others for their sake
  // Small cells that nothing hidden now was found to keep as promised, after what was shown already. `only_untold`: kept from
  // whoever is not told which are small. `narrowed`: not even from him; then nothing new is shown, so that no more is known
  // than before. Both 0 when nothing is there already.
  std::int64_t only_untold = 0, narrowed = 0;
};

Publication exact(const Cube& cube, const std::vector<Table>& tables);
Publication published(const Cube& cube, const std::vector<Table>& tables, const Publishing& publishing);

}  // namespace regard::figures
