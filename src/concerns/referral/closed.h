// What a closed referral takes no more.
#pragma once

#include <utility>
#include <vector>

#include "concerns/pathway/step.h"
#include "concerns/referral/referral.h"
#include "platform/db/db.h"

namespace regard::concerns {

// An open step that only an agency's word about a referral could answer.
bool waits_for_a_referral(const Step& step);

// The referrals of a case. A step belongs to the newest that had begun when it was recorded: once that is closed, nobody waits for
// the step's answer. In SQL: pathway/sql.h.
class ReferralsOfCase {
 public:
  ReferralsOfCase(db::Read& read, const CaseId& record);
  bool closed_with(const Step& step) const;
  bool newest_is_closed() const { return !all_.empty() && all_.back().second == ReferralState::closed; }

 private:
  std::vector<std::pair<Instant, ReferralState>> all_;  // as they began
};

// Whether a step may be recorded as far as the case's referral is concerned: once that is closed, nothing that an agency says of it.
// The refusal says what to do instead. Our own reviews go on.
Done referral_takes(db::Read& read, const CaseId& record, StepKind kind);

}  // namespace regard::concerns
