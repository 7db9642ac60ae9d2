#include "concerns/supervision/store.h"

#include <algorithm>

#include "concerns/casework/sql.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kSetOwner = "UPDATE case_file SET owner_id = :owner, version = version + 1 WHERE id = :id AND version = :version";
constexpr std::string_view kOwnedBy = "SELECT id FROM case_file WHERE owner_id = :owner ORDER BY id";

constexpr std::string_view kOwnIn =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_file c WHERE c.owner_id = :viewer AND c.state = :state AND (c.opened_at, c.id) < (:before_at, :before_id) AND" REGARD_CASE_VISIBLE
    "ORDER BY c.opened_at DESC, c.id DESC LIMIT :at_most";

constexpr std::string_view kCountOwn =
    "SELECT COUNT(*) AS n FROM (SELECT 1 FROM case_file c WHERE c.owner_id = :viewer AND c.state = :state AND" REGARD_CASE_VISIBLE
    "LIMIT 100) AS few";

// From one owner to the next along the index, however many cases each has.
constexpr std::string_view kOwners = R"sql(
  WITH RECURSIVE owner (id) AS (
    SELECT MIN(owner_id) FROM case_file
    UNION ALL
    SELECT (SELECT MIN(c.owner_id) FROM case_file c WHERE c.owner_id > owner.id) FROM owner WHERE owner.id IS NOT NULL)
  SELECT id FROM owner WHERE id <> ''
)sql";

constexpr std::string_view kOwning =
    "SELECT DISTINCT c.owner_id, c.centre_id FROM case_file c WHERE c.owner_id = :owner AND c.state IN ('open', 'closing') AND" REGARD_OVERSEEN
    "AND" REGARD_NOT_EXCLUDED;

constexpr std::string_view kOverseenOfOwner =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_file c WHERE c.owner_id = :owner AND c.state IN ('open', 'closing') AND COALESCE(c.centre_id, '') = :centre AND" REGARD_OVERSEEN
    "AND" REGARD_NOT_EXCLUDED
    "AND (CAST(:members_too AS INTEGER) = 1 OR NOT EXISTS (SELECT 1 FROM case_member m WHERE m.case_id = c.id AND m.person_id = c.owner_id AND m.until_at IS NULL)) "
    "ORDER BY c.opened_at, c.id LIMIT :at_most";

constexpr std::string_view kInsert = R"sql(
  INSERT INTO supervision_note (id, case_id, for_caseworkers, written_at, written_by, text_sealed)
  VALUES (:id, :case_id, :for_caseworkers, :written_at, :written_by, :text)
)sql";

constexpr std::string_view kIsUsed = "SELECT 1 AS yes FROM supervision_note WHERE id = :id";

constexpr std::string_view kNotes =
    "SELECT n.id, n.for_caseworkers, n.written_at, n.written_by, n.text_sealed FROM supervision_note n JOIN case_file c ON c.id = :case_id"
    " WHERE n.case_id = :part AND" REGARD_CASE_VISIBLE "AND (n.for_caseworkers = 1 OR" REGARD_OVERSEEN ") ORDER BY n.id DESC";

constexpr std::string_view kSetSuperviseBy = "UPDATE case_file SET supervise_by = :day WHERE id = :id";

constexpr std::string_view kDue =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.supervise_by <= :today AND c.state <> 'closed' AND" REGARD_OVERSEEN
    "AND" REGARD_NOT_EXCLUDED "ORDER BY c.supervise_by, c.id LIMIT :at_most";

constexpr Instant kEndOfTime{std::chrono::milliseconds{253'402'300'799'000}};  // 9999-12-31
constexpr std::string_view kAfterEveryId = "~";                                 // sorts after any UUID

std::vector<Case> read_cases(const std::vector<db::Row>& rows) {
  std::vector<Case> found;
  found.reserve(rows.size());
  for (const db::Row& row : rows) found.push_back(read_case(row));
  return found;
}

}  // namespace

bool save_owner(db::Tx& tx, const Case& record) { return tx.run(kSetOwner, {{"owner", record.owner}, {"id", record.id}, {"version", record.version}}) == 1; }

std::vector<CaseId> cases_owned_by(db::Read& read, const PersonId& owner) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kOwnedBy, {{"owner", owner}})) found.push_back(row.id<CaseTag>("id"));
  return found;
}

std::vector<Case> own_cases_in(db::Read& read, const Sight& sight, CaseState state, const std::optional<Place>& before, int at_most) {
  return read_cases(read.all(kOwnIn, sight.with({{"state", word(state)},
                                                 {"before_at", before ? before->at : kEndOfTime},
                                                 {"before_id", before ? before->id : std::string{kAfterEveryId}},
                                                 {"at_most", at_most}})));
}

int count_own_cases(db::Read& read, const Sight& sight, CaseState state) {
  return static_cast<int>(read.one(kCountOwn, sight.with({{"state", word(state)}}))->integer("n"));
}

std::vector<PersonId> owners(db::Read& read) {
  std::vector<PersonId> found;
  for (const db::Row& row : read.all(kOwners, {})) found.push_back(row.id<PersonTag>("id"));
  return found;
}

std::vector<Owning> owning(db::Read& read, const Sight& sight, const PersonId& owner) {
  std::vector<Owning> found;
  for (const db::Row& row : read.all(kOwning, sight.overseeing({{"owner", owner}}))) found.push_back({row.id<PersonTag>("owner_id"), row.maybe_id<CentreTag>("centre_id")});
  return found;
}

std::vector<Case> overseen_of_owner(db::Read& read, const Sight& sight, const Owning& of, Which which, int at_most) {
  return read_cases(read.all(kOverseenOfOwner, sight.overseeing({{"owner", of.owner},
                                                                 {"centre", of.centre ? of.centre->text() : ""},
                                                                 {"members_too", which == Which::all ? 1 : 0},
                                                                 {"at_most", at_most}})));
}

void insert(db::Tx& tx, const CaseId& record, const SupervisionNote& note) {
  tx.run(kInsert, {{"id", note.id},
                   {"case_id", record},
                   {"for_caseworkers", note.for_caseworkers ? 1 : 0},
                   {"written_at", note.written_at},
                   {"written_by", note.written_by},
                   {"text", note.text_sealed}});
}

bool is_used(db::Read& read, const SupervisionNoteId& id) { return read.one(kIsUsed, {{"id", id}}).has_value(); }

std::vector<SupervisionNote> supervision_notes(db::Read& read, const Sight& sight, const CaseId& record, const CaseId& part) {
  std::vector<SupervisionNote> found;
  for (const db::Row& row : read.all(kNotes, sight.with({{"case_id", record}, {"part", part}})))
    found.push_back({.id = row.id<SupervisionNoteTag>("id"),
                     .for_caseworkers = row.integer("for_caseworkers") == 1,
                     .written_at = row.instant("written_at"),
                     .written_by = row.id<PersonTag>("written_by"),
                     .text_sealed = row.text("text_sealed")});
  return found;
}

void set_supervise_by(db::Tx& tx, const CaseId& record, const std::optional<std::string>& day) {
  tx.run(kSetSuperviseBy, {{"day", day}, {"id", record}});
}

std::vector<Case> supervision_due(db::Read& read, const Sight& sight, const std::string& today, int at_most) {
  return read_cases(read.all(kDue, sight.overseeing({{"today", today}, {"at_most", at_most}})));
}

}  // namespace regard::concerns::store
