// What ends with a concern or a case: every table that holds something of it, in one list for each. A test finds a table
// with a sealed column that stands in none.
//
// Destroyed, the row of the record itself stays without text: its state, dates and categories are what figures count.
// Who was kept away from it stays as well: to them its end does not exist either, nor an answer that was made of it.
// Steps outside stay too, as kinds and dates. Made anonymous, so do the rows of what was done. 'ended' stands where a sealed column must not be empty.
#include "concerns/keeping/store.h"

namespace regard::concerns::store {
namespace {

constexpr TableEnds kOfConcern[] = {
    {"attachment_chunk", "DELETE FROM attachment_chunk WHERE attachment_id IN (SELECT id FROM attachment WHERE concern_id = :record)", "DELETE FROM attachment_chunk WHERE attachment_id IN (SELECT id FROM attachment WHERE concern_id = :record)"},
    {"attachment", "DELETE FROM attachment WHERE concern_id = :record", "DELETE FROM attachment WHERE concern_id = :record"},
    {"inbox_message", "UPDATE inbox_message SET text_sealed = 'ended' WHERE concern_id = :record",
     "DELETE FROM inbox_message WHERE concern_id = :record"},
    {"inbox", "UPDATE inbox SET receipt_hash = 'ended ' || concern_id, waiting_since = NULL WHERE concern_id = :record",
     "DELETE FROM inbox WHERE concern_id = :record"},
    {"reporter_identity", "DELETE FROM reporter_identity WHERE concern_id = :record", "DELETE FROM reporter_identity WHERE concern_id = :record"},
    {"match_token", "DELETE FROM match_token WHERE record_kind = 'concern' AND record_id = :record", "DELETE FROM match_token WHERE record_kind = 'concern' AND record_id = :record"},
    {"record_pair", "DELETE FROM record_pair WHERE one_id = :record OR other_id = :record", "DELETE FROM record_pair WHERE one_id = :record OR other_id = :record"},
    {"exclusion_lift", "DELETE FROM exclusion_lift WHERE record_kind = 'concern' AND record_id = :record", "DELETE FROM exclusion_lift WHERE record_kind = 'concern' AND record_id = :record"},
    {"concern",
     "UPDATE concern SET name_sealed = 'ended', answers_sealed = 'ended', reasons_sealed = NULL, version = version + 1 WHERE id = :record",
     "UPDATE concern SET name_sealed = 'ended', answers_sealed = 'ended', reasons_sealed = NULL, version = version + 1 WHERE id = :record"},
};

constexpr TableEnds kOfCase[] = {
    {"case_entry_apart", "UPDATE case_entry_apart SET assumed_sealed = NULL, alternative_sealed = NULL WHERE entry_id IN (SELECT id FROM case_entry WHERE case_id = :record)",
     "DELETE FROM case_entry_apart WHERE entry_id IN (SELECT id FROM case_entry WHERE case_id = :record)"},
    {"advice_extract", "UPDATE advice_extract SET text_sealed = 'ended', left_sealed = NULL WHERE case_id = :record",
     "DELETE FROM advice_extract WHERE case_id = :record"},
    {"attachment_chunk", "DELETE FROM attachment_chunk WHERE attachment_id IN (SELECT id FROM attachment WHERE case_id = :record)", "DELETE FROM attachment_chunk WHERE attachment_id IN (SELECT id FROM attachment WHERE case_id = :record)"},
    {"attachment", "DELETE FROM attachment WHERE case_id = :record", "DELETE FROM attachment WHERE case_id = :record"},
    {"supervision_note", "UPDATE supervision_note SET text_sealed = 'ended' WHERE case_id = :record",
     "DELETE FROM supervision_note WHERE case_id = :record"},
    {"handover_item", "DELETE FROM handover_item WHERE case_id = :record", "DELETE FROM handover_item WHERE case_id = :record"},
    {"meeting_item_entry", "DELETE FROM meeting_item_entry WHERE item_id IN (SELECT id FROM meeting_item WHERE case_id = :record)", "DELETE FROM meeting_item_entry WHERE item_id IN (SELECT id FROM meeting_item WHERE case_id = :record)"},
    {"meeting_item_task", "DELETE FROM meeting_item_task WHERE item_id IN (SELECT id FROM meeting_item WHERE case_id = :record)", "DELETE FROM meeting_item_task WHERE item_id IN (SELECT id FROM meeting_item WHERE case_id = :record)"},
    {"meeting_item", "DELETE FROM meeting_item WHERE case_id = :record", "DELETE FROM meeting_item WHERE case_id = :record"},
    {"case_party_staff", "DELETE FROM case_party_staff WHERE party_id IN (SELECT id FROM case_party WHERE case_id = :record)", "DELETE FROM case_party_staff WHERE party_id IN (SELECT id FROM case_party WHERE case_id = :record)"},
    {"case_party", "UPDATE case_party SET name_sealed = 'ended', born_on_sealed = NULL, student_number_sealed = NULL, contact_sealed = NULL, note_sealed = NULL, person_id = NULL WHERE case_id = :record",
     "DELETE FROM case_party WHERE case_id = :record"},
    {"match_token", "DELETE FROM match_token WHERE record_kind = 'case' AND record_id = :record", "DELETE FROM match_token WHERE record_kind = 'case' AND record_id = :record"},
    {"record_pair", "DELETE FROM record_pair WHERE one_id = :record OR other_id = :record", "DELETE FROM record_pair WHERE one_id = :record OR other_id = :record"},
    {"exclusion_lift", "DELETE FROM exclusion_lift WHERE record_kind = 'case' AND record_id = :record", "DELETE FROM exclusion_lift WHERE record_kind = 'case' AND record_id = :record"},
    {"information_given", "UPDATE information_given SET reasons_sealed = NULL WHERE step_id IN (SELECT id FROM case_step WHERE case_id = :record)",
     "UPDATE information_given SET reasons_sealed = NULL WHERE step_id IN (SELECT id FROM case_step WHERE case_id = :record)"},
    {"case_step", "UPDATE case_step SET text_sealed = NULL WHERE case_id = :record",
     "UPDATE case_step SET text_sealed = NULL WHERE case_id = :record"},
    {"referral_section", "UPDATE referral_section SET answers_sealed = 'ended' WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)",
     "DELETE FROM referral_section WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)"},
    {"referral_consent", "UPDATE referral_consent SET words_sealed = NULL WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)",
     "DELETE FROM referral_consent WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)"},
    {"referral_override", "UPDATE referral_override SET reasons_sealed = 'ended', answer_sealed = NULL WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)",
     "DELETE FROM referral_override WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)"},
    {"referral_copy", "UPDATE referral_copy SET hash = 'ended', document_sealed = 'ended', reasons_sealed = 'ended', basis_note_sealed = NULL WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)",
     "DELETE FROM referral_copy WHERE referral_id IN (SELECT id FROM referral WHERE case_id = :record)"},
    {"case_category", "UPDATE case_category SET category_sealed = 'ended' WHERE case_id = :record",
     "DELETE FROM case_category WHERE case_id = :record"},
    {"case_entry", "UPDATE case_entry SET text_sealed = 'ended' WHERE case_id = :record", "DELETE FROM case_entry WHERE case_id = :record"},
    {"case_task", "UPDATE case_task SET title_sealed = 'ended', version = version + 1 WHERE case_id = :record",
     "DELETE FROM case_task WHERE case_id = :record"},
    {"case_member", "DELETE FROM case_member WHERE case_id = :record", "DELETE FROM case_member WHERE case_id = :record"},
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
