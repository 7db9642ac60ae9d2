#include "people/signin/store.h"

namespace regard::people::signin::store {
namespace {

constexpr std::string_view kFindCount = "SELECT failures, last_at, free_at FROM sign_in_tally WHERE bucket = :bucket";

constexpr std::string_view kSaveCount = R"sql(
  INSERT INTO sign_in_tally (bucket, failures, last_at, free_at) VALUES (:bucket, :failures, :last_at, :free_at)
  ON CONFLICT (bucket) DO UPDATE SET failures = excluded.failures, last_at = excluded.last_at, free_at = excluded.free_at
)sql";

constexpr std::string_view kForgetCount = "DELETE FROM sign_in_tally WHERE bucket = :bucket";
constexpr std::string_view kPurge = "DELETE FROM sign_in_tally WHERE last_at < :older_than";

constexpr std::string_view kFindAccount = R"sql(
  SELECT person.id AS id, person.name AS name, password.hash AS hash
    FROM person LEFT JOIN password ON password.person_id = person.id
   WHERE person.email = :email AND person.standing = 'here'
)sql";

constexpr std::string_view kPasswordOf = "SELECT hash, changed_at FROM password WHERE person_id = :person";

constexpr std::string_view kSetPassword = R"sql(
  INSERT INTO password (person_id, hash, changed_at) VALUES (:person, :hash, :now)
  ON CONFLICT (person_id) DO UPDATE SET hash = excluded.hash, changed_at = excluded.changed_at
)sql";

constexpr std::string_view kForgetPassword = "DELETE FROM password WHERE person_id = :person";

}  // namespace

std::optional<Count> find_count(db::Read& read, std::string_view bucket) {
  const auto row = read.one(kFindCount, {{"bucket", bucket}});
  if (!row) return {};
  return Count{row->integer("failures"), row->instant("last_at"), row->instant("free_at")};
}

void save_count(db::Tx& tx, std::string_view bucket, const Count& count) {
  tx.run(kSaveCount, {{"bucket", bucket}, {"failures", count.failures}, {"last_at", count.last_at}, {"free_at", count.free_at}});
}

void forget_count(db::Tx& tx, std::string_view bucket) { tx.run(kForgetCount, {{"bucket", bucket}}); }

std::optional<Account> find_account(db::Read& read, std::string_view email) {
  const auto row = read.one(kFindAccount, {{"email", email}});
  if (!row) return {};
  return Account{row->id<PersonTag>("id"), row->text("name"), row->maybe_text("hash")};
}

std::optional<std::string> password_of(db::Read& read, PersonId person) {
  const auto row = read.one(kPasswordOf, {{"person", person}});
  if (!row) return {};
  return row->text("hash");
}

std::optional<Instant> password_changed_at(db::Read& read, PersonId person) {
  const auto row = read.one(kPasswordOf, {{"person", person}});
  if (!row) return {};
  return row->instant("changed_at");
}

void set_password(db::Tx& tx, PersonId person, std::string_view hash, Instant now) {
  tx.run(kSetPassword, {{"person", person}, {"hash", hash}, {"now", now}});
}

void forget_password(db::Tx& tx, PersonId person) { tx.run(kForgetPassword, {{"person", person}}); }

void purge(db::Tx& tx, Instant older_than) { tx.run(kPurge, {{"older_than", older_than}}); }

}  // namespace regard::people::signin::store
