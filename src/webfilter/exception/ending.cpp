// The SQL of how requests end. Nothing of one is counted after it, so its row goes.
#include "webfilter/exception/ending.h"

#include "platform/holdings/holdings.h"
#include "webfilter/exception/exception.h"

namespace regard::webfilter::exception {
namespace {

#define REGARD_KEPT_EXCEPTION "SELECT x.id, x.reference, x.key_id, x.state, x.over_at, x.decided_by FROM web_exception x WHERE "

constexpr std::string_view kTriggered =
    REGARD_KEPT_EXCEPTION
    "x.over_at < :before AND (CAST(:outcome AS TEXT) = '' OR x.state = :outcome) AND CAST(:but_not AS TEXT) NOT LIKE '%|' || x.state || '|%' "
    "AND (x.over_at, x.id) > (:after_at, :after_id) ORDER BY x.over_at, x.id LIMIT :at_most";
constexpr std::string_view kFind = REGARD_KEPT_EXCEPTION "x.id = :id";
constexpr std::string_view kKeysAfter = "SELECT id, key_id FROM web_exception WHERE id > :after ORDER BY id LIMIT :at_most";
constexpr std::string_view kDelete = "DELETE FROM web_exception WHERE id = :id";

retention::Record read_kept(const db::Row& row) {
  retention::Record record{.kind = "web_exception",
                           .id = row.id<ExceptionTag>("id").value,
                           .reference = row.text("reference"),
                           .key = crypto::KeyId::stored(row.text("key_id")),
                           .centre = {},
                           .trigger = {},
                           .outcome = {}};
  if (const auto by = row.maybe_id<PersonTag>("decided_by")) record.decided_by.push_back(*by);
  const auto over = row.maybe_instant("over_at");
  if (!over) return record;
  record.trigger = "over_at";
  record.triggered_at = *over;
  record.outcome = row.text("state");
  return record;
}

std::vector<retention::Record> triggered(db::Read& read, const retention::Wanted& wanted, int at_most) {
  std::vector<retention::Record> found;
  if (wanted.trigger != "over_at") return found;
  for (const db::Row& row : read.all(kTriggered, {{"outcome", wanted.outcome}, {"but_not", wanted.but_not_text()}, {"before", wanted.before},
                                                  {"after_at", wanted.after_at}, {"after_id", wanted.after_id}, {"at_most", at_most}}))
    found.push_back(read_kept(row));
  return found;
}

std::optional<retention::Record> kept(db::Read& read, const Uuid& id) {
  const auto row = read.one(kFind, {{"id", to_text(id)}});
  return row ? std::optional{read_kept(*row)} : std::nullopt;
}

Words stays_because(db::Read& read, const Uuid& id) {
  const auto record = kept(read, id);
  if (record && record->trigger.empty()) return tr("It is not over yet");
  return holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{};
}

retention::Ended end(db::Tx& tx, const Uuid& id, retention::How, retention::With, Instant) {
  const auto record = kept(tx, id);
  if (!record) return {};
  tx.run(kDelete, {{"id", to_text(id)}});
  return {{{record->kind, record->id, record->reference}}, {record->key}};
}

std::vector<retention::Keyed> keys_after(db::Read& read, std::string_view id, int at_most) {
  std::vector<retention::Keyed> found;
  for (const db::Row& row : read.all(kKeysAfter, {{"after", id}, {"at_most", at_most}}))
    found.push_back({row.id<ExceptionTag>("id").value, crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

void tell_nobody(db::Tx&, const web::Services&, const retention::Record&, Instant) {}

constexpr std::string_view kTriggers[] = {"over_at"}, kOutcomes[] = {"refused", "withdrawn", "ended"};
constexpr retention::Part kPart{"web_exception", {}, kTriggers, kOutcomes, &triggered, &kept, &stays_because, &end, &tell_nobody, &keys_after};

}  // namespace

const retention::Part& retention_part() { return kPart; }

}  // namespace regard::webfilter::exception
