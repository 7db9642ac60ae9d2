#include "platform/figures/world.h"

#include <algorithm>

namespace regard::figures {
namespace {

constexpr std::uint32_t kNotWrong = ~std::uint32_t{0};
constexpr int kMovesLookedAt = 16;

std::size_t draw_below(std::mt19937_64& random, std::size_t n) { return static_cast<std::size_t>(random() % n); }  // the same with every library

bool one_in(std::mt19937_64& random, std::size_t n) { return draw_below(random, n) == 0; }

}  // namespace

World::World(const Shape& shape, std::uint32_t people)
    : shape_{shape},
      people_{people},
      held_(shape.cells_of_place.size()),
      times_(shape.places_of_cell.size()),
      people_in_(shape.places_of_cell.size()),
      in_cell_(shape.places_of_cell.size() * people),
      cost_(shape.places_of_cell.size()),
      rules_(shape.places_of_cell.size()),
      where_wrong_(shape.places_of_cell.size(), kNotWrong),
      learned_(shape.places_of_cell.size(), 1) {}

void World::changed(std::size_t cell) {
  const std::int64_t now = cost(cell);
  wrong_ += now - cost_[cell];
  cost_[cell] = now;
  auto& where = where_wrong_[cell];
  if (now > 0 && where == kNotWrong) {
    where = static_cast<std::uint32_t>(wrong_cells_.size());
    wrong_cells_.push_back(static_cast<std::uint32_t>(cell));
  } else if (now == 0 && where != kNotWrong) {
    wrong_cells_[where] = wrong_cells_.back();
    where_wrong_[wrong_cells_[where]] = where;
    wrong_cells_.pop_back();
    where = kNotWrong;
  }
}

void World::set_rule(std::size_t cell, const Rule& rule) {
  rules_[cell] = rule;
  changed(cell);
}

void World::apply(const Step& step) {
  auto& held = held_[step.place];
  const auto found = std::ranges::find(held, step.who, &Held::who);
  if (found == held.end())
    held.push_back({step.who, step.by});
  else if ((found->times += step.by) == 0) {
    *found = held.back();
    held.pop_back();
  }
  for (const auto cell : shape_.cells_of_place[step.place]) {
    times_[cell] += step.by;
    if (people_ != 0) {
      auto& times = in_cell_[cell * people_ + step.who];
      const bool was = times > 0;
      times += step.by;
      people_in_[cell] += static_cast<int>(times > 0) - static_cast<int>(was);
    }
    changed(cell);
  }
}

void World::take(const Step& step) {
  apply(step);
  taken_.push_back(step);
}

void World::go_back_to(std::size_t steps) {
  for (; taken_.size() > steps; taken_.pop_back()) apply({taken_.back().place, taken_.back().who, -taken_.back().by});
}

bool World::draw(std::mt19937_64& random, const std::vector<std::uint32_t>& places, Found& found) const {
  if (places.empty()) return false;
  const std::size_t from = draw_below(random, places.size());
  for (std::size_t i = 0; i < places.size(); ++i) {
    const auto place = places[(from + i) % places.size()];
    const auto& held = held_[place];
    if (held.empty()) continue;
    found = {place, held[draw_below(random, held.size())]};
    return true;
  }
  return false;
}

// Another place with which the sum of some cell stays as it is: one of the same cell, or that differs in one dimension.
std::uint32_t World::beside(std::mt19937_64& random, std::uint32_t place) const {
  if (one_in(random, 2)) {
    const auto& places = shape_.places_of_cell[cell_with(random, place)];
    return places[draw_below(random, places.size())];
  }
  const auto& size = shape_.size;
  std::array<std::uint32_t, 3> at{place / (size[1] * size[2]), place / size[2] % size[1], place % size[2]};
  const auto dimension = draw_below(random, 3);
  at[dimension] = static_cast<std::uint32_t>(draw_below(random, size[dimension]));
  return (at[0] * size[1] + at[1]) * size[2] + at[2];
}

std::uint32_t World::cell_with(std::mt19937_64& random, std::uint32_t place) const {
  const auto& cells = shape_.cells_of_place[place];
  return cells[draw_below(random, cells.size())];
}

bool World::holds(std::size_t cell, std::uint32_t place) const { return std::ranges::binary_search(shape_.cells_of_place[place], cell); }

Move World::less(std::mt19937_64& random, std::size_t cell) const {
  Found found;
  if (!draw(random, shape_.places_of_cell[cell], found)) return {};
  const auto excess = std::max<std::int64_t>(times_[cell] - rules_[cell].times.high, 1);
  const auto by = one_in(random, 3) ? 1 : std::min(excess, found.held.times);
  Move move{{found.place, found.held.who, -by}};
  if (one_in(random, 3)) return move;
  const auto to = beside(random, found.place);
  if (!holds(cell, to)) move.push_back({to, found.held.who, by});
  return move;
}

Move World::more(std::mt19937_64& random, std::size_t cell) const {
  const auto& places = shape_.places_of_cell[cell];
  const auto to = places[draw_below(random, places.size())];
  const auto lacking = std::max<std::int64_t>(rules_[cell].times.low - times_[cell], 1);
  Found found;
  if (!one_in(random, 3) && draw(random, shape_.places_of_cell[cell_with(random, to)], found) && !holds(cell, found.place)) {
    const auto by = one_in(random, 3) ? 1 : std::min(lacking, found.held.times);
    return {{found.place, found.held.who, -by}, {to, found.held.who, by}};
  }
  std::uint32_t who = 0;
  if (people_ != 0) who = !one_in(random, 3) && draw(random, one_in(random, 2) ? std::vector{to} : places, found) ? found.held.who : static_cast<std::uint32_t>(draw_below(random, people_));
  return {{to, who, one_in(random, 3) ? 1 : lacking}};
}

Move World::fewer_people(std::mt19937_64& random, std::size_t cell) const {
  Found leaves, stays;
  if (!draw(random, shape_.places_of_cell[cell], leaves)) return {};
  const bool another = one_in(random, 3) && draw(random, shape_.places_of_cell[cell], stays) && stays.held.who != leaves.held.who;
  const bool elsewhere = !another && one_in(random, 2);
  Move move;
  for (const auto place : shape_.places_of_cell[cell])
    for (const auto& held : held_[place]) {
      if (held.who != leaves.held.who) continue;
      move.push_back({place, held.who, -held.times});
      if (another) move.push_back({place, stays.held.who, held.times});
      if (!elsewhere) continue;
      const auto to = beside(random, place);
      if (!holds(cell, to)) move.push_back({to, held.who, held.times});
    }
  return move;
}

Move World::more_people(std::mt19937_64& random, std::size_t cell) const {
  const auto& places = shape_.places_of_cell[cell];
  const auto to = places[draw_below(random, places.size())];
  Found found;
  if (!one_in(random, 3) && draw(random, shape_.places_of_cell[cell_with(random, to)], found) && !has(cell, found.held.who)) {
    return {{found.place, found.held.who, -1}, {to, found.held.who, 1}};
  }
  const auto who = static_cast<std::uint32_t>(draw_below(random, people_));
  if (has(cell, who)) return {};
  if (one_in(random, 2) && draw(random, places, found)) return {{found.place, found.held.who, -1}, {found.place, who, 1}};
  return {{to, who, 1}};
}

Move World::move_for(std::mt19937_64& random, std::size_t cell) const {
  const auto& rule = rules_[cell];
  const bool times_wrong = rule.times.missed_by(times_[cell]) > 0, people_wrong = rule.people.missed_by(people_in_[cell]) > 0;
  if (people_wrong && (!times_wrong || one_in(random, 2))) return people_in_[cell] > rule.people.high ? fewer_people(random, cell) : more_people(random, cell);
  return times_[cell] > rule.times.high ? less(random, cell) : more(random, cell);
}

void World::take_best_of_some(std::mt19937_64& random) {
  const auto cell = wrong_cells_[draw_below(random, wrong_cells_.size())];
  const std::size_t here = taken_.size();
  Move chosen;
  std::int64_t least = 0;
  const int looked_at = one_in(random, 20) ? 1 : kMovesLookedAt;  // now and then anything, so that it does not turn in a circle
  for (int i = 0; i < looked_at && (chosen.empty() || least > 0); ++i) {
    Move move = move_for(random, cell);
    if (move.empty()) continue;
    for (const auto& step : move) take(step);
    if (chosen.empty() || wrong_ < least) {
      least = wrong_;
      chosen = std::move(move);
    }
    go_back_to(here);
  }
  for (const auto& step : chosen) take(step);
}

void World::weigh(bool learns) {
  learns_ = learns;
  for (const auto cell : wrong_cells_) changed(cell);
}

bool World::find(std::mt19937_64& random, int moves) {
  weigh(true);
  std::vector<std::uint32_t> learned;
  for (int i = 0; i < moves && wrong_ > 0; ++i) {
    const auto before = wrong_;
    take_best_of_some(random);
    if (wrong_ < before) continue;
    for (const auto cell : wrong_cells_) {
      ++learned_[cell];
      learned.push_back(cell);
      changed(cell);
    }
  }
  for (const auto cell : learned) learned_[cell] = 1;
  weigh(false);
  return wrong_ == 0;
}

bool World::mend(std::mt19937_64& random, int moves) {
  std::int64_t best_wrong = wrong_;
  std::size_t best = taken_.size();
  for (int i = 0; i < moves && wrong_ > 0; ++i) {
    take_best_of_some(random);
    if (wrong_ >= best_wrong) continue;
    best_wrong = wrong_;
    best = taken_.size();
  }
  go_back_to(best);
  return wrong_ == 0;
}

}  // namespace regard::figures
