// Rules about who may do what to whom that are not a move in a table.
#pragma once

#include "people/people.h"

namespace regard::people::access {

// Whoever changes a person's address or takes away their second factor could come in as that person. So for somebody
// who may read others' records it takes a lead, for others an administrator, and nobody does it for themselves.
Done may_open_way_in(db::Read& read, const Viewer& viewer, PersonId person, Instant now);

// People have no centre of their own, so looking after them is for those who hold the permission everywhere.
Done may_manage(const Viewer& viewer);

}  // namespace regard::people::access
