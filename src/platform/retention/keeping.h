// How a record is kept: the states it goes through until it ends, whatever it is.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/retention/rules.h"
#include "platform/workflow/workflow.h"

namespace regard::retention {

inline constexpr Permission kManage{"retention.manage"};  // see what ends when; put on hold and take off it
inline constexpr Permission kReview{"retention.review"};  // look at one record and decide whether it is kept longer
inline constexpr Permission kByTheClock{"retention.clock"};  // no role has it: what happens by itself

enum class State { kept, due, reviewed, held, destroyed };
enum class Action { fall_due, lapse, run_out, keep_longer, end_now, hold, release };

std::string_view word(State state);
std::string_view word(Action action);
State state_from(std::string_view stored);
Words label(State state);

struct Keeping {
  std::string kind;
  Uuid record;
  std::optional<CentreId> centre;  // the record's
  std::vector<PersonId> decided_by;  // the record's
  State state = State::kept;
  int version = 1;                 // 1: nothing was ever said about it, so there is no row
  std::string rule, rules_version; // by which it is due, or was
  std::optional<Ends> ends;
  std::optional<Date> ends_on;
  std::optional<Instant> due_since;
  std::optional<Date> keep_until;  // what the last review said
  std::optional<Instant> reviewed_at, held_at;
  std::optional<PersonId> reviewed_by, held_by;
  std::optional<std::string> review_reasons_sealed, hold_reasons_sealed;

  // The one place where the state changes.
  Result<State> attempt(Action action, const Viewer& viewer);
};

// Nothing is destroyed by itself that a person has to look at: what a rule puts before somebody, until nobody may keep it
// any longer.
std::string_view needs_a_person(const Keeping& keeping, const Viewer& viewer);

// Before it is due there was no warning, so nobody destroys alone what they decided or closed themselves.
std::string_view decided_it_themselves(const Keeping& keeping, const Viewer& viewer);

using KeepingMove = workflow::Move<State, Action, Keeping>;

inline constexpr KeepingMove kKeepingMoves[] = {
    {State::kept, Action::fall_due, State::due, kByTheClock, tr("Falls due")},
    {State::reviewed, Action::fall_due, State::due, kByTheClock, tr("Falls due")},
    {State::due, Action::lapse, State::kept, kByTheClock, tr("Is not due any more")},
    {State::reviewed, Action::lapse, State::kept, kByTheClock, tr("Is not due any more")},
    {State::due, Action::run_out, State::destroyed, kByTheClock, tr("Runs out"), &needs_a_person},
    {State::due, Action::keep_longer, State::reviewed, kReview, tr("Review")},
    {State::kept, Action::end_now, State::destroyed, kReview, tr("Destroy now"), &decided_it_themselves},
    {State::due, Action::end_now, State::destroyed, kReview, tr("Destroy now")},
    {State::reviewed, Action::end_now, State::destroyed, kReview, tr("Destroy now"), &decided_it_themselves},
    {State::kept, Action::hold, State::held, kManage, tr("Put on legal hold")},
    {State::due, Action::hold, State::held, kManage, tr("Put on legal hold")},
    {State::reviewed, Action::hold, State::held, kManage, tr("Put on legal hold")},
    {State::held, Action::release, State::kept, kManage, tr("Take off legal hold")},
};

// Both sealed under the record's own key, so that they end with it.
inline constexpr crypto::Column kReviewReasons{"keeping.review_reasons"};
inline constexpr crypto::Column kHoldReasons{"keeping.hold_reasons"};

}  // namespace regard::retention
