#include "concerns/advice/store.h"

namespace regard::concerns::store {
namespace {

#define REGARD_EXTRACT_COLUMNS "id, state, version, made_at, made_by, checked_at, checked_by, step_id, text_sealed, left_sealed "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO advice_extract (id, case_id, state, version, made_at, made_by, text_sealed)
  VALUES (:id, :case_id, :state, 1, :made_at, :made_by, :text)
)sql";
constexpr std::string_view kSave = R"sql(
  UPDATE advice_extract
     SET state = :state, version = version + 1, checked_at = :checked_at, checked_by = :checked_by, step_id = :step, text_sealed = :text, left_sealed = :left_in
   WHERE id = :id AND version = :version
)sql";
constexpr std::string_view kFind = "SELECT " REGARD_EXTRACT_COLUMNS "FROM advice_extract WHERE case_id = :case_id AND id = :id";
constexpr std::string_view kIsUsed = "SELECT 1 AS yes FROM advice_extract WHERE id = :id";
constexpr std::string_view kOfCase = "SELECT " REGARD_EXTRACT_COLUMNS "FROM advice_extract WHERE case_id = :case_id ORDER BY id DESC";

Extract read_extract(const db::Row& row) {
  return {.id = row.id<AdviceExtractTag>("id"),
          .state = extract_state_from(row.text("state")),
          .version = static_cast<int>(row.integer("version")),
          .made_at = row.instant("made_at"),
          .made_by = row.id<PersonTag>("made_by"),
          .checked_at = row.maybe_instant("checked_at"),
          .checked_by = row.maybe_id<PersonTag>("checked_by"),
          .step = row.maybe_id<CaseStepTag>("step_id"),
          .text_sealed = row.text("text_sealed"),
          .left_sealed = row.maybe_text("left_sealed")};
}

}  // namespace

void insert(db::Tx& tx, const CaseId& record, const Extract& extract) {
  tx.run(kInsert, {{"id", extract.id}, {"case_id", record}, {"state", word(extract.state)}, {"made_at", extract.made_at}, {"made_by", extract.made_by}, {"text", extract.text_sealed}});
}

bool save(db::Tx& tx, const Extract& extract) {
  return tx.run(kSave, {{"state", word(extract.state)},
                        {"checked_at", extract.checked_at},
                        {"checked_by", extract.checked_by},
                        {"step", extract.step},
                        {"text", extract.text_sealed},
                        {"left_in", extract.left_sealed},
                        {"id", extract.id},
                        {"version", extract.version}}) == 1;
}

std::optional<Extract> find_extract(db::Read& read, const CaseId& record, const ExtractId& id) {
  const auto row = read.one(kFind, {{"case_id", record}, {"id", id}});
  return row ? std::optional{read_extract(*row)} : std::nullopt;
}

bool is_used(db::Read& read, const ExtractId& id) { return read.one(kIsUsed, {{"id", id}}).has_value(); }

std::vector<Extract> extracts(db::Read& read, const CaseId& record) {
  std::vector<Extract> found;
  for (const db::Row& row : read.all(kOfCase, {{"case_id", record}})) found.push_back(read_extract(row));
  return found;
}

}  // namespace regard::concerns::store
