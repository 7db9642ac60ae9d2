// What the audit says about handing over.
#pragma once

#include "concerns/handover/handover.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

// About a person's work as a whole, on their page: how many lines, and nothing of what they were.
struct WorkHandedOver {
  PersonId person;
  int moved = 0, undone = 0;
  audit::Entry entry() const;
};

// When they left: what waits until a lead has chosen.
struct WorkLeftBehind {
  PersonId person;
  int waiting = 0;
  audit::Entry entry() const;
};

}  // namespace regard::concerns
