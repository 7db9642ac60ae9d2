#include "concerns/lifting/lift.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<LiftState> kStates[] = {{LiftState::asked, "asked"},
                                             {LiftState::agreed, "agreed"},
                                             {LiftState::declined, "declined"},
                                             {LiftState::withdrawn, "withdrawn"}};
constexpr StoredWord<LiftAction> kActions[] = {{LiftAction::agree, "agree"}, {LiftAction::decline, "decline"}, {LiftAction::withdraw, "withdraw"}};

}  // namespace

std::string_view word(LiftState state) { return word_in(kStates, state); }
std::string_view word(LiftAction action) { return word_in(kActions, action); }
LiftState lift_state_from(std::string_view stored) { return value_in(kStates, stored); }

std::optional<LiftAction> lift_action_from(std::string_view chosen) {
  for (const auto& row : kActions)
    if (row.text == chosen) return row.value;
  return {};
}

Words label(LiftState state) {
  switch (state) {
    case LiftState::asked: return tr("Asked for");
    case LiftState::agreed: return tr("Agreed");
    case LiftState::declined: return tr("Declined");
    case LiftState::withdrawn: return tr("Withdrawn");
  }
  throw std::logic_error("LiftState outside its enumerators");
}

Result<LiftState> Lift::attempt(LiftAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kLiftMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view asked_oneself(const Lift& lift, const Viewer& viewer) { return lift.asked_by == viewer.person ? "lift.second_person" : std::string_view{}; }

std::string_view somebody_else_asked(const Lift& lift, const Viewer& viewer) {
  return lift.asked_by == viewer.person ? std::string_view{} : "lift.asked_by_another";
}

}  // namespace regard::concerns
