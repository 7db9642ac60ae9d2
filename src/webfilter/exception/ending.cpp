// How requests end. Nothing of one is counted after it, so its row goes.
#include "webfilter/exception/ending.h"

#include "platform/holdings/holdings.h"
#include "platform/retention/keeping.h"
#include "platform/retention/table.h"
#include "webfilter/permissions.h"

namespace regard::webfilter::exception {
namespace {

Words waits_for(db::Read& read, const Uuid& id) { return holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{}; }

std::optional<db::Binds> sight(const Viewer& viewer, retention::For what) {
  if (!viewer.may_everywhere(what == retention::For::keeping ? retention::kManage : kDecideExceptions)) return {};
  return db::Binds{};
}

constexpr std::string_view kOutcomes[] = {"refused", "withdrawn", "ended"};
constexpr std::string_view kEnds[] = {"DELETE FROM web_exception WHERE id = :id"};
constexpr retention::Table kTable{{.kind = "web_exception",
                                   .called = {tr("Request for a blocked site"), tr("{PERIOD} after it was over"), tr("Over on"), "/web-exceptions/"},
                                   .trigger = "over_at",
                                   .outcomes = kOutcomes,
                                   .table = "web_exception",
                                   .row = "x",
                                   .is_over = "x.over_at IS NOT NULL",
                                   .over_at = "x.over_at",
                                   .outcome = "x.state",
                                   .decided_by = "x.decided_by",
                                   .is_seen = "1 = 1",
                                   .sight = &sight,
                                   .is_not_over = tr("It is not over yet"),
                                   .waits_for = &waits_for,
                                   .ends = kEnds}};
constexpr retention::Part kPart = retention::part_of_table<kTable>();

}  // namespace

const retention::Part& retention_part() { return kPart; }

}  // namespace regard::webfilter::exception
