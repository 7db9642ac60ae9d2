#include "concerns/party/store.h"

#include "concerns/casework/sql.h"

namespace regard::concerns::store {
namespace {

#define REGARD_PARTY_COLUMNS                                                                                          \
  "y.id, y.case_id, c.key_id, c.centre_id, y.part, y.state, y.version, y.person_id, y.added_at, y.added_by, y.ended_at, " \
  "y.name_sealed, y.born_on_sealed, y.student_number_sealed, y.contact_sealed, y.note_sealed "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_party (id, case_id, part, state, version, person_id, added_at, added_by, name_sealed, born_on_sealed,
                          student_number_sealed, contact_sealed, note_sealed)
  VALUES (:id, :case_id, :part, 'present', 1, :person, :added_at, :added_by, :name, :born_on, :student_number, :contact, :note)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE case_party
     SET part = :part, state = :state, version = version + 1, person_id = :person, ended_at = :ended_at, name_sealed = :name,
         born_on_sealed = :born_on, student_number_sealed = :student_number, contact_sealed = :contact, note_sealed = :note
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kParties =
    "SELECT " REGARD_PARTY_COLUMNS "FROM case_party y JOIN case_file c ON c.id = y.case_id WHERE" REGARD_PART_OF_CASE
    "ORDER BY y.state DESC, y.id";

constexpr std::string_view kFind =
    "SELECT " REGARD_PARTY_COLUMNS "FROM case_party y JOIN case_file c ON c.id = y.case_id WHERE y.id = :id AND" REGARD_PART_OF_CASE;

constexpr std::string_view kIsUsed = "SELECT 1 AS yes FROM case_party WHERE id = :id";

constexpr std::string_view kDecidedStaff =
    "SELECT s.party_id, s.person_id, s.verdict, s.to_look_at, s.decided_by FROM case_party_staff s JOIN case_party y ON y.id = s.party_id "
    "JOIN case_file c ON c.id = y.case_id WHERE" REGARD_PART_OF_CASE "ORDER BY s.party_id, s.person_id";

constexpr std::string_view kDecideStaff = R"sql(
  INSERT INTO case_party_staff (party_id, person_id, verdict, to_look_at, decided_at, decided_by)
  VALUES (:party, :person, :verdict, :to_look_at, :at, :by)
  ON CONFLICT (party_id, person_id) DO UPDATE
     SET verdict = excluded.verdict, to_look_at = excluded.to_look_at, decided_at = excluded.decided_at, decided_by = excluded.decided_by
)sql";

constexpr std::string_view kWasLookedAt =
    "UPDATE case_party_staff SET to_look_at = 0 WHERE party_id = :party AND person_id = :person AND to_look_at = 1";

// Whoever was let in again needs no look.
constexpr std::string_view kToLookAt =
    "SELECT c.reference, s.person_id, s.decided_at FROM case_party_staff s JOIN case_party y ON y.id = s.party_id"
    " JOIN case_file p ON p.id = y.case_id JOIN case_file c ON c.id = COALESCE(p.merged_into, p.id)"
    " WHERE s.to_look_at = 1 AND s.decided_by <> :viewer"
    " AND EXISTS (SELECT 1 FROM case_exclusion k WHERE k.case_id = c.id AND k.person_id = s.person_id)"
    " AND" REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED "ORDER BY s.decided_at, s.party_id LIMIT :at_most";

constexpr std::string_view kForgetWhoStays = "DELETE FROM case_party_staff WHERE party_id = :party AND verdict = 'stays'";

Party read_party(const db::Row& row) {
  return {.id = row.id<CasePartyTag>("id"),
          .record = row.id<CaseTag>("case_id"),
          .key = crypto::KeyId::stored(row.text("key_id")),
          .centre = row.maybe_id<CentreTag>("centre_id"),
          .part = part_from(row.text("part")),
          .state = party_state_from(row.text("state")),
          .version = static_cast<int>(row.integer("version")),
          .person = row.maybe_id<PersonTag>("person_id"),
          .added_at = row.instant("added_at"),
          .added_by = row.id<PersonTag>("added_by"),
          .ended_at = row.maybe_instant("ended_at"),
          .name_sealed = row.text("name_sealed"),
          .born_on_sealed = row.maybe_text("born_on_sealed"),
          .student_number_sealed = row.maybe_text("student_number_sealed"),
          .contact_sealed = row.maybe_text("contact_sealed"),
          .note_sealed = row.maybe_text("note_sealed")};
}

db::Binds sealed_columns(const Party& party) {
  return {{"id", party.id},
          {"part", word(party.part)},
          {"person", party.person},
          {"name", party.name_sealed},
          {"born_on", party.born_on_sealed},
          {"student_number", party.student_number_sealed},
          {"contact", party.contact_sealed},
          {"note", party.note_sealed}};
}

}  // namespace

void insert(db::Tx& tx, const Party& party) {
  auto binds = sealed_columns(party);
  binds.insert(binds.end(), {{"case_id", party.record}, {"added_at", party.added_at}, {"added_by", party.added_by}});
  tx.run(kInsert, binds);
}

bool save(db::Tx& tx, const Party& party) {
  auto binds = sealed_columns(party);
  binds.insert(binds.end(), {{"state", word(party.state)}, {"ended_at", party.ended_at}, {"version", party.version}});
  return tx.run(kSave, binds) == 1;
}

std::vector<Party> parties(db::Read& read, const CaseId& record) {
  std::vector<Party> found;
  for (const db::Row& row : read.all(kParties, {{"case_id", record}})) found.push_back(read_party(row));
  return found;
}

std::optional<Party> find_party(db::Read& read, const CaseId& record, const PartyId& id) {
  const auto row = read.one(kFind, {{"case_id", record}, {"id", id}});
  return row ? std::optional{read_party(*row)} : std::nullopt;
}

bool is_used(db::Read& read, const PartyId& id) { return read.one(kIsUsed, {{"id", id}}).has_value(); }

std::vector<DecidedStaff> decided_staff(db::Read& read, const CaseId& record) {
  std::vector<DecidedStaff> found;
  for (const db::Row& row : read.all(kDecidedStaff, {{"case_id", record}}))
    found.push_back({row.id<CasePartyTag>("party_id"), row.id<PersonTag>("person_id"), staff_verdict_from(row.text("verdict")),
                     row.integer("to_look_at") == 1, row.id<PersonTag>("decided_by")});
  return found;
}

void decide_staff(db::Tx& tx, const DecidedStaff& decided, const StaffDecision& decision) {
  tx.run(kDecideStaff, {{"party", decided.party},
                        {"person", decided.person},
                        {"verdict", word(decided.verdict)},
                        {"to_look_at", decided.to_look_at ? 1 : 0},
                        {"at", decision.at},
                        {"by", decision.by}});
}

bool was_looked_at(db::Tx& tx, const DecidedStaff& decided) { return tx.run(kWasLookedAt, {{"party", decided.party}, {"person", decided.person}}) == 1; }

std::vector<KeptAwayAtOnce> to_look_at(db::Read& read, const Sight& sight, int at_most) {
  std::vector<KeptAwayAtOnce> found;
  for (const db::Row& row : read.all(kToLookAt, sight.overseeing({{"at_most", at_most}})))
    found.push_back({row.text("reference"), row.id<PersonTag>("person_id"), row.instant("decided_at")});
  return found;
}

void forget_who_stays(db::Tx& tx, const PartyId& party) { tx.run(kForgetWhoStays, {{"party", party}}); }

}  // namespace regard::concerns::store
