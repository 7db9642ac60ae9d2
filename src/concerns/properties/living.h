// Random lives of a provider: people of all roles do what the pages let them do, in any order, and after each step the
// program has allowed what the model allows, and shows to each what the model shows.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "concerns/properties/model.h"

namespace regard::concerns::testing {

class Living : public ConcernsTest {
 protected:
  void SetUp() override;
  void lives(unsigned seed, int steps);
  static bool is_long();  // REGARD_LONG=yes

 private:
  using Step = void (Living::*)();
  struct Weighed {
    int weight;
    Step step;
  };
  static const std::vector<Weighed>& steps();  // what people do; a new noun adds its own here
  void one_step();

  // Steps.
  void tells();
  void decides();
  void opens_a_case();
  void adds_a_concern_to_a_case();
  void merges_two_cases();
  void gives_a_case();
  void hands_a_case_over();
  void keeps_away_from_a_case();
  void keeps_away_from_a_concern();
  void writes_an_entry();
  void notes_supervision();
  void adds_a_task();
  void finishes_a_task();
  void asks_to_close();
  void decides_on_closing();
  void leaves();
  void comes_back();
  void gets_a_post();
  void hands_over_the_work_of_somebody();
  void complains();
  void asks_to_let_somebody_in();
  void decides_on_letting_somebody_in();
  void begins_a_referral();
  void asks_to_refer_without_consent();
  void decides_on_referring_without_consent();

  // What is the same now for both.
  void everything_is_as_the_model_says();
  void states_are_as_the_model_says(db::Read& read);
  void every_case_has_an_owner(db::Read& read);
  void sees_the_right_cases(db::Read& read, const ModelPerson& who, const Sight& sight);
  void lists_the_right_cases(db::Read& read, const ModelPerson& who, const Sight& sight, CaseState state, const std::set<std::string>& visible);
  void reads_the_right_entries(db::Read& read, const ModelPerson& who, const Sight& sight);
  void sees_the_right_concerns(db::Read& read, const ModelPerson& who, const Sight& sight);
  void sees_the_right_complaints(db::Read& read, const ModelPerson& who, const Viewer& viewer);

  // Helpers of the steps.
  void knows(PersonId id, std::string name, std::vector<ModelPost> posts);
  void gets(ModelPerson& who, ModelPost post);
  void is_kept_away(const ModelIncident& incident, const ModelPerson& whom, const ModelPerson& by);
  ModelCase& some_case();
  void meet(const ModelIncident& incident, const ModelPerson& by);
  void joins(ModelCase& record, const ModelPerson& whom);
  void takes_from_the_program(ModelCase& record);  // owner, members and tasks, where it chose among several who may
  bool may_have_task(const ModelPerson& whom, const ModelCase& record) const;
  std::pair<std::string, std::int64_t> directory(const ModelPerson& who);
  int version_of(const ModelCase& record);
  int version_of_referral(const ModelCase& record, const ModelPerson& who);
  bool acted(const ModelCase& record, const ModelPerson& who);
  void told_of(const ModelPerson& who, std::string what, bool done);
  // What the program allowed is what the model allows, neither more nor less.
  template <class Answer>
  bool same(const ModelPerson& who, const std::string& what, bool allowed, const Answer& answer) {
    told_of(who, what, answer.has_value());
    EXPECT_EQ(allowed, answer.has_value()) << who.name << " " << what << ": " << (answer ? "done" : answer.error().code);
    return answer.has_value() && allowed;
  }
  int roll(int sides) { return static_cast<int>(dice_() % static_cast<unsigned>(sides)); }
  template <class All>
  auto& any(All& all) {
    return *(std::begin(all) + roll(static_cast<int>(std::size(all))));
  }

  Model model;
  std::vector<std::string> story_;  // what was done, and whether it was allowed
  std::mt19937 dice_;
  CentreId north_, south_;
  PersonId admin_;
};

}  // namespace regard::concerns::testing
