// The SQL of what was sent.
#include "concerns/casework/sql.h"
#include "concerns/referral/sending.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO referral_copy (id, referral_id, edition, form_version, sent_on, recorded_at, sent_by, agency_id, route, basis, basis_version,
                             hash, document_sealed, reasons_sealed, basis_note_sealed)
  VALUES (:id, :referral, :edition, :form_version, :sent_on, :recorded_at, :sent_by, :agency, :route, :basis, :basis_version,
          :hash, :document, :reasons, :basis_note)
)sql";

#define REGARD_COPY_COLUMNS                                                                                                \
  "p.id AS copy_id, p.edition, p.form_version, p.sent_on, p.recorded_at, p.sent_by, p.agency_id, p.route, p.basis, "        \
  "p.basis_version, p.hash, p.document_sealed, p.reasons_sealed, p.basis_note_sealed "

#define REGARD_COPIES_OF_CASE                                                                                              \
  "FROM case_file c JOIN referral r ON r.case_id = c.id JOIN referral_copy p ON p.referral_id = r.id "                      \
  "WHERE c.reference = :reference AND" REGARD_CASE_VISIBLE

constexpr std::string_view kCopies = "SELECT " REGARD_COPY_COLUMNS REGARD_COPIES_OF_CASE "ORDER BY p.recorded_at DESC, p.id DESC";
constexpr std::string_view kOfCase =
    "SELECT " REGARD_COPY_COLUMNS "FROM referral r JOIN referral_copy p ON p.referral_id = r.id WHERE r.case_id = :case_id ORDER BY p.recorded_at, p.id";
constexpr std::string_view kFind = "SELECT " REGARD_COPY_COLUMNS REGARD_COPIES_OF_CASE "AND p.id = :id";

Copy read_copy(const db::Row& row) {
  return {.id = row.id<ReferralCopyTag>("copy_id"),
          .edition = static_cast<int>(row.integer("edition")),
          .form_version = row.text("form_version"),
          .sent_on = row.text("sent_on"),
          .recorded_at = row.instant("recorded_at"),
          .sent_by = row.id<PersonTag>("sent_by"),
          .agency = row.id<AgencyTag>("agency_id"),
          .route = route_from(row.text("route")),
          .basis = row.text("basis"),
          .basis_version = row.text("basis_version"),
          .hash = row.text("hash"),
          .document_sealed = row.text("document_sealed"),
          .reasons_sealed = row.text("reasons_sealed"),
          .basis_note_sealed = row.maybe_text("basis_note_sealed")};
}

}  // namespace

void insert(db::Tx& tx, const ReferralId& referral, const Copy& copy) {
  tx.run(kInsert, {{"id", copy.id},
                   {"referral", referral},
                   {"edition", copy.edition},
                   {"form_version", copy.form_version},
                   {"sent_on", copy.sent_on},
                   {"recorded_at", copy.recorded_at},
                   {"sent_by", copy.sent_by},
                   {"agency", copy.agency},
                   {"route", word(copy.route)},
                   {"basis", copy.basis},
                   {"basis_version", copy.basis_version},
                   {"hash", copy.hash},
                   {"document", copy.document_sealed},
                   {"reasons", copy.reasons_sealed},
                   {"basis_note", copy.basis_note_sealed}});
}

std::vector<Copy> copies(db::Read& read, const Sight& sight, std::string_view case_reference) {
  std::vector<Copy> found;
  for (const db::Row& row : read.all(kCopies, sight.with({{"reference", case_reference}}))) found.push_back(read_copy(row));
  return found;
}

std::vector<Copy> copies_of_case(db::Read& read, const CaseId& record) {
  std::vector<Copy> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}})) found.push_back(read_copy(row));
  return found;
}

std::optional<Copy> find_copy(db::Read& read, const Sight& sight, std::string_view case_reference, const CopyId& id) {
  const auto row = read.one(kFind, sight.with({{"reference", case_reference}, {"id", id}}));
  return row ? std::optional{read_copy(*row)} : std::nullopt;
}

}  // namespace regard::concerns::store
