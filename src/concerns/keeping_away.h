// Who may be kept away from a record. Somebody besides the viewer must still see it, or nobody ever questions what
// becomes of it.
#pragma once

#include <functional>

#include "people/people.h"
#include "platform/base/result.h"
#include "platform/db/db.h"

namespace regard::concerns {

struct KeepingAway {
  const Viewer& viewer;
  PersonId person;
  Permission overseeing;  // kTriage for a concern, kOverseeCases for a case
  std::optional<CentreId> centre;
  std::function<bool(const PersonId&)> is_kept_away;
};
Done may_be_kept_away(db::Read& read, const KeepingAway& asked, Date today);

}  // namespace regard::concerns
