// How a case is being looked after, seen by those who oversee it: notes about the looking after, not about the person, and
// the day by which somebody looks again.
#pragma once

#include <string>

#include "concerns/casework/casefile.h"

namespace regard::concerns {

using SupervisionNoteId = Id<struct SupervisionNoteTag>;

struct SupervisionNote {
  SupervisionNoteId id;
  bool for_caseworkers = false;  // whether those who work on the case read it too
  Instant written_at{};
  PersonId written_by;
  std::string text_sealed;
};

// Sealed under the case's key.
inline constexpr crypto::Column kSupervisionText{"supervision_note.text"};

}  // namespace regard::concerns
