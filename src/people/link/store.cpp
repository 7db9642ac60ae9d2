#include "people/link/store.h"

namespace regard::people::link::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO mailed_link (id, secret_hash, person_id, purpose, made_at, expires_at)
  VALUES (:id, :secret_hash, :person, :purpose, :made_at, :expires_at)
)sql";

constexpr std::string_view kFind = R"sql(
  SELECT mailed_link.id AS id, person_id, purpose, made_at, expires_at
    FROM mailed_link JOIN person ON person.id = mailed_link.person_id AND person.standing = 'here'
   WHERE mailed_link.id = :id AND expires_at > :now
)sql";

constexpr std::string_view kFindBySecret = R"sql(
  SELECT mailed_link.id AS id, person_id, purpose, made_at, expires_at
    FROM mailed_link JOIN person ON person.id = mailed_link.person_id AND person.standing = 'here'
   WHERE secret_hash = :secret_hash AND expires_at > :now
)sql";

constexpr std::string_view kForgetAll = "DELETE FROM mailed_link WHERE person_id = :person";
constexpr std::string_view kPurge = "DELETE FROM mailed_link WHERE expires_at <= :now";

std::optional<Link> maybe_link(const std::optional<db::Row>& row) {
  if (!row) return {};
  return Link{row->id<LinkTag>("id"), row->id<PersonTag>("person_id"), purpose_from(row->text("purpose")),
              row->instant("made_at"), row->instant("expires_at")};
}

}  // namespace

void insert(db::Tx& tx, const Link& link, std::string_view secret_hash) {
  tx.run(kInsert, {{"id", link.id}, {"secret_hash", secret_hash}, {"person", link.person}, {"purpose", stored(link.purpose)},
                   {"made_at", link.made_at}, {"expires_at", link.expires_at}});
}

std::optional<Link> find(db::Read& read, LinkId id, Instant now) {
  return maybe_link(read.one(kFind, {{"id", id}, {"now", now}}));
}

std::optional<Link> find_by_secret(db::Read& read, std::string_view secret_hash, Instant now) {
  return maybe_link(read.one(kFindBySecret, {{"secret_hash", secret_hash}, {"now", now}}));
}

void forget_all(db::Tx& tx, PersonId person) { tx.run(kForgetAll, {{"person", person}}); }
void purge(db::Tx& tx, Instant now) { tx.run(kPurge, {{"now", now}}); }

}  // namespace regard::people::link::store
