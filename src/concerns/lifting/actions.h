// Asking that somebody who is kept away may see a record again, and a second person's answer.
#pragma once

#include "concerns/either.h"
#include "concerns/lifting/lift.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

Result<Lift> ask_to_let_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PersonId& person,
                           const PrivateText& reasons, Instant now);

struct LiftDecision {
  LiftAction action;
  PrivateText reasons;
  int version;
};
Result<Lift> decide_lift(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PersonId& person,
                         const LiftDecision& decision, Instant now);

}  // namespace regard::concerns
