// How requests end.
#include "platform/holdings/holdings.h"
#include "platform/holdings/sql.h"
#include "platform/holdings/store.h"
#include "platform/retention/keeping.h"
#include "platform/retention/table.h"

namespace regard::holdings {
namespace {

std::optional<db::Binds> sight(const Viewer& viewer, retention::For what) {
  if (!viewer.person || !viewer.may_everywhere(what == retention::For::keeping ? retention::kManage : kSee)) return {};
  return db::Binds{{"viewer", *viewer.person}};
}

constexpr std::string_view kOutcomes[] = {"answered", "refused", "withdrawn"};
constexpr retention::Table kTable{{.kind = "subject_request",
                                   .called = {tr("Request to see what is held"), tr("{PERIOD} after it was over"), tr("Over on"), "/requests/"},
                                   .trigger = "over_at",
                                   .outcomes = kOutcomes,
                                   .table = "subject_request",
                                   .row = "r",
                                   .is_there = "r.ended_at IS NULL",
                                   .is_over = "r.over_at IS NOT NULL",
                                   .over_at = "r.over_at",
                                   .outcome = "r.state",
                                   .decided_by = "r.over_by",
                                   .is_seen = REGARD_REQUEST_VISIBLE,
                                   .sight = &sight,
                                   .is_not_over = tr("It is not answered")}};

// Its row stays, as a number of the year.
retention::Ended end(db::Tx& tx, const Uuid& id, retention::How, retention::With, Instant now) {
  auto ended = kTable.end(tx, id);
  if (!ended.records.empty()) store::end(tx, RequestId{id}, now);
  return ended;
}

constexpr retention::Part kRequests = [] {
  auto part = retention::part_of_table<kTable>();
  part.end = &end;
  return part;
}();

}  // namespace

const retention::Part& retention_part() { return kRequests; }

}  // namespace regard::holdings
