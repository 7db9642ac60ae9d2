#include "concerns/pathway/store.h"

#include "concerns/casework/sql.h"
#include "concerns/pathway/sql.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO case_step (id, case_id, kind, happened_on, recorded_at, recorded_by, outcome, means, agency_id, about_id, owner_id,
                         waits_for, due_on, provisions_version, text_sealed)
  VALUES (:id, :case_id, :kind, :happened_on, :recorded_at, :recorded_by, :outcome, :means, :agency, :about, :owner, :waits_for,
          :due_on, :provisions_version, :text)
)sql";

constexpr std::string_view kFind = "SELECT " REGARD_STEP_COLUMNS "FROM case_step s JOIN case_file c ON c.id = s.case_id WHERE" REGARD_PART_OF_CASE "AND s.id = :id";
constexpr std::string_view kIsUsed = "SELECT 1 AS yes FROM case_step WHERE id = :id";
constexpr std::string_view kCaseOf = "SELECT case_id FROM case_step WHERE id = :id";
constexpr std::string_view kOfCase =
    "SELECT " REGARD_STEP_COLUMNS "FROM case_step s JOIN case_file c ON c.id = s.case_id WHERE" REGARD_PART_OF_CASE "ORDER BY s.happened_on, s.recorded_at, s.id";

constexpr std::string_view kAnswer = R"sql(
  UPDATE case_step SET answered_on = :answered_on, answered_by = :answered_by
   WHERE id = :id AND answered_on IS NULL AND withdrawn_by IS NULL
)sql";

constexpr std::string_view kWithdraw = "UPDATE case_step SET withdrawn_by = :withdrawn_by WHERE id = :id AND withdrawn_by IS NULL";
constexpr std::string_view kOpenAgain = "UPDATE case_step SET answered_on = NULL, answered_by = NULL WHERE answered_by = :id";
constexpr std::string_view kGive = R"sql(
  UPDATE case_step SET owner_id = :to_person
   WHERE case_id IN (SELECT c.id FROM case_file c WHERE c.id = :case_id OR c.merged_into = :case_id) AND owner_id = :from_person AND answered_on IS NULL AND withdrawn_by IS NULL
)sql";

}  // namespace

Step read_step(const db::Row& row) {
  Step step;
  step.id = row.id<CaseStepTag>("step_id");
  step.record = row.id<CaseTag>("step_case_id");
  step.kind = step_kind_from(row.text("step_kind"));
  step.happened_on = row.text("happened_on");
  step.recorded_at = row.instant("recorded_at");
  step.recorded_by = row.id<PersonTag>("recorded_by");
  if (const auto outcome = row.maybe_text("step_outcome")) step.outcome = step_outcome_from(*outcome);
  if (const auto means = row.maybe_text("means")) step.means = means_from(*means);
  step.agency = row.maybe_id<AgencyTag>("agency_id");
  step.about = row.maybe_id<CaseStepTag>("about_id");
  step.owner = row.maybe_id<PersonTag>("step_owner_id");
  if (const auto waits_for = row.maybe_text("waits_for")) step.waits_for = waits_for_from(*waits_for);
  step.due_on = row.maybe_text("step_due_on");
  step.provisions_version = row.maybe_text("provisions_version");
  step.answered_on = row.maybe_text("answered_on");
  step.answered_by = row.maybe_id<CaseStepTag>("answered_by");
  step.withdrawn_by = row.maybe_id<CaseStepTag>("withdrawn_by");
  step.text_sealed = row.maybe_text("step_text_sealed");
  return step;
}

void insert(db::Tx& tx, const CaseId& record, const Step& step) {
  const auto stored = [](const auto& value) { return value ? std::optional{word(*value)} : std::nullopt; };
  tx.run(kInsert, {{"id", step.id},
                   {"case_id", record},
                   {"kind", word(step.kind)},
                   {"happened_on", step.happened_on},
                   {"recorded_at", step.recorded_at},
                   {"recorded_by", step.recorded_by},
                   {"outcome", stored(step.outcome)},
                   {"means", stored(step.means)},
                   {"agency", step.agency},
                   {"about", step.about},
                   {"owner", step.owner},
                   {"waits_for", stored(step.waits_for)},
                   {"due_on", step.due_on},
                   {"provisions_version", step.provisions_version},
                   {"text", step.text_sealed}});
}

std::optional<Step> find_step(db::Read& read, const CaseId& record, const StepId& id) {
  const auto row = read.one(kFind, {{"case_id", record}, {"id", id}});
  return row ? std::optional{read_step(*row)} : std::nullopt;
}

bool is_used(db::Read& read, const StepId& id) { return read.one(kIsUsed, {{"id", id}}).has_value(); }

std::optional<CaseId> case_of(db::Read& read, const StepId& id) {
  const auto row = read.one(kCaseOf, {{"id", id}});
  return row ? std::optional{row->id<CaseTag>("case_id")} : std::nullopt;
}

std::vector<Step> steps(db::Read& read, const CaseId& record) {
  std::vector<Step> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}})) found.push_back(read_step(row));
  return found;
}

bool answer(db::Tx& tx, const StepId& question, const Step& answer) {
  return tx.run(kAnswer, {{"answered_on", answer.happened_on}, {"answered_by", answer.id}, {"id", question}}) == 1;
}

bool withdraw(db::Tx& tx, const StepId& wrong, const StepId& by) { return tx.run(kWithdraw, {{"withdrawn_by", by}, {"id", wrong}}) == 1; }

void open_again(db::Tx& tx, const StepId& answer) { tx.run(kOpenAgain, {{"id", answer}}); }

void give_steps(db::Tx& tx, const CaseId& record, const PersonId& from, const PersonId& to) {
  tx.run(kGive, {{"to_person", to}, {"case_id", record}, {"from_person", from}});
}

}  // namespace regard::concerns::store
