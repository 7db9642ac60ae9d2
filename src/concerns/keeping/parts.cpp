#include "concerns/keeping/parts.h"

#include "concerns/casework/sql.h"
#include "concerns/casework/store.h"
#include "concerns/complaint/ending.h"
#include "concerns/concern/sql.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/keeping/store.h"
#include "concerns/permissions.h"
#include "concerns/referral/store.h"
#include "concerns/texts.h"
#include "platform/holdings/holdings.h"
#include "platform/retention/keeping.h"
#include "platform/retention/table.h"

namespace regard::concerns {
namespace {

using retention::For;

// A complaint, or somebody who asked to see what is held about them. Neither exists for everybody who sees this record, so
// neither is named.
Words somebody_waits(db::Read& read, const Uuid& id) {
  return has_open_complaint(read, id) || holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{};
}

// Of the case and of everything that would end with it; also of a concern that another case goes on with.
Words somebody_waits_for_any(db::Read& read, const CaseId& id) {
  if (const Words waits = somebody_waits(read, id.value); !waits.empty()) return waits;
  for (const ConcernId& concern : store::concerns_of(read, id))
    if (const Words waits = somebody_waits(read, concern.value); !waits.empty()) return waits;
  for (const CaseId& merged : store::merged_into(read, id))
    if (const Words waits = somebody_waits_for_any(read, merged); !waits.empty()) return waits;
  return {};
}

Words case_waits_for(db::Read& read, const Uuid& id) {
  if (store::waits_for_somebody(read, CaseId{id})) return tr("Somebody still waits for an answer that is recorded on its pathway");
  if (store::has_referral_under_way(read, CaseId{id})) return tr("Its referral is not closed");
  if (store::has_concern_on_hold(read, CaseId{id})) return tr("A concern that it began with is on legal hold");
  return somebody_waits_for_any(read, CaseId{id});
}

std::optional<db::Binds> sight_of_concerns(const Viewer& viewer, For what) { return sight_of(viewer, what == For::keeping ? retention::kManage : kTriage).with({}); }
std::optional<db::Binds> sight_of_cases(const Viewer& viewer, For what) { return sight_of(viewer, what == For::keeping ? retention::kManage : kOverseeCases).with({}); }

constexpr std::string_view kConcernOutcomes[] = {"welfare", "no_further_action"};
constexpr retention::Table kConcernTable{{.kind = "concern",
                                          .called = {tr("Concern"), tr("{PERIOD} after it was decided"), tr("Decided on"), "/concerns/"},
                                          .trigger = "decided_at",
                                          .outcomes = kConcernOutcomes,
                                          .table = "concern",
                                          .row = "c",
                                          .is_there = "c.ended_at IS NULL",
                                          .is_over = "c.state IN ('welfare', 'no_further_action')",
                                          .over_at = "c.triaged_at",
                                          .outcome = "c.state",
                                          .decided_by = "c.triaged_by",
                                          .centre = "c.centre_id",
                                          .is_seen = REGARD_CONCERN_VISIBLE,
                                          .sight = &sight_of_concerns,
                                          .is_not_over = tr("It waits for a decision, or belongs to a case"),
                                          .waits_for = &somebody_waits}};

// What was merged into another ends with that one.
constexpr std::string_view kCaseOutcomes[] = {"supported", "referred", "unfounded", "other"};
constexpr retention::Table kCaseTable{{.kind = "case",
                                       .called = {tr("Case"), tr("{PERIOD} after it was closed"), tr("Closed on"), "/cases/"},
                                       .trigger = "closed_at",
                                       .outcomes = kCaseOutcomes,
                                       .table = "case_file",
                                       .row = "c",
                                       .is_there = "c.ended_at IS NULL",
                                       .is_over = "c.merged_into IS NULL AND c.state = 'closed'",
                                       .over_at = "c.closed_at",
                                       .outcome = "c.outcome",
                                       .decided_by = "c.closed_by",
                                       .asked_by = "c.closing_asked_by",
                                       .centre = "c.centre_id",
                                       .is_seen = REGARD_CASE_VISIBLE,
                                       .sight = &sight_of_cases,
                                       .is_not_over = tr("The case is not closed"),
                                       .waits_for = &case_waits_for}};

void add_concern(retention::Ended& ended, db::Tx& tx, const Uuid& id, retention::How how, Instant now) {
  const auto record = kConcernTable.find(tx, id);
  if (!record) return;
  ended.records.push_back({record->kind, record->id, record->reference});
  ended.keys.push_back(record->key);
  for (const auto& key : store::keys_besides(tx, ConcernId{id})) ended.keys.push_back(key);
  store::end_concern(tx, ConcernId{id}, how, now);
}

retention::Ended end_concern(db::Tx& tx, const Uuid& id, retention::How how, retention::With, Instant now) {
  retention::Ended ended;
  add_concern(ended, tx, id, how, now);
  return ended;
}

// Cases that were merged into it first, then the concerns that no case goes on with any more.
void add_case(retention::Ended& ended, db::Tx& tx, const CaseId& id, retention::How how, retention::With with, Instant now) {
  const auto record = kCaseTable.find(tx, id.value);
  if (!record) return;
  ended.records.push_back({record->kind, record->id, record->reference});
  ended.keys.push_back(record->key);
  if (with == retention::With::what_belongs_to_it) {
    for (const CaseId& merged : store::merged_into(tx, id)) add_case(ended, tx, merged, how, with, now);
    for (const ConcernId& concern : store::concerns_ending_with(tx, id)) add_concern(ended, tx, concern.value, how, now);
  }
  store::end_case(tx, id, how, now);
}

retention::Ended end_case(db::Tx& tx, const Uuid& id, retention::How how, retention::With with, Instant now) {
  retention::Ended ended;
  add_case(ended, tx, CaseId{id}, how, with, now);
  return ended;
}

void tell_of_concern(db::Tx& tx, const web::Services& services, const retention::Record& record, Instant now) {
  const auto kept_away = [&](const PersonId& person) { return store::is_excluded(tx, ConcernId{record.id}, person); };
  tell_all_who_may(tx, services, retention::kReview, record.centre, now, kept_away);
}

void tell_of_case(db::Tx& tx, const web::Services& services, const retention::Record& record, Instant now) {
  const auto kept_away = [&](const PersonId& person) { return store::is_excluded(tx, CaseId{record.id}, person); };
  tell_all_who_may(tx, services, retention::kReview, record.centre, now, kept_away);
}

constexpr retention::Part kCases = [] {
  auto part = retention::part_of_table<kCaseTable>();
  part.index = kWrittenIndex;
  part.end = &end_case;
  part.fell_due = &tell_of_case;
  return part;
}();
constexpr retention::Part kConcerns = [] {
  auto part = retention::part_of_table<kConcernTable>();
  part.index = kWrittenIndex;
  part.end = &end_concern;
  part.fell_due = &tell_of_concern;
  return part;
}();

}  // namespace

const retention::Part& part_of_cases() { return kCases; }
const retention::Part& part_of_concerns() { return kConcerns; }

Words keeping_in_chronology(std::string_view event_type) {
  if (event_type == "keeping.fell_due") return tr("Due to be reviewed or to end");
  if (event_type == "keeping.kept_longer") return tr("Reviewed, and kept longer");
  if (event_type == "keeping.put_on_hold") return tr("Put on legal hold");
  if (event_type == "keeping.taken_off_hold") return tr("Taken off legal hold");
  return {};
}

std::vector<retention::Part> retention_parts() { return {kCases, kConcerns, part_of_complaints()}; }

}  // namespace regard::concerns
