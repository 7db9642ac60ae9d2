// What a closed referral takes no more.
#pragma once

#include "concerns/pathway/step.h"
#include "concerns/referral/referral.h"
#include "platform/db/db.h"

namespace regard::concerns {

bool referral_is_closed(db::Read& read, const CaseId& record);

// An open step that only an agency's word about a closed referral could answer: nobody waits for it. In SQL: pathway/sql.h.
bool waits_for_a_referral(const Step& step);

// Whether a step may be recorded as far as the case's referral is concerned: once that is closed, nothing that an agency says of it.
// The refusal says what to do instead. Our own reviews go on.
Done referral_takes(db::Read& read, const CaseId& record, StepKind kind);

}  // namespace regard::concerns
