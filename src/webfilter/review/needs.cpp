// What needs somebody today, of reviews.
#include "webfilter/needs.h"
#include "webfilter/review/shown.h"
#include "webfilter/review/store.h"

namespace regard::webfilter {
namespace {

constexpr int kShown = 10;

concerns::Needs listed(const web::Visit& visit, Words heading, const std::vector<Review>& reviews) {
  concerns::Needs made{.heading = visit.language(heading)};
  for (const auto& review : reviews)
    made.needs.push_back({review.alias.shown(), review_url(review), clock_of(visit, review), review.state == ReviewState::open && review.look_by < visit.now, review.reference});
  if (reviews.size() == kShown) made.all_text = visit.language(tr("All that the web filter found")), made.all_href = "/web-filter/reviews";
  return made;
}

}  // namespace

concerns::Needs reviews_waiting(const web::Visit& visit, db::Read& read) {
  if (!visit.viewer.may_everywhere(kReview)) return {};
  return listed(visit, tr("What the web filter found"), store::open_reviews(read, store::review_sight(visit.viewer), visit.now, kShown));
}

concerns::Needs names_to_agree_to(const web::Visit& visit, db::Read& read) {
  if (!visit.viewer.may_everywhere(kReveal)) return {};
  return listed(visit, tr("Whether somebody may know who it is"), store::asked_reviews(read, store::review_sight(visit.viewer), visit.now, kShown));
}

}  // namespace regard::webfilter
