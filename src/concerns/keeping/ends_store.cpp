// What ends with a concern or a case: every table that holds something of it, in one list for each. A test finds a table
// with a sealed column that stands in none.
//
// Destroyed, the row of the record itself stays without text: its state, dates and categories are what figures count.
// Made anonymous, so do the rows of what was done. 'ended' stands where a sealed column must not be empty.
#include "concerns/keeping/store.h"

namespace regard::concerns::store {
namespace {

constexpr TableEnds kOfConcern[] = {
    {"concern_exclusion", "DELETE FROM concern_exclusion WHERE concern_id = :record", "DELETE FROM concern_exclusion WHERE concern_id = :record"},
    {"concern",
     "UPDATE concern SET name_sealed = 'ended', answers_sealed = 'ended', reasons_sealed = NULL, version = version + 1 WHERE id = :record",
     "UPDATE concern SET name_sealed = 'ended', answers_sealed = 'ended', reasons_sealed = NULL, version = version + 1 WHERE id = :record"},
};

constexpr TableEnds kOfCase[] = {
    {"case_entry", "UPDATE case_entry SET text_sealed = 'ended' WHERE case_id = :record", "DELETE FROM case_entry WHERE case_id = :record"},
    {"case_task", "UPDATE case_task SET title_sealed = 'ended', version = version + 1 WHERE case_id = :record",
     "DELETE FROM case_task WHERE case_id = :record"},
    {"case_member", "DELETE FROM case_member WHERE case_id = :record", "DELETE FROM case_member WHERE case_id = :record"},
    {"case_exclusion", "DELETE FROM case_exclusion WHERE case_id = :record", "DELETE FROM case_exclusion WHERE case_id = :record"},
    {"case_file", "UPDATE case_file SET name_sealed = 'ended', closing_reasons_sealed = NULL, version = version + 1 WHERE id = :record",
     "UPDATE case_file SET name_sealed = 'ended', closing_reasons_sealed = NULL, version = version + 1 WHERE id = :record"},
};

constexpr std::string_view kMarkConcern = "UPDATE concern SET ended_at = :now WHERE id = :record";
constexpr std::string_view kMarkCase = "UPDATE case_file SET ended_at = :now WHERE id = :record";

void empty(db::Tx& tx, std::span<const TableEnds> tables, const std::string& record, retention::How how) {
  for (const TableEnds& ends : tables)
    tx.run(how == retention::How::destroyed ? ends.when_destroyed : ends.when_anonymised, {{"record", record}});
}

}  // namespace

std::span<const TableEnds> tables_of_concern() { return kOfConcern; }
std::span<const TableEnds> tables_of_case() { return kOfCase; }

void end_concern(db::Tx& tx, const ConcernId& record, retention::How how, Instant now) {
  empty(tx, kOfConcern, record.text(), how);
  tx.run(kMarkConcern, {{"now", now}, {"record", record}});
}

void end_case(db::Tx& tx, const CaseId& record, retention::How how, Instant now) {
  empty(tx, kOfCase, record.text(), how);
  tx.run(kMarkCase, {{"now", now}, {"record", record}});
}

}  // namespace regard::concerns::store
