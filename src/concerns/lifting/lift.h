// Keeping somebody away is lifted by two people: one asks and says why, another who oversees the record agrees.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/either.h"
#include "concerns/permissions.h"
#include "platform/crypto/crypto.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using LiftId = Id<struct ExclusionLiftTag>;

enum class LiftState { asked, agreed, declined, withdrawn };
enum class LiftAction { agree, decline, withdraw };

std::string_view word(LiftState state);
std::string_view word(LiftAction action);
LiftState lift_state_from(std::string_view stored);
std::optional<LiftAction> lift_action_from(std::string_view chosen);
Words label(LiftState state);

struct Lift {
  LiftId id;
  RecordRef record;
  std::optional<CentreId> centre;  // of the record
  PersonId person;
  LiftState state = LiftState::asked;
  int version = 1;
  Instant asked_at{};
  PersonId asked_by;
  std::optional<Instant> decided_at;
  std::optional<PersonId> decided_by;
  std::string reasons_sealed;

  // The one place where the state changes.
  Result<LiftState> attempt(LiftAction action, const Viewer& viewer);
};

// The second person: whoever asked neither agrees nor declines, and nobody else withdraws it.
std::string_view asked_oneself(const Lift& lift, const Viewer& viewer);
std::string_view somebody_else_asked(const Lift& lift, const Viewer& viewer);

using LiftMove = workflow::Move<LiftState, LiftAction, Lift>;

inline constexpr LiftMove kLiftMoves[] = {
    {LiftState::asked, LiftAction::agree, LiftState::agreed, kOverseeCases, tr("They may see it again"), &asked_oneself},
    {LiftState::asked, LiftAction::decline, LiftState::declined, kOverseeCases, tr("They stay away"), &asked_oneself},
    {LiftState::asked, LiftAction::withdraw, LiftState::withdrawn, kOverseeCases, tr("Withdraw the request"), &somebody_else_asked},
};

inline constexpr crypto::Column kLiftReasons{"exclusion_lift.reasons"};

}  // namespace regard::concerns
