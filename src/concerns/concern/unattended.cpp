#include "concerns/concern/unattended.h"

#include "concerns/concern/store.h"
#include "concerns/permissions.h"

namespace regard::concerns {

Destination destination(db::Read& read, std::optional<CentreId> told, Date today) {
  Destination found{told, people::with_permission(read, kTriage, told, today)};
  if (!found.deciders.empty()) return found;
  for (const auto& centre : people::centres(read))
    if (auto deciders = people::with_permission(read, kTriage, centre.id, today); !deciders.empty()) return {centre.id, std::move(deciders)};
  return found;
}

int count_unattended(db::Read& read, Date today) {
  int count = 0;
  for (const auto& [centre, waiting] : store::waiting_by_centre(read))
    if (people::with_permission(read, kTriage, centre, today).empty()) count += waiting;
  return count;
}

}  // namespace regard::concerns
