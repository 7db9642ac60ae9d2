#include "concerns/keeping/parts.h"

#include "concerns/casework/store.h"
#include "concerns/complaint/ending.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/keeping/store.h"
#include "concerns/referral/store.h"
#include "concerns/texts.h"
#include "platform/holdings/holdings.h"
#include "platform/retention/keeping.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kConcernTriggers[] = {"decided_at"}, kConcernOutcomes[] = {"welfare", "no_further_action"};
constexpr std::string_view kCaseTriggers[] = {"closed_at"}, kCaseOutcomes[] = {"supported", "referred", "unfounded", "other"};

// A complaint, or somebody who asked to see what is held about them. Neither exists for everybody who sees this record, so
// neither is named.
Words somebody_waits(db::Read& read, const Uuid& id) {
  return has_open_complaint(read, id) || holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{};
}

Words concern_stays_because(db::Read& read, const Uuid& id) {
  const auto record = store::kept_concern(read, id);
  if (record && record->trigger.empty()) return tr("It waits for a decision, or belongs to a case");
  return somebody_waits(read, id);
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

Words case_stays_because(db::Read& read, const Uuid& id) {
  const auto record = store::kept_case(read, id);
  if (record && record->trigger.empty()) return tr("The case is not closed");
  if (store::waits_for_somebody(read, CaseId{id})) return tr("Somebody still waits for an answer that is recorded on its pathway");
  if (store::has_referral_under_way(read, CaseId{id})) return tr("Its referral is not closed");
  if (store::has_concern_on_hold(read, CaseId{id})) return tr("A concern that it began with is on legal hold");
  return somebody_waits_for_any(read, CaseId{id});
}

void add_concern(retention::Ended& ended, db::Tx& tx, const Uuid& id, retention::How how, Instant now) {
  const auto record = store::kept_concern(tx, id);
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
  const auto record = store::kept_case(tx, id.value);
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

constexpr retention::Part kCases{"case", kWrittenIndex, kCaseTriggers, kCaseOutcomes, &store::cases_triggered, &store::kept_case, &case_stays_because,
                                 &end_case, &tell_of_case, &store::case_keys_after};
constexpr retention::Part kConcerns{"concern", kWrittenIndex, kConcernTriggers, kConcernOutcomes, &store::concerns_triggered, &store::kept_concern,
                                    &concern_stays_because, &end_concern, &tell_of_concern, &store::concern_keys_after};

}  // namespace

const retention::Part& part_of_cases() { return kCases; }
const retention::Part& part_of_concerns() { return kConcerns; }

const retention::Part* part_with(std::string_view reference) {
  return reference.starts_with('K') ? &kCases : reference.starts_with('C') ? &kConcerns : nullptr;
}

Words keeping_in_chronology(std::string_view event_type) {
  if (event_type == "keeping.fell_due") return tr("Due to be reviewed or to end");
  if (event_type == "keeping.kept_longer") return tr("Reviewed, and kept longer");
  if (event_type == "keeping.put_on_hold") return tr("Put on legal hold");
  if (event_type == "keeping.taken_off_hold") return tr("Taken off legal hold");
  return {};
}

std::vector<retention::Part> retention_parts() { return {kCases, kConcerns, part_of_complaints()}; }

}  // namespace regard::concerns
