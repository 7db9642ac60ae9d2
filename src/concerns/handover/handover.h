// Handing over: what somebody who left, or goes away for long, had to do, and who does it from now on. Nothing is lost
// between the two: ownership and tasks fall to somebody who oversees in the very step that ends a person's posts, and stand
// here until a lead has chosen who takes them on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "concerns/pathway/step.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using HandoverId = Id<struct HandoverTag>;
using HandoverItemId = Id<struct HandoverItemTag>;

enum class HandoverWhy { left, away };
enum class HandoverKind { ownership, membership, task, step };
enum class HandoverState { waiting, moved, undone };
enum class HandoverAction { hand_over, leave_undone };

std::string_view word(HandoverWhy why);
std::string_view word(HandoverKind kind);
std::string_view word(HandoverState state);
std::string_view word(HandoverAction action);
HandoverWhy handover_why_from(std::string_view stored);
HandoverKind handover_kind_from(std::string_view stored);
HandoverState handover_state_from(std::string_view stored);
Words label(HandoverKind kind);
Words label(HandoverState state);

struct Handover {
  HandoverId id;
  PersonId person;  // whose work it was
  HandoverWhy why = HandoverWhy::left;
  Instant made_at{};
  std::optional<PersonId> made_by;
};

// One case that somebody owned, one that they worked on, one task, or one step that waits.
struct HandoverItem {
  HandoverItemId id;
  HandoverKind kind = HandoverKind::ownership;
  HandoverState state = HandoverState::waiting;
  int version = 1;
  CaseId record;
  std::optional<TaskId> task;
  std::optional<StepId> step;
  std::optional<PersonId> holder;  // who has it now; nobody: whoever owned it left, and nobody oversees the case
  std::optional<CentreId> centre;  // of the case
  std::optional<Instant> decided_at;
  std::optional<PersonId> decided_by;

  // The one place where the state changes.
  Result<HandoverState> attempt(HandoverAction action, const Viewer& viewer);
};

using HandoverMove = workflow::Move<HandoverState, HandoverAction, HandoverItem>;

inline constexpr HandoverMove kHandoverMoves[] = {
    {HandoverState::waiting, HandoverAction::hand_over, HandoverState::moved, kOverseeCases, tr("Hand over")},
    {HandoverState::waiting, HandoverAction::leave_undone, HandoverState::undone, kOverseeCases, tr("Leave where it is")},
    {HandoverState::undone, HandoverAction::hand_over, HandoverState::moved, kOverseeCases, tr("Hand over")},
};

}  // namespace regard::concerns
