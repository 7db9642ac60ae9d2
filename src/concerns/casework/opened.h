// A case as an action begins with it: visible to the viewer, its key open, and the move allowed by the table.
#pragma once

#include <string>
#include <string_view>
#include <vector>

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

// The case and those that were merged into it, itself first, each under its own key. What has no key any more is left out.
struct OpenedPart {
  CaseId id;
  std::string reference;
  crypto::RecordKey key;
};
std::vector<OpenedPart> opened_parts(db::Read& read, const web::Services& services, const CaseId& record);

// Saves with the version that the person saw; a conflict when somebody saved meanwhile.
Result<Case> save_version(db::Tx& tx, Case record, int version);

}  // namespace regard::concerns
