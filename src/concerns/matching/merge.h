// One case is merged into another: two were opened for one person. Nothing is lost and nothing becomes visible to who is kept
// away from either. Why it is done in this way: docs/adr/0021.
#pragma once

#include "concerns/matching/actions.h"

namespace regard::concerns {

// `two.mine` goes on, `two.other` ends and is found as `two.mine` from now on. Both states are those that were read.
Done merge(db::Tx& tx, const web::Services& services, const Viewer& viewer, Two& two, const PairDecision& decision, Instant now);

}  // namespace regard::concerns
