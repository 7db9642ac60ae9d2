#include "concerns/referral/waiting.h"

#include "concerns/opening.h"
#include "concerns/referral/store.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr int kShown = 10;

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

}  // namespace regard::concerns
