#include "concerns/referral/closed.h"

#include <algorithm>

#include "concerns/pathway/order.h"
#include "concerns/referral/store.h"

namespace regard::concerns {
namespace {

constexpr StepKind kFromAgencies[] = {StepKind::gateway, StepKind::panel_set, StepKind::panel_decided, StepKind::consent, StepKind::support_plan,
                                      StepKind::plan_review, StepKind::exit, StepKind::outcome};

}  // namespace

bool waits_for_a_referral(const Step& step) {
  const Loop* loop = loop_of(step);
  return step.is_open() && loop && std::ranges::all_of(loop->answered_by, [](StepKind kind) { return std::ranges::count(kFromAgencies, kind) > 0; });
}

ReferralsOfCase::ReferralsOfCase(db::Read& read, const CaseId& record) : all_{store::states_of_referrals(read, record)} {}

bool ReferralsOfCase::closed_with(const Step& step) const {
  if (!waits_for_a_referral(step)) return false;
  const auto later = std::ranges::upper_bound(all_, step.recorded_at, {}, &std::pair<Instant, ReferralState>::first);
  return later != all_.begin() && std::prev(later)->second == ReferralState::closed;
}

Done referral_takes(db::Read& read, const CaseId& record, StepKind kind) {
  if (std::ranges::count(kFromAgencies, kind) == 0 || !ReferralsOfCase{read, record}.newest_is_closed()) return {};
  return fail(ErrorKind::invalid, "referral.closed",
              {{"", tr("This referral is closed, so nothing more of it is recorded. Open it again on the page Referral, or write this into the chronology as a note")}});
}

}  // namespace regard::concerns
