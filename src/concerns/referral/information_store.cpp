// The SQL of information that was given. The case was found, as visible, before.
#include "concerns/referral/information.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO information_given (step_id, extent, basis, basis_version, reasons_sealed)
  VALUES (:step, :extent, :basis, :basis_version, :reasons)
)sql";

constexpr std::string_view kOfCase = R"sql(
  SELECT g.step_id, g.extent, g.basis, g.basis_version, g.reasons_sealed, s.agency_id, s.happened_on, s.recorded_at
    FROM case_step s JOIN information_given g ON g.step_id = s.id
   WHERE s.case_id = :case_id AND s.withdrawn_by IS NULL
   ORDER BY s.recorded_at DESC, s.id DESC
)sql";

}  // namespace

void insert(db::Tx& tx, const InformationGiven& given) {
  tx.run(kInsert, {{"step", given.step},
                   {"extent", word(given.extent)},
                   {"basis", given.basis},
                   {"basis_version", given.basis_version},
                   {"reasons", given.reasons_sealed}});
}

std::vector<InformationGiven> information_given(db::Read& read, const CaseId& record) {
  std::vector<InformationGiven> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}}))
    found.push_back({.step = row.id<CaseStepTag>("step_id"),
                     .extent = extent_from(row.text("extent")),
                     .basis = row.text("basis"),
                     .basis_version = row.text("basis_version"),
                     .agency = row.maybe_id<AgencyTag>("agency_id"),
                     .given_on = row.text("happened_on"),
                     .recorded_at = row.instant("recorded_at"),
                     .reasons_sealed = row.maybe_text("reasons_sealed")});
  return found;
}

}  // namespace regard::concerns::store
