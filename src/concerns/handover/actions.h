// Handing over, in one step and one transaction.
#pragma once

#include <optional>

#include "concerns/handover/handover.h"
#include "concerns/sight.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// Who takes on what: nobody chosen leaves that group where it is.
struct Successors {
  std::optional<PersonId> owned, worked_on, tasks;
  const std::optional<PersonId>& of(HandoverKind kind) const;
};

// Lines that wait since a post of theirs ended, and what they have to do now: of what the viewer oversees.
std::vector<HandoverItem> what_is_left(db::Read& read, const Sight& sight, const PersonId& person);

// What the viewer oversees of somebody's work. Somebody who is here goes on with what nobody took; of somebody who left it
// falls to those who oversee already. A successor who may not see a case gets nothing of it: that line stays, and says so.
Done hand_over_work(db::Tx& tx, const web::Services& services, const Viewer& viewer, const PersonId& person, const Successors& successors, Instant now);

}  // namespace regard::concerns
