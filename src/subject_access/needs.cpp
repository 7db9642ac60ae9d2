// Which requests wait for somebody, for the first page. The law sets their clock.
#include <algorithm>

#include "platform/base/calendar.h"
#include "platform/holdings/store.h"
#include "platform/i18n/dates.h"
#include "subject_access/shown.h"
#include "subject_access/subject_access.h"

namespace regard::subject_access {
namespace {

constexpr std::size_t kShown = 10;
constexpr int kLookedThrough = 200;  // open at one time, as many as their list shows

// Whoever answers keeps the clock of all. Of the others, one finds what is held, and another looks a second time.
bool waits_for(const Viewer& viewer, const holdings::Request& request) {
  using holdings::RequestState;
  if (viewer.may_everywhere(holdings::kAnswer)) return true;
  if (request.state == RequestState::received) return true;
  return request.state == RequestState::checking && holdings::found_it_themselves(request, viewer).empty();
}

}  // namespace

concerns::Needs needs(const web::Visit& visit, db::Read& read) {
  const auto& say = visit.language;
  concerns::Needs made{.heading = say(tr("Requests to see what is held"))};
  if (!visit.viewer.may_everywhere(holdings::kAnswer) && !visit.viewer.may_everywhere(holdings::kRelease)) return made;
  const Date today = london_date(visit.now);
  for (const auto& request : holdings::store::list(read, visit.viewer, holdings::store::Which::open, kLookedThrough)) {
    if (!waits_for(visit.viewer, request)) continue;
    if (made.needs.size() == kShown) {
      made.all_href = "/requests";
      made.all_text = say(tr("All requests"));
      break;
    }
    made.needs.push_back({say(tr("Request {REFERENCE}"), {{"REFERENCE", request.reference}}), url_of(request.reference),
                          say(tr("Answer by {DAY}"), {{"DAY", i18n::long_date(say, request.answer_by)}}), request.answer_by < today});
  }
  return made;
}

}  // namespace regard::subject_access
