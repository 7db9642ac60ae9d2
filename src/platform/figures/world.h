// One way things could have been: who did what how often at each place. It is changed step by step until it agrees with what
// is published. Only cube.cpp uses it.
#pragma once

#include <array>
#include <cstdint>
#include <random>
#include <vector>

namespace regard::figures {

struct Range {
  std::int64_t low = 0, high = kAny;
  static constexpr std::int64_t kAny = std::int64_t{1} << 40;
  std::int64_t missed_by(std::int64_t value) const { return value < low ? low - value : value > high ? value - high : 0; }
};

// Which places each cell is made of, and the other way round. A place is one of all dimensions.
struct Shape {
  std::array<std::uint32_t, 3> size{1, 1, 1};
  std::vector<std::vector<std::uint32_t>> places_of_cell, cells_of_place;
};

struct Step {
  std::uint32_t place, who;
  std::int64_t by;
};
using Move = std::vector<Step>;

class World {
 public:
  struct Held {
    std::uint32_t who;
    std::int64_t times;
  };
  World(const Shape& shape, std::uint32_t people);

  // What a cell must be, and how bad it is when it is not.
  struct Rule {
    Range times = {}, people = {};
    std::int64_t weight = 1;
  };
  void set_rule(std::size_t cell, const Rule& rule);
  const Rule& rule(std::size_t cell) const { return rules_[cell]; }

  void take(const Step& step);
  const std::vector<Step>& taken() const { return taken_; }
  void go_back_to(std::size_t steps);
  void forget_steps() { taken_.clear(); }

  std::int64_t wrong() const { return wrong_; }  // 0: it agrees with every rule
  const std::vector<std::uint32_t>& wrong_cells() const { return wrong_cells_; }
  std::int64_t times(std::size_t cell) const { return times_[cell]; }
  std::int64_t people(std::size_t cell) const { return people_in_[cell]; }
  const std::vector<std::vector<Held>>& places() const { return held_; }

  // Both look for steps to a world that agrees with every rule, with at most so many moves. To find one, what stays wrong
  // becomes worse and worse; the other goes by the weights of the rules, and stays at the best world it met.
  bool find(std::mt19937_64& random, int moves);
  bool mend(std::mt19937_64& random, int moves);

 private:
  std::int64_t weight(std::size_t cell) const { return learns_ ? learned_[cell] : rules_[cell].weight; }
  std::int64_t cost(std::size_t cell) const { return weight(cell) * (rules_[cell].times.missed_by(times_[cell]) + rules_[cell].people.missed_by(people_in_[cell])); }
  void changed(std::size_t cell);
  void apply(const Step& step);
  void weigh(bool learns);
  void take_best_of_some(std::mt19937_64& random);
  bool has(std::size_t cell, std::uint32_t who) const { return in_cell_[cell * people_ + who] > 0; }

  struct Found {
    std::uint32_t place;
    Held held;
  };
  // One that is there, from a place drawn on; place is nobody's when there is none.
  bool draw(std::mt19937_64& random, const std::vector<std::uint32_t>& places, Found& found) const;
  std::uint32_t cell_with(std::mt19937_64& random, std::uint32_t place) const;
  std::uint32_t beside(std::mt19937_64& random, std::uint32_t place) const;
  bool holds(std::size_t cell, std::uint32_t place) const;
  Move move_for(std::mt19937_64& random, std::size_t cell) const;
  Move less(std::mt19937_64& random, std::size_t cell) const;
  Move more(std::mt19937_64& random, std::size_t cell) const;
  Move fewer_people(std::mt19937_64& random, std::size_t cell) const;
  Move more_people(std::mt19937_64& random, std::size_t cell) const;

  const Shape& shape_;
  std::uint32_t people_;
  std::vector<std::vector<Held>> held_;
  std::vector<std::int64_t> times_, people_in_, in_cell_, cost_;  // in_cell_: of each cell by each of the people
  std::vector<Rule> rules_;
  std::vector<std::uint32_t> wrong_cells_, where_wrong_;
  bool learns_ = false;
  std::vector<std::int64_t> learned_;
  std::int64_t wrong_ = 0;
  std::vector<Step> taken_;
};

}  // namespace regard::figures
