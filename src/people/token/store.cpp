#include "people/token/store.h"

#include "platform/base/calendar.h"

namespace regard::people::token::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO api_token (id, reference, client, secret_hash, made_by, made_at)
  VALUES (:id, :reference, :client, :secret_hash, :made_by, :made_at)
)sql";

constexpr std::string_view kRevoke = "UPDATE api_token SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL";
constexpr std::string_view kUsed = "UPDATE api_token SET last_used_on = :on WHERE id = :id";

constexpr std::string_view kFindLive = R"sql(
  SELECT id, reference, client, made_by, made_at, last_used_on, revoked_at
    FROM api_token
   WHERE secret_hash = :secret_hash AND revoked_at IS NULL
)sql";

constexpr std::string_view kFindByReference = R"sql(
  SELECT id, reference, client, made_by, made_at, last_used_on, revoked_at FROM api_token WHERE reference = :reference
)sql";

constexpr std::string_view kList = R"sql(
  SELECT api_token.id AS id, api_token.reference AS reference, client, made_by, made_at, last_used_on, revoked_at,
         person.name AS maker
    FROM api_token JOIN person ON person.id = api_token.made_by
   ORDER BY coalesce(revoked_at, 0), made_at DESC
   LIMIT 200
)sql";

Token read_token(const db::Row& row) {
  Token token{row.id<TokenTag>("id"), row.text("reference"), row.text("client"), row.id<PersonTag>("made_by"),
              row.instant("made_at")};
  if (const auto day = row.maybe_text("last_used_on")) token.last_used_on = date_from_iso(*day);
  token.revoked_at = row.maybe_instant("revoked_at");
  return token;
}

std::optional<Token> maybe_token(const std::optional<db::Row>& row) {
  if (!row) return {};
  return read_token(*row);
}

}  // namespace

void insert(db::Tx& tx, const Token& token, std::string_view secret_hash) {
  tx.run(kInsert, {{"id", token.id}, {"reference", token.reference}, {"client", token.client},
                   {"secret_hash", secret_hash}, {"made_by", token.made_by}, {"made_at", token.made_at}});
}

bool revoke(db::Tx& tx, TokenId id, Instant now) { return tx.run(kRevoke, {{"id", id}, {"now", now}}) == 1; }

void used(db::Tx& tx, TokenId id, Date on) { tx.run(kUsed, {{"id", id}, {"on", iso(on)}}); }

std::optional<Token> find_live(db::Read& read, std::string_view secret_hash) {
  return maybe_token(read.one(kFindLive, {{"secret_hash", secret_hash}}));
}

std::optional<Token> find_by_reference(db::Read& read, std::string_view reference) {
  return maybe_token(read.one(kFindByReference, {{"reference", reference}}));
}

std::vector<Listed> list(db::Read& read) {
  std::vector<Listed> found;
  for (const auto& row : read.all(kList)) found.push_back({read_token(row), row.text("maker")});
  return found;
}

}  // namespace regard::people::token::store
