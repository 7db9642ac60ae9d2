#include "concerns/matching/pair.h"

#include "concerns/deferred.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<PairState> kStates[] = {
    {PairState::proposed, "proposed"}, {PairState::together, "together"}, {PairState::apart, "apart"}, {PairState::merged, "merged"}};
constexpr StoredWord<PairAction> kActions[] = {
    {PairAction::keep_together, "keep_together"}, {PairAction::keep_apart, "keep_apart"}, {PairAction::merge, "merge"}};

}  // namespace

std::string_view word(PairState state) { return word_in(kStates, state); }
std::string_view word(PairAction action) { return word_in(kActions, action); }
PairState pair_state_from(std::string_view stored) { return value_in(kStates, stored); }

std::optional<PairAction> pair_action_from(std::string_view chosen) {
  for (const auto& row : kActions)
    if (row.text == chosen) return row.value;
  return {};
}

Words label(PairState state) {
  switch (state) {
    case PairState::proposed: return tr("Not decided");
    case PairState::together: return tr("They belong together");
    case PairState::apart: return tr("Not the same person");
    case PairState::merged: return tr("Merged");
  }
  throw std::logic_error("PairState outside its enumerators");
}

Result<PairState> Pair::attempt(PairAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kPairMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view oversees_only_one(const Pair& pair, const Viewer& viewer) {
  return viewer.may_at(kOverseeCases, pair.other_centre) ? std::string_view{} : "pair.oversees_only_one";
}

std::string_view is_no_merge(const Pair& pair, const Viewer& viewer) {
  if (pair.one.kind != kCasesIndex || pair.other.kind != kCasesIndex) return "pair.not_two_cases";
  return oversees_only_one(pair, viewer);
}

}  // namespace regard::concerns
