#include "people/second_factor/store.h"

namespace regard::people::second_factor::store {
namespace {

constexpr std::string_view kFind = R"sql(
  SELECT person_id, key_id, secret_sealed, enrolled_at, last_step, pending_sealed, pending_at
    FROM second_factor
   WHERE person_id = :person
)sql";

constexpr std::string_view kIsEnrolled = R"sql(
  SELECT person_id FROM second_factor WHERE person_id = :person AND enrolled_at IS NOT NULL
)sql";

constexpr std::string_view kSavePending = R"sql(
  INSERT INTO second_factor (person_id, key_id, last_step, pending_sealed, pending_at)
  VALUES (:person, :key, 0, :sealed, :now)
  ON CONFLICT (person_id) DO UPDATE
     SET key_id = excluded.key_id, pending_sealed = excluded.pending_sealed, pending_at = excluded.pending_at
   WHERE second_factor.secret_sealed IS NULL OR second_factor.key_id = excluded.key_id
)sql";

constexpr std::string_view kEnrol = R"sql(
  UPDATE second_factor
     SET secret_sealed = :sealed, enrolled_at = :now, last_step = :step, pending_sealed = NULL, pending_at = NULL
   WHERE person_id = :person AND pending_sealed = :pending
)sql";

constexpr std::string_view kUseStep = R"sql(
  UPDATE second_factor SET last_step = :step WHERE person_id = :person AND last_step < :step
)sql";

constexpr std::string_view kForget = "DELETE FROM second_factor WHERE person_id = :person";
constexpr std::string_view kForgetCodes = "DELETE FROM recovery_code WHERE person_id = :person";
constexpr std::string_view kInsertCode = "INSERT INTO recovery_code (person_id, code_hash) VALUES (:person, :hash)";

constexpr std::string_view kUseCode = R"sql(
  UPDATE recovery_code SET used_at = :now WHERE person_id = :person AND code_hash = :hash AND used_at IS NULL
)sql";

constexpr std::string_view kCodesLeft = R"sql(
  SELECT count(*) AS codes FROM recovery_code WHERE person_id = :person AND used_at IS NULL
)sql";

}  // namespace

std::optional<SecondFactor> find(db::Read& read, PersonId person) {
  const auto row = read.one(kFind, {{"person", person}});
  if (!row) return {};
  return SecondFactor{person, crypto::KeyId::stored(row->text("key_id")), row->maybe_text("secret_sealed"),
                      row->maybe_instant("enrolled_at"), row->integer("last_step"), row->maybe_text("pending_sealed"),
                      row->maybe_instant("pending_at")};
}

std::vector<crypto::KeyId> keys(db::Read& read) {
  std::vector<crypto::KeyId> found;
  for (const auto& row : read.all("SELECT key_id FROM second_factor")) found.push_back(crypto::KeyId::stored(row.text("key_id")));
  return found;
}

bool is_enrolled(db::Read& read, PersonId person) { return read.one(kIsEnrolled, {{"person", person}}).has_value(); }

void save_pending(db::Tx& tx, PersonId person, const crypto::KeyId& key, std::string_view sealed, Instant now) {
  tx.run(kSavePending, {{"person", person}, {"key", key}, {"sealed", sealed}, {"now", now}});
}

bool enrol(db::Tx& tx, const SecondFactor& pending, std::string_view secret_sealed, std::int64_t step, Instant now) {
  return tx.run(kEnrol, {{"sealed", secret_sealed}, {"person", pending.person}, {"pending", pending.pending_sealed}, {"step", step}, {"now", now}}) == 1;
}

bool use_step(db::Tx& tx, PersonId person, std::int64_t step) {
  return tx.run(kUseStep, {{"person", person}, {"step", step}}) == 1;
}

bool forget(db::Tx& tx, PersonId person) {
  tx.run(kForgetCodes, {{"person", person}});
  return tx.run(kForget, {{"person", person}}) == 1;
}

void replace_recovery_codes(db::Tx& tx, PersonId person, const std::vector<std::string>& hashes) {
  tx.run(kForgetCodes, {{"person", person}});
  for (const auto& hash : hashes) tx.run(kInsertCode, {{"person", person}, {"hash", hash}});
}

bool use_recovery_code(db::Tx& tx, PersonId person, std::string_view hash, Instant now) {
  return tx.run(kUseCode, {{"person", person}, {"hash", hash}, {"now", now}}) == 1;
}

std::int64_t recovery_codes_left(db::Read& read, PersonId person) {
  return read.one(kCodesLeft, {{"person", person}})->integer("codes");
}

}  // namespace regard::people::second_factor::store
