#include "platform/retention/store.h"

#include "platform/base/calendar.h"

namespace regard::retention::store {
namespace {

#define REGARD_KEEPING_COLUMNS                                                                                        \
  "record_id, kind, state, version, rule, rules_version, ends, ends_on, due_since, keep_until, reviewed_at, "          \
  "reviewed_by, review_reasons_sealed, held_at, held_by, hold_reasons_sealed "

constexpr std::string_view kFind = "SELECT " REGARD_KEEPING_COLUMNS "FROM keeping WHERE record_id = :record";

constexpr std::string_view kInState =
    "SELECT " REGARD_KEEPING_COLUMNS "FROM keeping WHERE state = :state AND record_id > :after ORDER BY record_id LIMIT :at_most";

// Two who say the first thing about a record at once: the second finds a row that it has not read.
constexpr std::string_view kSave = R"sql(
  INSERT INTO keeping (record_id, kind, state, version, rule, rules_version, ends, ends_on, due_since, keep_until, reviewed_at,
                       reviewed_by, review_reasons_sealed, held_at, held_by, hold_reasons_sealed)
  VALUES (:record, :kind, :state, 2, :rule, :rules_version, :ends, :ends_on, :due_since, :keep_until, :reviewed_at,
          :reviewed_by, :review_reasons, :held_at, :held_by, :hold_reasons)
  ON CONFLICT (record_id) DO UPDATE
     SET state = excluded.state, version = keeping.version + 1, rule = excluded.rule, rules_version = excluded.rules_version,
         ends = excluded.ends, ends_on = excluded.ends_on, due_since = excluded.due_since, keep_until = excluded.keep_until,
         reviewed_at = excluded.reviewed_at, reviewed_by = excluded.reviewed_by,
         review_reasons_sealed = excluded.review_reasons_sealed, held_at = excluded.held_at, held_by = excluded.held_by,
         hold_reasons_sealed = excluded.hold_reasons_sealed
   WHERE keeping.version = :version
)sql";

constexpr std::string_view kInsertStub = R"sql(
  INSERT INTO destroyed_record (record_id, kind, reference, how, at, rule, rules_version, by_person)
  VALUES (:record, :kind, :reference, :how, :at, :rule, :rules_version, :by)
  ON CONFLICT (record_id) DO NOTHING
)sql";

constexpr std::string_view kInsertKey =
    "INSERT INTO destroyed_key (key_id, record_id) VALUES (:key, :record) ON CONFLICT (key_id) DO NOTHING";

constexpr std::string_view kForget = R"sql(
  INSERT INTO keeping (record_id, kind, state, version) VALUES (:record, :kind, 'destroyed', 2)
  ON CONFLICT (record_id) DO UPDATE
     SET state = 'destroyed', version = keeping.version + 1, keep_until = NULL, due_since = NULL,
         review_reasons_sealed = NULL, hold_reasons_sealed = NULL
)sql";

#define REGARD_REMAINS_COLUMNS "kind, reference, how, at, rule, rules_version, by_person "

constexpr std::string_view kRemainsOf = "SELECT " REGARD_REMAINS_COLUMNS "FROM destroyed_record WHERE reference = :reference LIMIT 1";

constexpr std::string_view kRemains =
    "SELECT " REGARD_REMAINS_COLUMNS
    "FROM destroyed_record d WHERE at < :before"
    " AND NOT EXISTS (SELECT 1 FROM kept_away k WHERE k.record_id = d.record_id AND k.person_id = :viewer)"
    " ORDER BY at DESC, d.record_id DESC LIMIT :at_most";

constexpr std::string_view kKeysAfter = "SELECT key_id FROM destroyed_key WHERE key_id > :after ORDER BY key_id LIMIT :at_most";

std::optional<Date> date_of(const db::Row& row, std::string_view column) {
  const auto text = row.maybe_text(column);
  return text ? date_from_iso(*text) : std::nullopt;
}

Keeping read_keeping(const db::Row& row) {
  Keeping keeping;
  keeping.kind = row.text("kind");
  keeping.record = Id<void>::stored(row.text("record_id")).value;
  keeping.state = state_from(row.text("state"));
  keeping.version = static_cast<int>(row.integer("version"));
  keeping.rule = row.maybe_text("rule").value_or("");
  keeping.rules_version = row.maybe_text("rules_version").value_or("");
  if (const auto ends = row.maybe_text("ends")) keeping.ends = ends_from(*ends);
  keeping.ends_on = date_of(row, "ends_on");
  keeping.due_since = row.maybe_instant("due_since");
  keeping.keep_until = date_of(row, "keep_until");
  keeping.reviewed_at = row.maybe_instant("reviewed_at");
  keeping.reviewed_by = row.maybe_id<PersonTag>("reviewed_by");
  keeping.review_reasons_sealed = row.maybe_text("review_reasons_sealed");
  keeping.held_at = row.maybe_instant("held_at");
  keeping.held_by = row.maybe_id<PersonTag>("held_by");
  keeping.hold_reasons_sealed = row.maybe_text("hold_reasons_sealed");
  return keeping;
}

std::optional<std::string> iso_of(const std::optional<Date>& day) { return day ? std::optional{iso(*day)} : std::nullopt; }

std::optional<std::string> unless_empty(std::string_view text) {
  return text.empty() ? std::nullopt : std::optional{std::string{text}};
}

Remains read_remains(const db::Row& row) {
  return {.kind = row.text("kind"),
          .reference = row.text("reference"),
          .how = row.text("how") == word(How::destroyed) ? How::destroyed : How::anonymised,
          .at = row.instant("at"),
          .rule = row.maybe_text("rule").value_or(""),
          .rules_version = row.maybe_text("rules_version").value_or(""),
          .by = row.maybe_id<PersonTag>("by_person")};
}

}  // namespace

std::optional<Keeping> find(db::Read& read, const Uuid& record) {
  const auto row = read.one(kFind, {{"record", to_text(record)}});
  return row ? std::optional{read_keeping(*row)} : std::nullopt;
}

bool save(db::Tx& tx, const Keeping& keeping) {
  return tx.run(kSave, {{"record", to_text(keeping.record)},
                        {"kind", keeping.kind},
                        {"state", word(keeping.state)},
                        {"version", keeping.version},
                        {"rule", unless_empty(keeping.rule)},
                        {"rules_version", unless_empty(keeping.rules_version)},
                        {"ends", keeping.ends ? std::optional{word(*keeping.ends)} : std::nullopt},
                        {"ends_on", iso_of(keeping.ends_on)},
                        {"due_since", keeping.due_since},
                        {"keep_until", iso_of(keeping.keep_until)},
                        {"reviewed_at", keeping.reviewed_at},
                        {"reviewed_by", keeping.reviewed_by},
                        {"review_reasons", keeping.review_reasons_sealed},
                        {"held_at", keeping.held_at},
                        {"held_by", keeping.held_by},
                        {"hold_reasons", keeping.hold_reasons_sealed}}) == 1;
}

std::vector<Keeping> in_state_after(db::Read& read, State state, std::string_view record, int at_most) {
  std::vector<Keeping> found;
  for (const db::Row& row : read.all(kInState, {{"state", word(state)}, {"after", record}, {"at_most", at_most}})) found.push_back(read_keeping(row));
  return found;
}

void insert(db::Tx& tx, const Stub& stub, const EndedBy& ended) {
  tx.run(kInsertStub, {{"record", to_text(stub.id)},
                       {"kind", stub.kind},
                       {"reference", stub.reference},
                       {"how", word(ended.how)},
                       {"at", ended.at},
                       {"rule", unless_empty(ended.rule)},
                       {"rules_version", unless_empty(ended.rules_version)},
                       {"by", ended.by}});
}

void insert_key(db::Tx& tx, const crypto::KeyId& key, const Uuid& record) {
  tx.run(kInsertKey, {{"key", key}, {"record", to_text(record)}});
}

void forget_keeping(db::Tx& tx, const Stub& stub) { tx.run(kForget, {{"record", to_text(stub.id)}, {"kind", stub.kind}}); }

std::optional<Remains> remains(db::Read& read, std::string_view reference) {
  const auto row = read.one(kRemainsOf, {{"reference", reference}});
  return row ? std::optional{read_remains(*row)} : std::nullopt;
}

std::vector<Remains> remains(db::Read& read, const Viewer& viewer, Instant before, int at_most) {
  std::vector<Remains> found;
  for (const db::Row& row : read.all(kRemains, {{"before", before}, {"viewer", viewer.person ? viewer.person->text() : std::string{}}, {"at_most", at_most}})) found.push_back(read_remains(row));
  return found;
}

std::vector<crypto::KeyId> destroyed_keys_after(db::Read& read, std::string_view key, int at_most) {
  std::vector<crypto::KeyId> found;
  for (const db::Row& row : read.all(kKeysAfter, {{"after", key}, {"at_most", at_most}})) found.push_back(row.id<crypto::KeyTag>("key_id"));
  return found;
}

}  // namespace regard::retention::store
