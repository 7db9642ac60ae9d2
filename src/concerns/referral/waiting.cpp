#include "concerns/referral/waiting.h"

#include "concerns/opening.h"
#include "concerns/referral/store.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 10;
constexpr std::chrono::days kAhead{7};

}  // namespace

Needs overrides_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Referrals without consent to decide on"))};
  const auto waiting = store::overrides_to_decide(read, sight_of(visit.viewer, kOverseeCases), kShown);
  std::vector<SealedName> sealed;
  for (const auto& request : waiting) sealed.push_back({request.key, request.case_id.value, request.name_sealed});
  const auto names = names_in(visit, kCaseName, sealed);
  for (std::size_t i = 0; i < waiting.size(); ++i) {
    made.needs.push_back({names[i], "/cases/" + waiting[i].case_reference + "/referral/override/decision",
                          visit.language(tr("Asked on {TIME}"), {{"TIME", i18n::long_time(visit.language, waiting[i].asked_at)}}), false, waiting[i].case_reference});
    references.push_back(waiting[i].case_reference);
  }
  return made;
}

Needs referrals_to_weigh_again(const web::Visit& visit, db::Read& read, std::vector<std::string>& references) {
  Needs made{.heading = visit.language(tr("Referrals to weigh again"))};
  const Date today = london_date(visit.now);
  const auto due = store::referrals_to_weigh_again(read, sight_of(visit.viewer, kOverseeCases), iso(Date{std::chrono::sys_days{today} + kAhead}), kShown);
  std::vector<SealedName> sealed;
  for (const auto& one : due) sealed.push_back({one.key, one.case_id.value, one.name_sealed});
  const auto names = names_in(visit, kCaseName, sealed);
  for (std::size_t i = 0; i < due.size(); ++i) {
    const Date day = date_from_iso(due[i].review_on).value();
    made.needs.push_back({names[i], "/cases/" + due[i].case_reference + "/referral",
                          visit.language(tr("By {DAY}"), {{"DAY", i18n::long_date(visit.language, day)}}), day < today, due[i].case_reference});
    references.push_back(due[i].case_reference);
  }
  return made;
}

}  // namespace regard::concerns
