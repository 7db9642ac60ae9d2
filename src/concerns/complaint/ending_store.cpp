// The SQL of how complaints end.
#include "concerns/complaint/complaint.h"
#include "concerns/complaint/ending.h"

namespace regard::concerns {
namespace {

#define REGARD_KEPT_COMPLAINT "SELECT q.id, q.reference, q.key_id, q.state, q.outcome, q.answered_at FROM complaint q WHERE "

constexpr std::string_view kTriggered =
    REGARD_KEPT_COMPLAINT
    "q.state = 'answered' AND q.answered_at < :before AND (CAST(:outcome AS TEXT) = '' OR q.outcome = :outcome) "
    "AND CAST(:but_not AS TEXT) NOT LIKE '%|' || q.outcome || '|%' AND (q.answered_at, q.id) > (:after_at, :after_id) "
    "ORDER BY q.answered_at, q.id LIMIT :at_most";

constexpr std::string_view kFind = REGARD_KEPT_COMPLAINT "q.id = :id";
constexpr std::string_view kKeysAfter = "SELECT id, key_id FROM complaint WHERE id > :after ORDER BY id LIMIT :at_most";

constexpr std::string_view kAboutIsHeld = R"sql(
  SELECT 1 AS yes FROM complaint q JOIN keeping k ON (k.record_id = q.concern_id OR k.record_id = q.case_id) AND k.state = 'held'
   WHERE q.id = :id LIMIT 1
)sql";

constexpr std::string_view kOpenAbout =
    "SELECT 1 AS yes FROM complaint WHERE (concern_id = :record OR case_id = :record) AND state <> 'answered' LIMIT 1";

constexpr std::string_view kDeleteConflicts = "DELETE FROM complaint_conflict WHERE complaint_id = :id";
constexpr std::string_view kDelete = "DELETE FROM complaint WHERE id = :id";

retention::Record read_kept(const db::Row& row) {
  retention::Record record{.kind = "complaint",
                           .id = row.id<ComplaintTag>("id").value,
                           .reference = row.text("reference"),
                           .key = crypto::KeyId::stored(row.text("key_id")),
                           .centre = {},
                           .trigger = {},
                           .outcome = {}};
  const auto answered = row.maybe_instant("answered_at");
  if (complaint_state_from(row.text("state")) != ComplaintState::answered || !answered) return record;
  record.trigger = "answered_at";
  record.triggered_at = *answered;
  record.outcome = row.maybe_text("outcome").value_or("");
  return record;
}

std::vector<retention::Record> triggered(db::Read& read, const retention::Wanted& wanted, int at_most) {
  std::vector<retention::Record> found;
  if (wanted.trigger != "answered_at") return found;
  for (const db::Row& row : read.all(kTriggered, {{"outcome", wanted.outcome}, {"but_not", wanted.but_not_text()}, {"before", wanted.before},
                                                  {"after_at", wanted.after_at}, {"after_id", wanted.after_id}, {"at_most", at_most}}))
    found.push_back(read_kept(row));
  return found;
}

std::optional<retention::Record> kept(db::Read& read, const Uuid& id) {
  const auto row = read.one(kFind, {{"id", to_text(id)}});
  return row ? std::optional{read_kept(*row)} : std::nullopt;
}

Words stays_because(db::Read& read, const Uuid& id) {
  const auto record = kept(read, id);
  if (record && record->trigger.empty()) return tr("It is not answered");
  return read.one(kAboutIsHeld, {{"id", to_text(id)}}) ? tr("What it is about is on legal hold") : Words{};
}

retention::Ended end(db::Tx& tx, const Uuid& id, retention::How, retention::With, Instant) {
  const auto record = kept(tx, id);
  if (!record) return {};
  tx.run(kDeleteConflicts, {{"id", to_text(id)}});
  tx.run(kDelete, {{"id", to_text(id)}});
  return {{{record->kind, record->id, record->reference}}, {record->key}};
}

std::vector<retention::Keyed> keys_after(db::Read& read, std::string_view id, int at_most) {
  std::vector<retention::Keyed> found;
  for (const db::Row& row : read.all(kKeysAfter, {{"after", id}, {"at_most", at_most}}))
    found.push_back({row.id<ComplaintTag>("id").value, crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

void tell_nobody(db::Tx&, const web::Services&, const retention::Record&, Instant) {}

constexpr std::string_view kTriggers[] = {"answered_at"}, kOutcomes[] = {"upheld", "partly", "not_upheld"};
constexpr retention::Part kComplaints{"complaint", {}, kTriggers, kOutcomes, &triggered, &kept, &stays_because, &end, &tell_nobody, &keys_after};

}  // namespace

const retention::Part& part_of_complaints() { return kComplaints; }
bool has_open_complaint(db::Read& read, const Uuid& record) { return read.one(kOpenAbout, {{"record", to_text(record)}}).has_value(); }

}  // namespace regard::concerns
