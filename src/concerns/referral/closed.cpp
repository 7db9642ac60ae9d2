#include "concerns/referral/closed.h"

#include <algorithm>

#include "concerns/referral/store.h"

namespace regard::concerns {
namespace {

constexpr StepKind kFromAgencies[] = {StepKind::gateway, StepKind::panel_set, StepKind::panel_decided, StepKind::consent, StepKind::support_plan,
                                      StepKind::plan_review, StepKind::exit, StepKind::outcome};

}  // namespace

Done referral_takes(db::Read& read, const CaseId& record, StepKind kind) {
  if (std::ranges::count(kFromAgencies, kind) == 0 || store::state_of_newest_referral(read, record) != ReferralState::closed) return {};
  return fail(ErrorKind::invalid, "referral.closed",
              {{"", tr("This referral is closed, so nothing more of it is recorded. Open it again on the page Referral, or write this into the chronology as a note")}});
}

}  // namespace regard::concerns
