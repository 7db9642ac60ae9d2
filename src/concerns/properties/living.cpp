#include "concerns/properties/living.h"

#include <cstdlib>

namespace regard::concerns::testing {

using people::Role;

bool Living::is_long() {
  const char* wish = std::getenv("REGARD_LONG");
  return wish && std::string_view{wish} == "yes";
}

void Living::SetUp() {
  ConcernsTest::SetUp();
  if (IsSkipped()) return;
  services().when_somebody_leaves = {&concerns::somebody_leaves};
  north_ = people::add_centre(services(), "North campus", now());
  south_ = people::add_centre(services(), "South campus", now());
  admin_ = somebody("Ada Administrator", Role::administrator);
  knows(lead, "lead", {{Role::lead, {}}});
  knows(deputy, "deputy", {{Role::deputy, {}}});
  knows(caseworker, "caseworker", {{Role::caseworker, {}}});
  knows(colleague, "colleague", {{Role::caseworker, {}}});
  knows(tutor, "tutor", {{Role::reporter, {}}});
  knows(somebody("Ola Other-Deputy", Role::deputy), "other deputy", {{Role::deputy, {}}});
  knows(somebody("Nora North", Role::lead, north_), "lead of north", {{Role::lead, north_}});
  knows(somebody("Noel North", Role::deputy, north_), "deputy of north", {{Role::deputy, north_}});
  knows(somebody("Nick North", Role::caseworker, north_), "caseworker of north", {{Role::caseworker, north_}});
  knows(somebody("Sami South", Role::lead, south_), "lead of south", {{Role::lead, south_}});
  knows(somebody("Conny Complaints", Role::complaints), "complaints officer", {{Role::complaints, {}}});
}

void Living::knows(PersonId id, std::string name, std::vector<ModelPost> posts) { model.people.push_back({id, std::move(name), std::move(posts)}); }

void Living::told_of(const ModelPerson& who, std::string what, bool done) {
  story_.push_back(who.name + " " + std::move(what) + (done ? "" : ": refused"));
}

void Living::lives(unsigned seed, int steps) {
  dice_.seed(seed);
  for (int i = 0; i < 4; ++i) tells();
  for (int step = 0; step < steps && !HasFailure(); ++step) {
    one_step();
    if (step % 5 == 4 || step == steps - 1) everything_is_as_the_model_says();
  }
  if (!HasFailure()) return;
  std::string told = "seed " + std::to_string(seed) + ":";
  for (const auto& line : story_) told += "\n  " + line;
  ADD_FAILURE() << told;
}

const std::vector<Living::Weighed>& Living::steps() {
  static const std::vector<Weighed> all{{6, &Living::tells},
                                        {14, &Living::decides},
                                        {10, &Living::opens_a_case},
                                        {5, &Living::adds_a_concern_to_a_case},
                                        {3, &Living::merges_two_cases},
                                        {14, &Living::gives_a_case},
                                        {5, &Living::hands_a_case_over},
                                        {7, &Living::keeps_away_from_a_case},
                                        {5, &Living::keeps_away_from_a_concern},
                                        {6, &Living::writes_an_entry},
                                        {4, &Living::notes_supervision},
                                        {12, &Living::adds_a_task},
                                        {12, &Living::finishes_a_task},
                                        {8, &Living::asks_to_close},
                                        {12, &Living::decides_on_closing},
                                        {2, &Living::leaves},
                                        {4, &Living::comes_back},
                                        {3, &Living::gets_a_post},
                                        {4, &Living::hands_over_the_work_of_somebody},
                                        {4, &Living::complains},
                                        {5, &Living::asks_to_let_somebody_in},
                                        {7, &Living::decides_on_letting_somebody_in},
                                        {4, &Living::begins_a_referral},
                                        {4, &Living::asks_to_refer_without_consent},
                                        {6, &Living::decides_on_referring_without_consent}};
  return all;
}

void Living::one_step() {
  int sum = 0;
  for (const auto& [weight, step] : steps()) sum += weight;
  int at = roll(sum);
  for (const auto& [weight, step] : steps()) {
    if (at < weight) return (this->*step)();
    at -= weight;
  }
}

}  // namespace regard::concerns::testing
