#include "platform/figures/attack.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace regard::figures {
namespace {

constexpr double kNoBound = std::numeric_limits<double>::infinity();
constexpr double kNearly = 1e-6;

// Asks the rounding itself, number by number.
Attack::Between rounded_from(std::int64_t shown, const Publishing& publishing) {
  std::int64_t low = 0;
  const auto becomes = [&](std::int64_t value) { return published({value, {}}, publishing).total; };
  while (becomes(low) != Shown{Shown::How::rounded, shown}) ++low;
  std::int64_t high = low;
  while (becomes(high + 1) == Shown{Shown::How::rounded, shown}) ++high;
  return {static_cast<double>(low), static_cast<double>(high)};
}

}  // namespace

Attack::Attack(const Cube& cube, const std::vector<Table>& tables, const Publication& shown, const Publishing& publishing, Told told)
    : lp_{glp_create_prob()}, fewer_than_{publishing.fewer_than} {
  glp_term_out(GLP_OFF);
  const auto exactly = exact(cube, tables);
  std::map<std::array<std::uint32_t, 3>, int> places;
  for (std::uint32_t a = 0; a < cube.size[0]; ++a)
    for (std::uint32_t b = 0; b < cube.size[1]; ++b)
      for (std::uint32_t c = 0; c < cube.size[2]; ++c) places[{a, b, c}] = column();

  for (std::size_t t = 0; t < tables.size(); ++t) {
    const auto& by = tables[t].by;
    const auto groups = [&](std::size_t d) { return static_cast<std::size_t>(std::ranges::max(by[d]) + 1); };
    for (const auto& [at, place] : places) {
      const int a = by[0][at[0]], b = by[1][at[1]], c = by[2][at[2]];
      if (a < 0 || b < 0 || c < 0) continue;
      cells_[{t, (static_cast<std::size_t>(a) * groups(1) + static_cast<std::size_t>(b)) * groups(2) + static_cast<std::size_t>(c)}].places.push_back(place);
    }
  }
  for (auto& [index, cell] : cells_) {
    const auto& number = shown.tables[index.first][index.second];
    const auto& truth = exactly.tables[index.first][index.second];
    cell.is_small = (cube.people == 0 ? truth.times : truth.people).value < publishing.fewer_than;
    cell.is_held_back = number.times.how == Shown::How::held_back;
    cell.times = column();
    cell.people = cube.people == 0 ? cell.times : column();
    std::map<int, double> sum{{cell.times, -1}};
    for (const int place : cell.places) sum[place] = 1;
    row(sum, 0, 0);
    if (cell.people != cell.times) row({{cell.times, 1}, {cell.people, -1}}, 0, kNoBound);  // nobody without a thing
    if (!cell.is_held_back) {
      const auto range = rounded_from(number.times.value, publishing);
      bound(cell.times, range.low, range.high);
      if (cube.people != 0) {
        const auto people = rounded_from(number.people.value, publishing);
        bound(cell.people, people.low, people.high);
      }
    } else if (cell.is_small && told == Told::which_are_small) {
      bound(cell.people, 0, publishing.fewer_than - 1);
    }
  }
  if (cube.people == 0) return;
  // Who is in a part is in the whole, and whoever is in the whole is in one of the parts of each table that make it up.
  for (const auto& [whole_index, whole] : cells_)
    for (std::size_t t = 0; t < tables.size(); ++t) {
      std::map<int, double> sum{{whole.people, -1}};
      std::size_t covered = 0;
      for (const auto& [index, part] : cells_) {
        if (index.first != t || index == whole_index || !std::ranges::includes(whole.places, part.places)) continue;
        row({{whole.people, 1}, {part.people, -1}}, 0, kNoBound);
        sum[part.people] = 1;
        covered += part.places.size();
      }
      if (covered == whole.places.size() && sum.size() > 1) row(sum, 0, kNoBound);
    }
}

int Attack::column() {
  const int column = glp_add_cols(lp_, 1);
  glp_set_col_bnds(lp_, column, GLP_LO, 0, 0);
  return column;
}

void Attack::bound(int column, double low, double high) { glp_set_col_bnds(lp_, column, low == high ? GLP_FX : GLP_DB, low, high); }

void Attack::row(const std::map<int, double>& terms, double low, double high) {
  std::vector<int> columns{0};
  std::vector<double> factors{0};
  for (const auto& [column, factor] : terms) {
    columns.push_back(column);
    factors.push_back(factor);
  }
  const int row = glp_add_rows(lp_, 1);
  glp_set_mat_row(lp_, row, static_cast<int>(terms.size()), columns.data(), factors.data());
  glp_set_row_bnds(lp_, row, high == kNoBound ? GLP_LO : GLP_FX, low, high);
}

Attack::Between Attack::between(int column) {
  Between found{};
  for (const bool is_low : {true, false}) {
    glp_set_obj_dir(lp_, is_low ? GLP_MIN : GLP_MAX);
    glp_set_obj_coef(lp_, column, 1);
    if (glp_simplex(lp_, nullptr) != 0) throw std::runtime_error("the solver gave up");
    const int status = glp_get_status(lp_);
    if (status != GLP_OPT && status != GLP_UNBND) throw std::runtime_error("no numbers agree with what is shown");
    (is_low ? found.low : found.high) = status == GLP_UNBND ? kNoBound : glp_get_obj_val(lp_);
    glp_set_obj_coef(lp_, column, 0);
  }
  return found;
}

std::vector<std::string> Attack::narrowed() {
  std::vector<std::string> found;
  for (const auto& [index, cell] : cells_) {
    if (!cell.is_small) continue;
    for (const int column : {cell.times, cell.people}) {
      const auto range = between(column);
      if (range.low > kNearly || range.high < fewer_than_ - 1 - kNearly)
        found.push_back("cell " + std::to_string(index.second) + " of table " + std::to_string(index.first) + ": " + std::to_string(range.low) + " to " + std::to_string(range.high));
      if (cell.people == cell.times) break;
    }
  }
  return found;
}

int Attack::known_to_be_many() {
  int found = 0;
  for (const auto& [index, cell] : cells_)
    if (cell.is_held_back && !cell.is_small && between(cell.times).low > kNearly) ++found;
  return found;
}

}  // namespace regard::figures
