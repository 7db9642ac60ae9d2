// What somebody works out who has all tables and a solver of linear programmes. For tests: it knows nothing of how cube.cpp
// hides, only what is shown, how numbers are rounded, and that there is no less than none of anything.
#pragma once

#include <glpk.h>

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "platform/figures/cube.h"

namespace regard::figures {

enum class Told { nothing, which_are_small };

class Attack {
 public:
  Attack(const Cube& cube, const std::vector<Table>& tables, const Publication& shown, const Publishing& publishing, Told told);
  ~Attack() { glp_delete_prob(lp_); }
  Attack(const Attack&) = delete;
  Attack& operator=(const Attack&) = delete;

  struct Between {
    double low, high;
  };
  Between times(std::size_t table, std::size_t cell) { return between(cells_.at({table, cell}).times); }
  Between people(std::size_t table, std::size_t cell) { return between(cells_.at({table, cell}).people); }

  // The small cells of which an end is excluded.
  std::vector<std::string> narrowed();
  // Of those held back for the others' sake, how many he could tell to be many. Promised of none.
  int known_to_be_many();

 private:
  struct Cell {
    int times = 0, people = 0;  // columns
    std::vector<int> places;
    bool is_small = false, is_held_back = false;
  };
  Between between(int column);
  void bound(int column, double low, double high);
  int column();
  void row(const std::map<int, double>& terms, double low, double high);

  glp_prob* lp_;
  int fewer_than_;
  std::map<std::pair<std::size_t, std::size_t>, Cell> cells_;
};

}  // namespace regard::figures
