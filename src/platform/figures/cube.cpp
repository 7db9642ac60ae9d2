#include "platform/figures/cube.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <set>
#include <stdexcept>

#include "platform/figures/world.h"

namespace regard::figures {
namespace {

using How = Shown::How;

constexpr ShownCell kHeldBack{{How::held_back, 0}, {How::held_back, 0}};
// More moves hide a little less, and take longer.
constexpr int kMoves = 300;

std::int64_t groups_of(const Grouping& grouping) { return grouping.empty() ? 0 : *std::ranges::max_element(grouping) + 1; }

struct Layout {
  Shape shape;
  std::vector<std::size_t> first_cell;  // of each table, and one more
};

Layout layout_of(const Cube& cube, const std::vector<Table>& tables) {
  Layout found{{cube.size, {}, {}}, {0}};
  auto& shape = found.shape;
  const auto& size = cube.size;
  shape.cells_of_place.resize(std::size_t{size[0]} * size[1] * size[2]);
  for (const auto& table : tables) {
    for (std::size_t d = 0; d < 3; ++d)
      if (table.by[d].size() != size[d]) throw std::invalid_argument("a table says of each place of a dimension where it belongs");
    const std::array<std::int64_t, 3> groups{groups_of(table.by[0]), groups_of(table.by[1]), groups_of(table.by[2])};
    const std::size_t first = found.first_cell.back();
    found.first_cell.push_back(first + static_cast<std::size_t>(groups[0] * groups[1] * groups[2]));
    if (!table.already.empty() && table.already.size() != found.first_cell.back() - first) throw std::invalid_argument("what was shown of a table is all of its cells");
    shape.places_of_cell.resize(found.first_cell.back());
    std::uint32_t place = 0;
    for (const int a : table.by[0])
      for (const int b : table.by[1])
        for (const int c : table.by[2]) {
          if (a != kNoGroup && b != kNoGroup && c != kNoGroup) {
            const auto cell = first + static_cast<std::size_t>((a * groups[1] + b) * groups[2] + c);
            shape.places_of_cell[cell].push_back(place);
            shape.cells_of_place[place].push_back(static_cast<std::uint32_t>(cell));
          }
          ++place;
        }
    for (std::size_t cell = first; cell < found.first_cell.back(); ++cell)
      if (shape.places_of_cell[cell].empty()) throw std::invalid_argument("a group of a table has no place in it");
  }
  return found;
}

void fill(World& world, const Cube& cube) {
  for (const auto& line : cube.lines) {
    for (std::size_t d = 0; d < 3; ++d)
      if (line.at[d] >= cube.size[d]) throw std::invalid_argument("a line is at a place that there is not");
    if (line.times < 1 || (cube.people != 0 && line.who >= cube.people)) throw std::invalid_argument("a line is of nothing, or of nobody");
    world.take({(line.at[0] * cube.size[1] + line.at[1]) * cube.size[2] + line.at[2], cube.people == 0 ? 0 : line.who, line.times});
  }
  world.forget_steps();
}

Publication laid_out(const Layout& layout, const std::vector<ShownCell>& cells) {
  Publication found;
  for (std::size_t i = 0; i + 1 < layout.first_cell.size(); ++i)
    found.tables.emplace_back(cells.begin() + static_cast<std::ptrdiff_t>(layout.first_cell[i]), cells.begin() + static_cast<std::ptrdiff_t>(layout.first_cell[i + 1]));
  return found;
}

// What was rounded to this, of what is not small.
Range rounded_from(std::int64_t shown, const Publishing& publishing) {
  const std::int64_t step = std::max(publishing.round_to, 1);
  return {std::max<std::int64_t>((2 * shown - step + 1) / 2, publishing.fewer_than), (2 * shown + step + 1) / 2 - 1};
}

class Publisher {
 public:
  Publisher(const Cube& cube, const std::vector<Table>& tables, const Publishing& publishing)
      : publishing_{publishing},
        counts_people_{cube.people != 0},
        layout_{layout_of(cube, tables)},
        cells_(layout_.shape.places_of_cell.size()),
        world_{layout_.shape, counts_people_ ? cube.people + static_cast<std::uint32_t>(publishing.fewer_than) : 0} {
    fill(world_, cube);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) cells_[cell] = as_rounded(cell);
    for (std::size_t i = 0; i < tables.size(); ++i)
      for (std::size_t j = 0; j < tables[i].already.size(); ++j) keep(layout_.first_cell[i] + j, tables[i].already[j]);
    set_rules();
    if (world_.wrong() > 0) throw std::invalid_argument("what was shown already is not what these lines would show");
  }

  Publication publish() {
    reached_ = reached_with({});
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
      for (const End end : {End::none, End::most})
        if (cells_[cell].is_small && !is_reached({cell, end})) reach({cell, end});
    if (given_up_.empty())
      show_again();
    else
      hide_all();
    return publication();
  }

 private:
  struct Cell {
    std::int64_t value = 0, people = 0;
    ShownCell shown;
    bool is_small = false, is_fixed = false;  // fixed: published before
  };
  enum class End { none, most };
  enum class Told { nothing, which_are_small };
  struct Goal {  // a world in which this small cell is at this end
    std::size_t cell;
    End end;
    friend bool operator==(const Goal&, const Goal&) = default;
  };
  // A world that agrees with all that is shown: where it differs from what was, and which ends it reaches.
  struct Witness {
    struct Differs {
      std::size_t cell;
      std::int64_t times, people;
    };
    std::vector<Differs> cells;
    std::vector<Goal> reaches;
  };

  Cell as_rounded(std::size_t cell) const {
    Cell found{world_.times(cell), counts_people_ ? world_.people(cell) : world_.times(cell), {}, false, false};
    found.is_small = found.people < publishing_.fewer_than;
    const auto rounded = [&](std::int64_t value) { return figures::published({value, {}}, publishing_).total; };
    found.shown = found.is_small ? kHeldBack : ShownCell{rounded(found.value), counts_people_ ? rounded(found.people) : Shown{}};
    return found;
  }

  void keep(std::size_t cell, const ShownCell& shown) {
    if (shown != cells_[cell].shown && shown != kHeldBack) throw std::invalid_argument("what was shown already is not what these lines would show");
    cells_[cell].shown = shown;
    cells_[cell].is_fixed = true;
  }

  bool is_held_back(std::size_t cell) const { return cells_[cell].shown == kHeldBack; }
  bool may_be_hidden(std::size_t cell) const { return !is_held_back(cell) && !cells_[cell].is_fixed; }

  World::Rule between(std::int64_t low, std::int64_t high, std::int64_t weight) const {
    return counts_people_ ? World::Rule{{}, {low, high}, weight} : World::Rule{{low, high}, {}, weight};
  }

  // What is dear to hide, and what cannot be hidden, is put right first: then what stays wrong is what to hide.
  static constexpr std::int64_t kNever = 100'000;

  World::Rule rule_of(std::size_t cell) const {
    const auto& [value, people, shown, is_small, is_fixed] = cells_[cell];
    if (is_small) return told_ == Told::which_are_small ? between(0, publishing_.fewer_than - 1, kNever) : World::Rule{};
    if (shown == kHeldBack) return {};
    const auto weight = is_fixed ? kNever : std::min<std::int64_t>(10 + shown.times.value, kNever / 10);
    return {rounded_from(shown.times.value, publishing_), counts_people_ ? rounded_from(shown.people.value, publishing_) : Range{}, weight};
  }

  bool is_at(const Goal& goal, std::int64_t people) const { return people == (goal.end == End::none ? 0 : publishing_.fewer_than - 1); }
  bool agrees(const Witness& witness, std::size_t cell) const {
    const auto found = std::ranges::lower_bound(witness.cells, cell, {}, &Witness::Differs::cell);
    if (found == witness.cells.end() || found->cell != cell) return true;
    const auto rule = rule_of(cell);
    return rule.times.missed_by(found->times) == 0 && rule.people.missed_by(found->people) == 0;
  }

  // How many worlds reach each end, of those that a number agrees with if it is shown; what was counts as one.
  using Reached = std::vector<std::array<int, 2>>;
  Reached reached_with(std::optional<std::size_t> shown) const {
    Reached found(cells_.size());
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
      for (const End end : {End::none, End::most}) found[cell][static_cast<std::size_t>(end)] = is_at({cell, end}, cells_[cell].people) ? 1 : 0;
    for (const auto& witness : witnesses_)
      if (!shown || agrees(witness, *shown))
        for (const auto& goal : witness.reaches) ++found[goal.cell][static_cast<std::size_t>(goal.end)];
    return found;
  }
  bool is_reached(const Goal& goal) const { return reached_[goal.cell][static_cast<std::size_t>(goal.end)] > 0; }

  void aim(const Goal& goal) {
    const auto value = goal.end == End::none ? 0 : publishing_.fewer_than - 1;
    world_.set_rule(goal.cell, between(value, value, kNever));
  }
  void end_search(const Goal& goal) {
    world_.go_back_to(0);
    world_.set_rule(goal.cell, rule_of(goal.cell));
  }

  // A world in which a number is not small that is, is one only for whoever is not told: it counts for its own goal.
  void remember(const Goal& goal) {
    std::vector<std::size_t> touched{goal.cell};
    for (const auto& step : world_.taken())
      for (const auto cell : layout_.shape.cells_of_place[step.place]) touched.push_back(cell);
    std::ranges::sort(touched);
    touched.erase(std::ranges::unique(touched).begin(), touched.end());
    Witness witness;
    for (const auto cell : touched) {
      witness.cells.push_back({cell, world_.times(cell), world_.people(cell)});
      for (const End end : {End::none, End::most}) {
        const Goal other{cell, end};
        if (other != goal && (told_ == Told::nothing || !cells_[cell].is_small || !is_at(other, counts_people_ ? world_.people(cell) : world_.times(cell)))) continue;
        witness.reaches.push_back(other);
        ++reached_[cell][static_cast<std::size_t>(end)];
      }
    }
    witnesses_.push_back(std::move(witness));
  }

  bool find(const Goal& goal) {
    aim(goal);
    const bool found = world_.find(random_, kMoves);
    if (found) remember(goal);
    end_search(goal);
    return found;
  }

  void hide(std::size_t cell) {
    cells_[cell].shown = kHeldBack;
    world_.set_rule(cell, rule_of(cell));
    hidden_.push_back(cell);
  }

  // Of those that stay wrong, or else of those that share a place with one, the one with the fewest as it is shown.
  std::optional<std::size_t> next_to_hide() const {
    std::optional<std::size_t> found;
    const auto consider = [&](std::size_t cell) {
      if (may_be_hidden(cell) && (!found || std::pair{cells_[cell].shown.times.value, cell} < std::pair{cells_[*found].shown.times.value, *found})) found = cell;
    };
    for (const auto cell : world_.wrong_cells()) consider(cell);
    if (found) return found;
    for (const auto cell : world_.wrong_cells())
      for (const auto place : layout_.shape.places_of_cell[cell])
        for (const auto other : layout_.shape.cells_of_place[place]) consider(other);
    if (found) return found;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) consider(cell);
    return found;
  }

  void set_rules() {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell) world_.set_rule(cell, rule_of(cell));
  }

  // That nothing more is shown may not be enough, after what was published before: then nothing is hidden for it.
  bool is_out_of_reach(const Goal& goal) {
    if (std::ranges::none_of(cells_, &Cell::is_fixed)) return false;
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
      if (may_be_hidden(cell)) world_.set_rule(cell, {});
    aim(goal);
    const bool found = world_.find(random_, 4 * kMoves);
    world_.go_back_to(0);
    set_rules();
    return !found;
  }

  void reach(const Goal& goal) {
    if (find(goal)) return;
    if (!is_out_of_reach(goal)) return hide_until_reached(goal);
    told_ = Told::nothing;
    set_rules();
    if (find(goal) || !is_out_of_reach(goal)) {
      only_untold_.insert(goal.cell);
      if (!is_reached(goal)) hide_until_reached(goal);
    } else {
      given_up_.insert(goal.cell);
    }
    told_ = Told::which_are_small;
    set_rules();
  }

  void hide_until_reached(const Goal& goal) {
    aim(goal);
    while (!world_.mend(random_, kMoves)) {
      const auto next = next_to_hide();
      if (!next) break;
      hide(*next);
    }
    if (world_.wrong() > 0) take_simplest_world(goal);
    if (world_.wrong() == 0)
      remember(goal);
    else
      given_up_.insert(goal.cell);
    end_search(goal);
  }

  // When nothing is published, the cell empty and all else as it is, or the cell's few all there is, are worlds that agree.
  void take_simplest_world(const Goal& goal) {
    world_.go_back_to(0);
    std::vector<Step> steps;
    std::vector<bool> cleared(world_.places().size(), goal.end == End::most);
    for (const auto place : layout_.shape.places_of_cell[goal.cell]) cleared[place] = true;
    for (std::uint32_t place = 0; place < cleared.size(); ++place)
      for (const auto& held : world_.places()[place])
        if (cleared[place]) steps.push_back({place, held.who, -held.times});
    const auto& places = layout_.shape.places_of_cell[goal.cell];
    if (goal.end == End::most && !places.empty())
      for (int i = 0; i + 1 < publishing_.fewer_than; ++i) steps.push_back({places.front(), counts_people_ ? static_cast<std::uint32_t>(i) : 0, 1});
    for (const auto& step : steps) world_.take(step);
  }

  // Nothing new is shown, so nothing more can be worked out than before.
  void hide_all() {
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
      if (may_be_hidden(cell)) hide(cell);
  }

  // What was hidden on the way may be superfluous at the end: the largest are tried first.
  void show_again() {
    std::ranges::sort(hidden_, [&](std::size_t a, std::size_t b) { return std::pair{cells_[a].value, a} > std::pair{cells_[b].value, b}; });
    for (const auto cell : hidden_) {
      const auto shown = as_rounded(cell).shown;
      cells_[cell].shown = shown;
      world_.set_rule(cell, rule_of(cell));
      if (all_reached_with(cell)) {
        std::erase_if(witnesses_, [&](const Witness& each) { return !agrees(each, cell); });
        reached_ = reached_with({});
        continue;
      }
      cells_[cell].shown = kHeldBack;
      world_.set_rule(cell, rule_of(cell));
    }
  }

  bool all_reached_with(std::size_t shown) {
    const auto left = reached_with(shown);
    for (std::size_t cell = 0; cell < cells_.size(); ++cell)
      for (const End end : {End::none, End::most}) {
        const auto i = static_cast<std::size_t>(end);
        if (cells_[cell].is_small && reached_[cell][i] > 0 && left[cell][i] == 0 && !find({cell, end})) return false;
      }
    return true;
  }

  Publication publication() const {
    std::vector<ShownCell> shown;
    for (const auto& cell : cells_) shown.push_back(cell.shown);
    auto found = laid_out(layout_, shown);
    for (const auto& cell : cells_)
      if (!cell.is_fixed && cell.shown == kHeldBack) ++(cell.is_small ? found.small : found.with_them);
    found.only_untold = static_cast<std::int64_t>(only_untold_.size());
    found.narrowed = static_cast<std::int64_t>(given_up_.size());
    return found;
  }

  Publishing publishing_;
  bool counts_people_;
  Layout layout_;
  std::vector<Cell> cells_;
  World world_;
  std::mt19937_64 random_{20'150'701};  // the same figures are always published in the same way
  std::vector<Witness> witnesses_;
  Reached reached_;
  std::vector<std::size_t> hidden_;
  Told told_ = Told::which_are_small;
  std::set<std::size_t> only_untold_, given_up_;
};

}  // namespace

Grouping each(std::uint32_t size) {
  Grouping grouping(size);
  std::iota(grouping.begin(), grouping.end(), 0);
  return grouping;
}

Grouping together(std::uint32_t size) { return Grouping(size, 0); }

std::vector<Table> tables_of(const Cube& cube) {
  std::vector<Table> tables;
  for (unsigned kept = 0; kept < 7; ++kept) {
    Table table;
    bool counts = true;
    for (std::size_t d = 0; d < 3; ++d) {
      const bool keeps = (kept >> d & 1) != 0;
      counts = counts && (!keeps || cube.size[d] > 1);
      table.by[d] = keeps ? each(cube.size[d]) : together(cube.size[d]);
    }
    if (counts) tables.push_back(std::move(table));
  }
  return tables;
}

Publication exact(const Cube& cube, const std::vector<Table>& tables) {
  const auto layout = layout_of(cube, tables);
  World world{layout.shape, cube.people};
  fill(world, cube);
  std::vector<ShownCell> cells;
  for (std::size_t cell = 0; cell < layout.shape.places_of_cell.size(); ++cell) cells.push_back({{How::exact, world.times(cell)}, {How::exact, world.people(cell)}});
  return laid_out(layout, cells);
}

Publication published(const Cube& cube, const std::vector<Table>& tables, const Publishing& publishing) {
  if (publishing.fewer_than < 1) throw std::invalid_argument("what is held back is fewer than one at least");
  return Publisher{cube, tables, publishing}.publish();
}

}  // namespace regard::figures
