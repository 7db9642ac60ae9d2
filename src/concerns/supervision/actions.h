// What those who oversee a case say about how it is being looked after.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/supervision/supervision.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct NewSupervision {
  SupervisionNoteId id;               // made with the form: sent twice, it is added once
  PrivateText text;
  bool for_caseworkers = false;
  std::optional<std::string> next_on;  // a date; none: after the provider's own interval
};
Result<Case> supervise(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewSupervision& said, Instant now);

// When somebody looks first at a case that begins today, by the provider's clocks.
std::string first_supervision(db::Read& read, const web::Services& services, Date today);

}  // namespace regard::concerns
