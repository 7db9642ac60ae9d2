// Two records that may be about the same person, and what a person decided about them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/either.h"
#include "concerns/permissions.h"
#include "platform/base/viewer.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

enum class PairState { proposed, together, apart, merged };  // proposed is not stored: nobody has decided
enum class PairAction { keep_together, keep_apart, merge };

std::string_view word(PairState state);
std::string_view word(PairAction action);
PairState pair_state_from(std::string_view stored);
std::optional<PairAction> pair_action_from(std::string_view chosen);
Words label(PairState state);

struct Pair {
  RecordRef one, other;  // the lower id first
  std::optional<CentreId> centre, other_centre;
  PairState state = PairState::proposed;
  int version = 0;  // 0: not stored yet
  Instant decided_at{};
  PersonId decided_by;

  // The one place where the state changes.
  Result<PairState> attempt(PairAction action, const Viewer& viewer);
};

// A decision about two records is made by somebody who oversees both.
std::string_view oversees_only_one(const Pair& pair, const Viewer& viewer);
// Of two cases only.
std::string_view is_no_merge(const Pair& pair, const Viewer& viewer);

using PairMove = workflow::Move<PairState, PairAction, Pair>;

inline constexpr PairMove kPairMoves[] = {
    {PairState::proposed, PairAction::keep_together, PairState::together, kOverseeCases, tr("They belong together"), &oversees_only_one},
    {PairState::proposed, PairAction::keep_apart, PairState::apart, kOverseeCases, tr("Not the same person"), &oversees_only_one},
    {PairState::proposed, PairAction::merge, PairState::merged, kOverseeCases, tr("Merge"), &is_no_merge},
    {PairState::together, PairAction::keep_apart, PairState::apart, kOverseeCases, tr("Not the same person"), &oversees_only_one},
    {PairState::together, PairAction::merge, PairState::merged, kOverseeCases, tr("Merge"), &is_no_merge},
    {PairState::apart, PairAction::keep_together, PairState::together, kOverseeCases, tr("They belong together"), &oversees_only_one},
    {PairState::apart, PairAction::merge, PairState::merged, kOverseeCases, tr("Merge"), &is_no_merge},
};

}  // namespace regard::concerns
