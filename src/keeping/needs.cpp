#include "keeping/keeping.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"
#include "platform/retention/shown.h"

namespace regard::keeping {
namespace {

constexpr std::size_t kShown = 10, kLookedThrough = 100;

}  // namespace

concerns::Needs needs(const web::Visit& visit, db::Read& read) {
  concerns::Needs made{.heading = visit.language(tr("Records to review"))};
  made.all_href = "/keeping";
  made.all_text = visit.language(tr("All that ends"));
  if (!visit.viewer.may(retention::kReview)) return made;
  std::vector<std::string> references;
  for (const auto& kept : retention::kept_in(read, parts(), visit.viewer, retention::For::opening, retention::State::due, kLookedThrough)) {
    if (kept.keeping.ends != retention::Ends::review || references.size() == kShown) continue;
    const auto day = kept.keeping.ends_on;
    made.needs.push_back({retention::called(visit, kept), retention::keeping_url(kept.record.reference),
                          day ? visit.language(tr("By {DAY}"), {{"DAY", i18n::long_date(visit.language, *day)}}) : std::string{},
                          day && *day < london_date(visit.now)});
    references.push_back(kept.record.reference);
  }
  concerns::looked_at_list(visit, "today", references);
  return made;
}

}  // namespace regard::keeping
