#include "concerns/keeping/store.h"

#include "concerns/casework/sql.h"
#include "concerns/concern/sql.h"
#include "concerns/pathway/sql.h"

namespace regard::concerns::store {
namespace {

#define REGARD_KEPT_CONCERN "c.id, c.reference, c.key_id, c.centre_id, c.state AS kept_state, c.state AS outcome, c.triaged_at AS triggered_at, c.triaged_by AS decided_by, NULL AS asked_by "
#define REGARD_KEPT_CASE "c.id, c.reference, c.key_id, c.centre_id, c.state AS kept_state, c.outcome AS outcome, c.closed_at AS triggered_at, c.closed_by AS decided_by, c.closing_asked_by AS asked_by "

// The outcome itself, or every one that has no rule of its own.
#define REGARD_OF_OUTCOME(column)                                                                                     \
  " (CAST(:outcome AS TEXT) = '' OR " column " = :outcome) AND CAST(:but_not AS TEXT) NOT LIKE '%|' || " column " || '|%' "

constexpr std::string_view kConcernsTriggered =
    "SELECT " REGARD_KEPT_CONCERN
    "FROM concern c WHERE c.ended_at IS NULL AND c.state IN ('welfare', 'no_further_action') AND c.triaged_at < :before AND"
    REGARD_OF_OUTCOME("c.state")
    "AND (c.triaged_at, c.id) > (:after_at, :after_id) ORDER BY c.triaged_at, c.id LIMIT :at_most";

constexpr std::string_view kCasesTriggered =
    "SELECT " REGARD_KEPT_CASE
    "FROM case_file c WHERE c.ended_at IS NULL AND c.merged_into IS NULL AND c.state = 'closed' AND c.closed_at < :before AND"
    REGARD_OF_OUTCOME("c.outcome")
    "AND (c.closed_at, c.id) > (:after_at, :after_id) ORDER BY c.closed_at, c.id LIMIT :at_most";

constexpr std::string_view kConcern = "SELECT " REGARD_KEPT_CONCERN "FROM concern c WHERE c.id = :id AND c.ended_at IS NULL";
constexpr std::string_view kCase = "SELECT " REGARD_KEPT_CASE "FROM case_file c WHERE c.id = :id AND c.ended_at IS NULL";

constexpr std::string_view kConcernKeys = "SELECT id, key_id FROM concern WHERE ended_at IS NULL AND id > :after ORDER BY id LIMIT :at_most";
constexpr std::string_view kCaseKeys = "SELECT id, key_id FROM case_file WHERE ended_at IS NULL AND id > :after ORDER BY id LIMIT :at_most";

constexpr std::string_view kFindConcern =
    "SELECT " REGARD_KEPT_CONCERN "FROM concern c WHERE c.reference = :reference AND" REGARD_CONCERN_VISIBLE;
constexpr std::string_view kFindCase = "SELECT " REGARD_KEPT_CASE "FROM case_file c WHERE c.reference = :reference AND" REGARD_CASE_VISIBLE;

#define REGARD_IN_STATE "k.state = :state AND"
#define REGARD_SOONEST " ORDER BY k.ends_on, k.record_id LIMIT :at_most"
constexpr std::string_view kConcernsIn =
    "SELECT " REGARD_KEPT_CONCERN "FROM keeping k JOIN concern c ON c.id = k.record_id WHERE " REGARD_IN_STATE REGARD_CONCERN_VISIBLE REGARD_SOONEST;
constexpr std::string_view kCasesIn =
    "SELECT " REGARD_KEPT_CASE "FROM keeping k JOIN case_file c ON c.id = k.record_id WHERE " REGARD_IN_STATE REGARD_CASE_VISIBLE REGARD_SOONEST;

constexpr std::string_view kConcernOnHold = R"sql(
  SELECT 1 AS yes FROM case_concern l JOIN keeping k ON k.record_id = l.concern_id AND k.state = 'held'
   WHERE l.case_id = :record LIMIT 1
)sql";

constexpr std::string_view kMergedInto = "SELECT id FROM case_file WHERE merged_into = :record AND ended_at IS NULL ORDER BY id";
constexpr std::string_view kIdentityKeys = "SELECT key_id FROM reporter_identity WHERE concern_id = :record";

constexpr std::string_view kStepWaits =
    "SELECT 1 AS yes FROM case_step s WHERE s.case_id = :record AND s.waits_for IS NOT NULL AND s.answered_on IS NULL AND s.withdrawn_by IS NULL "
    "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("s.case_id") "LIMIT 1";

constexpr std::string_view kEndingWith = R"sql(
  SELECT l.concern_id FROM case_concern l JOIN concern c ON c.id = l.concern_id AND c.ended_at IS NULL
   WHERE l.case_id = :record
     AND NOT EXISTS (SELECT 1 FROM case_concern o JOIN case_file f ON f.id = o.case_id AND f.ended_at IS NULL
                      WHERE o.concern_id = l.concern_id AND o.case_id <> :record)
   ORDER BY l.concern_id
)sql";

retention::Record read_kept(const db::Row& row, std::string_view kind, std::string_view trigger, bool has_happened) {
  retention::Record record{.kind = std::string{kind},
                           .id = Id<void>::stored(row.text("id")).value,
                           .reference = row.text("reference"),
                           .key = crypto::KeyId::stored(row.text("key_id")),
                           .centre = row.maybe_id<CentreTag>("centre_id"),
                           .trigger = {},
                           .outcome = {}};
  const auto at = row.maybe_instant("triggered_at");
  if (!has_happened || !at) return record;
  record.trigger = trigger;
  record.triggered_at = *at;
  record.outcome = row.maybe_text("outcome").value_or("");
  for (const auto& person : {row.maybe_id<PersonTag>("decided_by"), row.maybe_id<PersonTag>("asked_by")})
    if (person) record.decided_by.push_back(*person);
  return record;
}

retention::Record read_concern_kept(const db::Row& row) {
  const auto state = concern_state_from(row.text("kept_state"));
  return read_kept(row, "concern", "decided_at", state == ConcernState::welfare || state == ConcernState::no_further_action);
}

retention::Record read_case_kept(const db::Row& row) {
  return read_kept(row, "case", "closed_at", case_state_from(row.text("kept_state")) == CaseState::closed);
}

using ReadOne = retention::Record (*)(const db::Row&);

std::vector<retention::Record> all(const std::vector<db::Row>& rows, ReadOne read_one) {
  std::vector<retention::Record> found;
  for (const db::Row& row : rows) found.push_back(read_one(row));
  return found;
}

std::optional<retention::Record> maybe(const std::optional<db::Row>& row, ReadOne read_one) {
  return row ? std::optional{read_one(*row)} : std::nullopt;
}

db::Binds binds_of(const retention::Wanted& wanted, int at_most) {
  return {{"outcome", wanted.outcome}, {"but_not", wanted.but_not_text()}, {"before", wanted.before},
          {"after_at", wanted.after_at}, {"after_id", wanted.after_id},    {"at_most", at_most}};
}

std::vector<retention::Keyed> keyed(const std::vector<db::Row>& rows) {
  std::vector<retention::Keyed> found;
  for (const db::Row& row : rows) found.push_back({Id<void>::stored(row.text("id")).value, crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

}  // namespace

std::vector<retention::Record> concerns_triggered(db::Read& read, const retention::Wanted& wanted, int at_most) {
  if (wanted.trigger != "decided_at") return {};
  return all(read.all(kConcernsTriggered, binds_of(wanted, at_most)), &read_concern_kept);
}

std::vector<retention::Record> cases_triggered(db::Read& read, const retention::Wanted& wanted, int at_most) {
  if (wanted.trigger != "closed_at") return {};
  return all(read.all(kCasesTriggered, binds_of(wanted, at_most)), &read_case_kept);
}

std::optional<retention::Record> kept_concern(db::Read& read, const Uuid& id) {
  return maybe(read.one(kConcern, {{"id", to_text(id)}}), &read_concern_kept);
}

std::optional<retention::Record> kept_case(db::Read& read, const Uuid& id) {
  return maybe(read.one(kCase, {{"id", to_text(id)}}), &read_case_kept);
}

std::vector<retention::Keyed> concern_keys_after(db::Read& read, std::string_view id, int at_most) {
  return keyed(read.all(kConcernKeys, {{"after", id}, {"at_most", at_most}}));
}

std::vector<retention::Keyed> case_keys_after(db::Read& read, std::string_view id, int at_most) {
  return keyed(read.all(kCaseKeys, {{"after", id}, {"at_most", at_most}}));
}

std::optional<retention::Record> find_kept_concern(db::Read& read, const Sight& sight, std::string_view reference) {
  return maybe(read.one(kFindConcern, sight.with({{"reference", reference}})), &read_concern_kept);
}

std::optional<retention::Record> find_kept_case(db::Read& read, const Sight& sight, std::string_view reference) {
  return maybe(read.one(kFindCase, sight.with({{"reference", reference}})), &read_case_kept);
}

std::vector<retention::Record> kept_concerns_in(db::Read& read, const Sight& sight, retention::State state, int at_most) {
  return all(read.all(kConcernsIn, sight.with({{"state", retention::word(state)}, {"at_most", at_most}})), &read_concern_kept);
}

std::vector<retention::Record> kept_cases_in(db::Read& read, const Sight& sight, retention::State state, int at_most) {
  return all(read.all(kCasesIn, sight.with({{"state", retention::word(state)}, {"at_most", at_most}})), &read_case_kept);
}

bool has_concern_on_hold(db::Read& read, const CaseId& record) { return read.one(kConcernOnHold, {{"record", record}}).has_value(); }

bool waits_for_somebody(db::Read& read, const CaseId& record) { return read.one(kStepWaits, {{"record", record}}).has_value(); }

std::vector<CaseId> merged_into(db::Read& read, const CaseId& record) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kMergedInto, {{"record", record}})) found.push_back(row.id<CaseTag>("id"));
  return found;
}

std::vector<crypto::KeyId> keys_besides(db::Read& read, const ConcernId& record) {
  std::vector<crypto::KeyId> found;
  for (const db::Row& row : read.all(kIdentityKeys, {{"record", record}})) found.push_back(row.id<crypto::KeyTag>("key_id"));
  return found;
}

std::vector<ConcernId> concerns_ending_with(db::Read& read, const CaseId& record) {
  std::vector<ConcernId> found;
  for (const db::Row& row : read.all(kEndingWith, {{"record", record}})) found.push_back(row.id<ConcernTag>("concern_id"));
  return found;
}

}  // namespace regard::concerns::store
