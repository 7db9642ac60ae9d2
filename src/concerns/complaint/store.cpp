#include "concerns/complaint/store.h"

#include "concerns/complaint/sql.h"
#include "platform/db/db.h"

namespace regard::concerns::store {
namespace {

#define REGARD_COMPLAINT_COLUMNS                                                                                                   \
  "q.id, q.reference, q.state, q.version, q.key_id, q.clocks_version, q.received_at, q.received_by, q.acknowledge_by, q.answer_by, " \
  "q.acknowledged_at, q.answered_at, q.owner_id, q.outcome, q.concern_id, q.case_id, q.told_sealed, q.provided_sealed, "            \
  "q.answer_sealed, q.learning_sealed "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO complaint (id, reference, state, version, key_id, clocks_version, received_at, received_by, acknowledge_by, answer_by, owner_id,
                         concern_id, case_id, told_sealed)
  VALUES (:id, :reference, 'received', 1, :key, :clocks_version, :received_at, :received_by, :acknowledge_by, :answer_by, :owner,
          :concern, :case_id, :told)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE complaint
     SET state = :state, version = version + 1, acknowledged_at = :acknowledged_at, answered_at = :answered_at, owner_id = :owner, outcome = :outcome,
         provided_sealed = :provided, answer_sealed = :answer, learning_sealed = :learning
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kAddConflict =
    "INSERT INTO complaint_conflict (complaint_id, person_id) VALUES (:complaint, :person) ON CONFLICT DO NOTHING";
constexpr std::string_view kIsInConflict = "SELECT 1 AS yes FROM complaint_conflict WHERE complaint_id = :complaint AND person_id = :person";

constexpr std::string_view kFind = "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE q.reference = :reference AND" REGARD_COMPLAINT_VISIBLE;

constexpr std::string_view kList =
    "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE" REGARD_COMPLAINT_VISIBLE
    "ORDER BY CASE WHEN q.state = 'answered' THEN 1 ELSE 0 END, q.answer_by, q.id LIMIT :at_most";

constexpr std::string_view kOfOwner = "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE q.owner_id = :owner AND q.state <> 'answered' ORDER BY q.id";

constexpr std::string_view kToAnswer =
    "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE q.state <> 'answered' AND q.owner_id = :viewer AND" REGARD_COMPLAINT_VISIBLE
    "ORDER BY CASE WHEN q.state = 'received' THEN q.acknowledge_by ELSE q.answer_by END, q.id LIMIT :at_most";

constexpr std::string_view kNotAnswered =
    "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE q.state <> 'answered' "
    "ORDER BY CASE WHEN q.owner_id IS NULL THEN 0 ELSE 1 END, q.answer_by, q.id LIMIT :at_most";

constexpr std::string_view kConcern = "SELECT id FROM concern WHERE reference = :reference";
// What was merged into another is that one.
constexpr std::string_view kCase = "SELECT COALESCE(merged_into, id) AS id FROM case_file WHERE reference = :reference";

constexpr std::string_view kEveryAfter = "SELECT " REGARD_COMPLAINT_COLUMNS "FROM complaint q WHERE q.id > :id ORDER BY q.id LIMIT :at_most";

Complaint read_complaint(const db::Row& row) {
  Complaint complaint;
  complaint.id = row.id<ComplaintTag>("id");
  complaint.reference = row.text("reference");
  complaint.state = complaint_state_from(row.text("state"));
  complaint.version = static_cast<int>(row.integer("version"));
  complaint.key = crypto::KeyId::stored(row.text("key_id"));
  complaint.clocks_version = row.text("clocks_version");
  complaint.received_at = row.instant("received_at");
  complaint.received_by = row.maybe_id<PersonTag>("received_by");
  complaint.acknowledge_by = row.instant("acknowledge_by");
  complaint.answer_by = row.instant("answer_by");
  complaint.acknowledged_at = row.maybe_instant("acknowledged_at");
  complaint.answered_at = row.maybe_instant("answered_at");
  complaint.owner = row.maybe_id<PersonTag>("owner_id");
  if (const auto outcome = row.maybe_text("outcome")) complaint.outcome = complaint_outcome_from(*outcome);
  complaint.concern = row.maybe_id<ConcernTag>("concern_id");
  complaint.record = row.maybe_id<CaseTag>("case_id");
  complaint.told_sealed = row.text("told_sealed");
  complaint.provided_sealed = row.maybe_text("provided_sealed");
  complaint.answer_sealed = row.maybe_text("answer_sealed");
  complaint.learning_sealed = row.maybe_text("learning_sealed");
  return complaint;
}

std::vector<Complaint> read_all(const std::vector<db::Row>& rows) {
  std::vector<Complaint> found;
  for (const db::Row& row : rows) found.push_back(read_complaint(row));
  return found;
}

db::Binds with(const ComplaintSight& sight, db::Binds own) {
  own = sight.cases.overseeing(std::move(own));
  own.emplace_back("handles", sight.handles ? 1 : 0);
  return own;
}

}  // namespace

ComplaintSight complaint_sight(const Viewer& viewer) { return {sight_of(viewer, kOverseeCases), viewer.may_everywhere(kHandleComplaints)}; }

void insert(db::Tx& tx, const Complaint& complaint) {
  tx.run(kInsert, {{"id", complaint.id},
                   {"reference", complaint.reference},
                   {"key", complaint.key},
                   {"clocks_version", complaint.clocks_version},
                   {"received_at", complaint.received_at},
                   {"received_by", complaint.received_by},
                   {"acknowledge_by", complaint.acknowledge_by},
                   {"answer_by", complaint.answer_by},
                   {"owner", complaint.owner},
                   {"concern", complaint.concern},
                   {"case_id", complaint.record},
                   {"told", complaint.told_sealed}});
}

bool save(db::Tx& tx, const Complaint& complaint) {
  return tx.run(kSave, {{"state", word(complaint.state)},
                        {"acknowledged_at", complaint.acknowledged_at},
                        {"answered_at", complaint.answered_at},
                        {"owner", complaint.owner},
                        {"outcome", complaint.outcome ? std::optional{word(*complaint.outcome)} : std::nullopt},
                        {"provided", complaint.provided_sealed},
                        {"answer", complaint.answer_sealed},
                        {"learning", complaint.learning_sealed},
                        {"id", complaint.id},
                        {"version", complaint.version}}) == 1;
}

void add_conflict(db::Tx& tx, const ComplaintId& complaint, const PersonId& person) {
  tx.run(kAddConflict, {{"complaint", complaint}, {"person", person}});
}

bool is_in_conflict(db::Read& read, const ComplaintId& complaint, const PersonId& person) {
  return read.one(kIsInConflict, {{"complaint", complaint}, {"person", person}}).has_value();
}

std::optional<Complaint> find_complaint(db::Read& read, const ComplaintSight& sight, std::string_view reference) {
  const auto row = read.one(kFind, with(sight, {{"reference", reference}}));
  return row ? std::optional{read_complaint(*row)} : std::nullopt;
}

std::vector<Complaint> complaints(db::Read& read, const ComplaintSight& sight, int at_most) { return read_all(read.all(kList, with(sight, {{"at_most", at_most}}))); }

std::vector<Complaint> complaints_of_owner(db::Read& read, const PersonId& owner) { return read_all(read.all(kOfOwner, {{"owner", owner}})); }

std::vector<Complaint> complaints_to_answer(db::Read& read, const ComplaintSight& sight, int at_most) { return read_all(read.all(kToAnswer, with(sight, {{"at_most", at_most}}))); }

std::vector<Complaint> complaints_not_answered(db::Read& read, int at_most) { return read_all(read.all(kNotAnswered, {{"at_most", at_most}})); }

std::optional<ConcernId> concern_by_reference(db::Read& read, std::string_view reference) {
  const auto row = read.one(kConcern, {{"reference", reference}});
  return row ? std::optional{row->id<ConcernTag>("id")} : std::nullopt;
}

std::optional<CaseId> case_by_reference(db::Read& read, std::string_view reference) {
  const auto row = read.one(kCase, {{"reference", reference}});
  return row ? std::optional{row->id<CaseTag>("id")} : std::nullopt;
}

std::vector<Complaint> every_complaint_after(db::Read& read, std::string_view id, int at_most) {
  return read_all(read.all(kEveryAfter, {{"id", id}, {"at_most", at_most}}));
}

}  // namespace regard::concerns::store
