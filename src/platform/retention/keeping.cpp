#include "platform/retention/keeping.h"

#include <algorithm>

#include "platform/base/stored_words.h"

namespace regard::retention {
namespace {

constexpr StoredWord<State> kStates[] = {{State::kept, "kept"},
                                         {State::due, "due"},
                                         {State::reviewed, "reviewed"},
                                         {State::held, "held"},
                                         {State::destroyed, "destroyed"}};
constexpr StoredWord<Action> kActions[] = {{Action::fall_due, "fall_due"},   {Action::lapse, "lapse"},
                                           {Action::run_out, "run_out"},     {Action::keep_longer, "keep_longer"},
                                           {Action::end_now, "end_now"},     {Action::hold, "hold"},
                                           {Action::release, "release"}};

}  // namespace

std::string_view word(State state) { return word_in(kStates, state); }
std::string_view word(Action action) { return word_in(kActions, action); }
State state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(State state) {
  switch (state) {
    case State::kept: return tr("Kept");
    case State::due: return tr("Due");
    case State::reviewed: return tr("Reviewed");
    case State::held: return tr("On legal hold");
    case State::destroyed: return tr("Destroyed");
  }
  throw std::logic_error("State outside its enumerators");
}

Result<State> Keeping::attempt(Action action, const Viewer& viewer) {
  auto next = workflow::permitted(kKeepingMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view needs_a_person(const Keeping& keeping, const Viewer&) {
  return keeping.ends == Ends::review || !keeping.ends ? "retention.needs_a_person" : std::string_view{};
}

std::string_view decided_it_themselves(const Keeping& keeping, const Viewer& viewer) {
  return viewer.person && std::ranges::count(keeping.decided_by, *viewer.person) > 0 ? "retention.second_person" : std::string_view{};
}

}  // namespace regard::retention
