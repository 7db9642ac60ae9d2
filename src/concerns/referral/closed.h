// What a closed referral takes no more.
#pragma once

#include "concerns/pathway/step.h"
#include "concerns/referral/referral.h"
#include "platform/db/db.h"

namespace regard::concerns {

// Whether a step may be recorded as far as the case's referral is concerned: once that is closed, nothing that an agency says of it.
// The refusal says what to do instead. Our own reviews go on.
Done referral_takes(db::Read& read, const CaseId& record, StepKind kind);

}  // namespace regard::concerns
