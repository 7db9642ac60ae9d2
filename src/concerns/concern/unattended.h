// A concern must reach somebody who decides, also where no post reaches it: none was told a centre and every lead has one,
// or the centre has no lead, or whoever leads there is kept away from it.
#pragma once

#include <optional>
#include <vector>

#include "people/people.h"
#include "platform/db/db.h"

namespace regard::concerns {

struct Destination {
  std::optional<CentreId> centre;
  std::vector<people::Person> deciders;  // nobody: there is no lead or deputy anywhere
};

// The centre that was told, if somebody decides there, for the provider or for it; else the first by name where somebody
// does. Of those who are kept away from it nobody counts.
Destination destination(db::Read& read, std::optional<CentreId> told, const std::vector<PersonId>& kept_away, Date today);

// How many concerns wait that nobody may decide on today.
int count_unattended(db::Read& read, Date today);
// How many cases are not closed that nobody oversees today.
int count_overseen_by_nobody(db::Read& read, Date today);

}  // namespace regard::concerns
