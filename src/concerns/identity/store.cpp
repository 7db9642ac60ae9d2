#include "concerns/identity/store.h"

namespace regard::concerns::identity::store {
namespace {

#define REGARD_IDENTITY                                                                                          \
  "SELECT i.id, i.reference, i.concern_id, c.centre_id, i.state, i.version, i.key_id, i.asked_at, i.asked_by, "  \
  "i.decided_at, i.decided_by, i.name_sealed, i.contact_sealed, i.motive_sealed, i.reasons_sealed "              \
  "FROM reporter_identity i JOIN concern c ON c.id = i.concern_id WHERE "

#define REGARD_FOR_CUSTODIAN                                                                                     \
  " NOT EXISTS (SELECT 1 FROM concern_exclusion x WHERE x.concern_id = c.id AND x.person_id = :viewer) "         \
  " AND (CAST(:oversees_all AS INTEGER) = 1 OR CAST(:centres AS TEXT) LIKE '%' || c.centre_id || '%') "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO reporter_identity (id, reference, concern_id, state, version, key_id, name_sealed, contact_sealed)
  VALUES (:id, :reference, :concern, :state, 1, :key, :name, :contact)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE reporter_identity
     SET state = :state, version = version + 1, asked_at = :asked_at, asked_by = :asked_by, decided_at = :decided_at,
         decided_by = :decided_by, motive_sealed = :motive, reasons_sealed = :reasons
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = REGARD_IDENTITY "i.concern_id = :concern";
constexpr std::string_view kFindAsked = REGARD_IDENTITY "i.reference = :reference AND i.asked_at IS NOT NULL AND" REGARD_FOR_CUSTODIAN;
constexpr std::string_view kAsked = REGARD_IDENTITY "i.state = 'asked' AND" REGARD_FOR_CUSTODIAN "ORDER BY i.asked_at, i.id LIMIT :at_most";
constexpr std::string_view kEveryAfter = REGARD_IDENTITY "i.id > :id ORDER BY i.id LIMIT :at_most";

Identity read_identity(const db::Row& row) {
  return {.id = row.id<ReporterIdentityTag>("id"),
          .reference = row.text("reference"),
          .concern = row.id<ConcernTag>("concern_id"),
          .centre = row.maybe_id<CentreTag>("centre_id"),
          .state = identity_state_from(row.text("state")),
          .version = static_cast<int>(row.integer("version")),
          .key = crypto::KeyId::stored(row.text("key_id")),
          .asked_at = row.maybe_instant("asked_at"),
          .decided_at = row.maybe_instant("decided_at"),
          .asked_by = row.maybe_id<PersonTag>("asked_by"),
          .decided_by = row.maybe_id<PersonTag>("decided_by"),
          .name_sealed = row.text("name_sealed"),
          .contact_sealed = row.text("contact_sealed"),
          .motive_sealed = row.maybe_text("motive_sealed"),
          .reasons_sealed = row.maybe_text("reasons_sealed")};
}

std::optional<Identity> maybe(const std::optional<db::Row>& row) { return row ? std::optional{read_identity(*row)} : std::nullopt; }

std::vector<Identity> read_all(const std::vector<db::Row>& rows) {
  std::vector<Identity> found;
  for (const db::Row& row : rows) found.push_back(read_identity(row));
  return found;
}

}  // namespace

void insert(db::Tx& tx, const Identity& identity) {
  tx.run(kInsert, {{"id", identity.id},
                   {"reference", identity.reference},
                   {"concern", identity.concern},
                   {"state", word(identity.state)},
                   {"key", identity.key},
                   {"name", identity.name_sealed},
                   {"contact", identity.contact_sealed}});
}

bool save(db::Tx& tx, const Identity& identity) {
  return tx.run(kSave, {{"state", word(identity.state)},
                        {"asked_at", identity.asked_at},
                        {"asked_by", identity.asked_by},
                        {"decided_at", identity.decided_at},
                        {"decided_by", identity.decided_by},
                        {"motive", identity.motive_sealed},
                        {"reasons", identity.reasons_sealed},
                        {"id", identity.id},
                        {"version", identity.version}}) == 1;
}

std::optional<Identity> find(db::Read& read, const ConcernId& concern) { return maybe(read.one(kFind, {{"concern", concern}})); }

std::optional<Identity> find_asked(db::Read& read, const Sight& custodian, std::string_view reference) {
  return maybe(read.one(kFindAsked, custodian.overseeing({{"reference", reference}})));
}

std::vector<Identity> asked(db::Read& read, const Sight& custodian, int at_most) {
  return read_all(read.all(kAsked, custodian.overseeing({{"at_most", at_most}})));
}

std::vector<Identity> every_after(db::Read& read, std::string_view id, int at_most) {
  return read_all(read.all(kEveryAfter, {{"id", id}, {"at_most", at_most}}));
}

}  // namespace regard::concerns::identity::store
