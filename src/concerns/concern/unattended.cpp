#include "concerns/concern/unattended.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/permissions.h"

namespace regard::concerns {

Destination destination(db::Read& read, std::optional<CentreId> told, const std::vector<PersonId>& kept_away, Date today) {
  const auto deciders_at = [&](std::optional<CentreId> centre) {
    auto deciders = people::with_permission(read, kTriage, centre, today);
    std::erase_if(deciders, [&](const auto& decider) { return std::ranges::count(kept_away, decider.id) > 0; });
    return deciders;
  };
  Destination found{told, deciders_at(told)};
  if (!found.deciders.empty()) return found;
  for (const auto& centre : people::centres(read))
    if (auto deciders = deciders_at(centre.id); !deciders.empty()) return {centre.id, std::move(deciders)};
  return found;
}

int count_unattended(db::Read& read, Date today) {
  int count = 0;
  for (const auto& [centre, waiting] : store::waiting_by_centre(read))
    if (people::with_permission(read, kTriage, centre, today).empty()) count += waiting;
  // Where somebody decides, but all of them are kept away from it.
  for (const auto& [concern, centre] : store::waiting_with_somebody_kept_away(read)) {
    const auto deciders = people::with_permission(read, kTriage, centre, today);
    const auto is_kept_away = [&, id = concern](const auto& decider) { return store::is_excluded(read, id, decider.id); };
    if (!deciders.empty() && std::ranges::all_of(deciders, is_kept_away)) ++count;
  }
  return count;
}

int count_overseen_by_nobody(db::Read& read, Date today) {
  int count = 0;
  for (const auto& [centre, cases] : store::cases_by_centre(read))
    if (people::with_permission(read, kOverseeCases, centre, today).empty()) count += cases;
  for (const auto& [record, centre] : store::cases_with_somebody_kept_away(read)) {
    const auto overseers = people::with_permission(read, kOverseeCases, centre, today);
    const auto is_kept_away = [&, id = record](const auto& overseer) { return store::is_excluded(read, id, overseer.id); };
    if (!overseers.empty() && std::ranges::all_of(overseers, is_kept_away)) ++count;
  }
  return count;
}

}  // namespace regard::concerns
