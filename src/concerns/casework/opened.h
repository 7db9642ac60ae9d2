// A case as an action begins with it: visible to the viewer, its key open, and the move allowed by the table.
#pragma once

#include <string_view>

#include "concerns/casework/casefile.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Opened {
  Case record;
  crypto::RecordKey key;
};

// not_found for who may not see it, and when its key was destroyed.
Result<Opened> open_visible(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference);
// The same after a move that the table allows; the record is in its new state, not yet saved.
Result<Opened> open_for(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, CaseAction action);

// Saves with the version that the person saw; a conflict when somebody saved meanwhile.
Result<Case> save_version(db::Tx& tx, Case record, int version);

}  // namespace regard::concerns
