#include "concerns/lifting/store.h"

#include "concerns/casework/sql.h"
#include "concerns/concern/sql.h"
#include "concerns/deferred.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kFromCase = "SELECT person_id, since FROM case_exclusion WHERE case_id = :id ORDER BY since, person_id";
constexpr std::string_view kFromConcern = "SELECT person_id, since FROM concern_exclusion WHERE concern_id = :id ORDER BY since, person_id";
constexpr std::string_view kLetIntoCase = "DELETE FROM case_exclusion WHERE case_id = :id AND person_id = :person";
constexpr std::string_view kLetIntoConcern = "DELETE FROM concern_exclusion WHERE concern_id = :id AND person_id = :person";

constexpr std::string_view kWasLetIn =
    "SELECT 1 AS yes FROM exclusion_lift WHERE record_id = :record AND person_id = :person AND state = 'agreed' LIMIT 1";

// Versions go on where those of the request before ended, so that a page of that one decides nothing here.
constexpr std::string_view kInsert = R"sql(
  INSERT INTO exclusion_lift (id, record_kind, record_id, person_id, state, version, asked_at, asked_by, reasons_sealed)
  VALUES (:id, :kind, :record, :person, 'asked',
          (SELECT COALESCE(MAX(e.version), 0) + 1 FROM exclusion_lift e WHERE e.record_id = :record AND e.person_id = :person),
          :asked_at, :asked_by, :reasons)
  ON CONFLICT (record_id, person_id) WHERE state = 'asked' DO NOTHING
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE exclusion_lift SET state = :state, version = version + 1, decided_at = :decided_at, decided_by = :decided_by
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kWaiting = R"sql(
  SELECT id, state, version, asked_at, asked_by, reasons_sealed FROM exclusion_lift
   WHERE record_id = :record AND person_id = :person AND state = 'asked'
)sql";

// Only of what the viewer oversees: whoever is merely on a case decides on nothing here.
constexpr std::string_view kCasesToDecide =
    "SELECT c.reference, f.person_id, f.asked_at FROM exclusion_lift f JOIN case_file c ON c.id = f.record_id "
    "WHERE f.record_kind = 'case' AND f.state = 'asked' AND f.asked_by <> :viewer AND" REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED
    "ORDER BY f.asked_at, f.id LIMIT :at_most";
constexpr std::string_view kConcernsToDecide =
    "SELECT c.reference, f.person_id, f.asked_at FROM exclusion_lift f JOIN concern c ON c.id = f.record_id "
    "WHERE f.record_kind = 'concern' AND f.state = 'asked' AND f.asked_by <> :viewer AND" REGARD_OVERSEEN
    "AND" REGARD_CONCERN_VISIBLE "ORDER BY f.asked_at, f.id LIMIT :at_most";

bool is_case(const RecordRef& record) { return record.kind == kCasesIndex; }

}  // namespace

std::vector<KeptAwayPerson> kept_away(db::Read& read, const RecordRef& record) {
  std::vector<KeptAwayPerson> found;
  for (const db::Row& row : read.all(is_case(record) ? kFromCase : kFromConcern, {{"id", to_text(record.id)}}))
    found.push_back({row.id<PersonTag>("person_id"), row.instant("since")});
  return found;
}

bool let_in(db::Tx& tx, const RecordRef& record, const PersonId& person) {
  return tx.run(is_case(record) ? kLetIntoCase : kLetIntoConcern, {{"id", to_text(record.id)}, {"person", person}}) == 1;
}

bool was_let_in(db::Read& read, const RecordRef& record, const PersonId& person) {
  return read.one(kWasLetIn, {{"record", to_text(record.id)}, {"person", person}}).has_value();
}

bool insert(db::Tx& tx, const Lift& lift) {
  return tx.run(kInsert, {{"id", lift.id},
                          {"kind", lift.record.kind},
                          {"record", to_text(lift.record.id)},
                          {"person", lift.person},
                          {"asked_at", lift.asked_at},
                          {"asked_by", lift.asked_by},
                          {"reasons", lift.reasons_sealed}}) == 1;
}

bool save(db::Tx& tx, const Lift& lift) {
  return tx.run(kSave, {{"state", word(lift.state)},
                        {"decided_at", lift.decided_at},
                        {"decided_by", lift.decided_by},
                        {"id", lift.id},
                        {"version", lift.version}}) == 1;
}

std::optional<Lift> waiting_lift(db::Read& read, const RecordRef& record, const PersonId& person) {
  const auto row = read.one(kWaiting, {{"record", to_text(record.id)}, {"person", person}});
  if (!row) return {};
  Lift lift;
  lift.id = row->id<ExclusionLiftTag>("id");
  lift.record = record;
  lift.person = person;
  lift.state = lift_state_from(row->text("state"));
  lift.version = static_cast<int>(row->integer("version"));
  lift.asked_at = row->instant("asked_at");
  lift.asked_by = row->id<PersonTag>("asked_by");
  lift.reasons_sealed = row->text("reasons_sealed");
  return lift;
}

std::vector<WaitingLift> lifts_to_decide(db::Read& read, const Sight& sight, int at_most) {
  std::vector<WaitingLift> found;
  const auto add = [&](std::string_view kind, const std::vector<db::Row>& rows) {
    for (const db::Row& row : rows) found.push_back({std::string{kind}, row.text("reference"), row.id<PersonTag>("person_id"), row.instant("asked_at")});
  };
  add(kCasesIndex, read.all(kCasesToDecide, sight.overseeing({{"at_most", at_most}})));
  add(kConcernsIndex, read.all(kConcernsToDecide, sight.with({{"at_most", at_most}})));
  return found;
}

}  // namespace regard::concerns::store
