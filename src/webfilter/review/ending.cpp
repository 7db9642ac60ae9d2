// How reviews end. Nothing of one is counted after it, so its rows go.
#include "platform/holdings/holdings.h"
#include "platform/retention/keeping.h"
#include "platform/retention/table.h"
#include "webfilter/review/review.h"
#include "webfilter/review/sql.h"

namespace regard::webfilter {
namespace {

Words waits_for(db::Read& read, const Uuid& id) { return holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{}; }

// Whoever only agrees that a name is told opens it while they are asked, and has no part in how long it is kept.
std::optional<db::Binds> sight(const Viewer& viewer, retention::For what) {
  if (!viewer.may_everywhere(what == retention::For::keeping ? retention::kManage : kReview)) return {};
  return db::Binds{{"viewer", viewer.person}};
}

constexpr std::string_view kOutcomes[] = {"dismissed", "settled", "raised"};
constexpr std::string_view kEnds[] = {"DELETE FROM web_reveal WHERE review_id = :id", "DELETE FROM web_review WHERE id = :id"};
constexpr retention::Table kTable{{.kind = "web_review",
                                   .called = {tr("Review of the web filter"), tr("{PERIOD} after it was over"), tr("Over on"), "/web-filter/reviews/"},
                                   .trigger = "over_at",
                                   .outcomes = kOutcomes,
                                   .table = "web_review",
                                   .row = "r",
                                   .is_over = "r.over_at IS NOT NULL",
                                   .over_at = "r.over_at",
                                   .outcome = "r.state",
                                   .decided_by = "r.decided_by",
                                   .is_seen = REGARD_REVIEW_NOT_KEPT_FROM,
                                   .sight = &sight,
                                   .is_not_over = tr("It is not decided"),
                                   .waits_for = &waits_for,
                                   .ends = kEnds}};
constexpr retention::Part kReviews = retention::part_of_table<kTable>();

}  // namespace

const retention::Part& review_retention() { return kReviews; }

}  // namespace regard::webfilter
