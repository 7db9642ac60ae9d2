// How complaints end.
#include "concerns/complaint/complaint.h"
#include "concerns/complaint/ending.h"
#include "concerns/complaint/sql.h"
#include "concerns/permissions.h"
#include "concerns/sight.h"
#include "platform/retention/keeping.h"
#include "platform/retention/table.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kAboutIsHeld = R"sql(
  SELECT 1 AS yes FROM complaint q JOIN keeping k ON (k.record_id = q.concern_id OR k.record_id = q.case_id) AND k.state = 'held'
   WHERE q.id = :id LIMIT 1
)sql";

constexpr std::string_view kOpenAbout =
    "SELECT 1 AS yes FROM complaint WHERE (concern_id = :record OR case_id = :record) AND state <> 'answered' LIMIT 1";

Words waits_for(db::Read& read, const Uuid& id) { return read.one(kAboutIsHeld, {{"id", to_text(id)}}) ? tr("What it is about is on legal hold") : Words{}; }

// Whoever had a part in what it is about finds nothing, whatever their post: of one that looks after how long it is kept either.
std::optional<db::Binds> sight(const Viewer& viewer, retention::For what) {
  const bool handles = viewer.may_everywhere(what == retention::For::keeping ? retention::kManage : kHandleComplaints);
  return sight_of(viewer, kOverseeCases).overseeing({{"handles", handles ? 1 : 0}});
}

constexpr std::string_view kOutcomes[] = {"upheld", "partly", "not_upheld"};
constexpr std::string_view kEnds[] = {"DELETE FROM complaint_conflict WHERE complaint_id = :id", "DELETE FROM complaint WHERE id = :id"};
constexpr retention::Table kTable{{.kind = "complaint",
                                   .called = {tr("Complaint"), tr("{PERIOD} after it was answered"), tr("Answered on"), "/complaints/"},
                                   .trigger = "answered_at",
                                   .outcomes = kOutcomes,
                                   .table = "complaint",
                                   .row = "q",
                                   .is_over = "q.state = 'answered'",
                                   .over_at = "q.answered_at",
                                   .outcome = "q.outcome",
                                   .decided_by = "q.owner_id",
                                   .is_seen = REGARD_COMPLAINT_VISIBLE,
                                   .sight = &sight,
                                   .is_reviewed = false,  // whoever looks after them has no part in how long they are kept
                                   .is_not_over = tr("It is not answered"),
                                   .waits_for = &waits_for,
                                   .ends = kEnds}};
constexpr retention::Part kComplaints = retention::part_of_table<kTable>();

}  // namespace

const retention::Part& part_of_complaints() { return kComplaints; }
bool has_open_complaint(db::Read& read, const Uuid& record) { return read.one(kOpenAbout, {{"record", to_text(record)}}).has_value(); }

}  // namespace regard::concerns
