// How reviews end. Nothing of one is counted after it, so its rows go.
#include "webfilter/review/review.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter {
namespace {

#define REGARD_KEPT_REVIEW "SELECT r.id, r.reference, r.key_id, r.state, r.over_at, r.decided_by FROM web_review r WHERE "

constexpr std::string_view kTriggered =
    REGARD_KEPT_REVIEW
    "r.over_at IS NOT NULL AND r.over_at < :before AND (CAST(:outcome AS TEXT) = '' OR r.state = :outcome) "
    "AND CAST(:but_not AS TEXT) NOT LIKE '%|' || r.state || '|%' AND (r.over_at, r.id) > (:after_at, :after_id) "
    "ORDER BY r.over_at, r.id LIMIT :at_most";
constexpr std::string_view kFind = REGARD_KEPT_REVIEW "r.id = :id";
constexpr std::string_view kKeysAfter = "SELECT id, key_id FROM web_review WHERE id > :after ORDER BY id LIMIT :at_most";
constexpr std::string_view kDeleteReveals = "DELETE FROM web_reveal WHERE review_id = :id";
constexpr std::string_view kDelete = "DELETE FROM web_review WHERE id = :id";

retention::Record read_kept(const db::Row& row) {
  retention::Record record{.kind = "web_review",
                           .id = row.id<WebReviewTag>("id").value,
                           .reference = row.text("reference"),
                           .key = crypto::KeyId::stored(row.text("key_id")),
                           .centre = {},
                           .trigger = {},
                           .outcome = {}};
  const auto over = row.maybe_instant("over_at");
  if (!over) return record;
  record.trigger = "over_at";
  record.triggered_at = *over;
  record.outcome = row.text("state");
  if (const auto decider = row.maybe_id<PersonTag>("decided_by")) record.decided_by = {*decider};
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
  if (record && record->trigger.empty()) return tr("It is not decided");
  return holdings::is_asked_for(read, id) ? tr("Something about it is not finished") : Words{};
}

retention::Ended end(db::Tx& tx, const Uuid& id, retention::How, retention::With, Instant) {
  const auto record = kept(tx, id);
  if (!record) return {};
  tx.run(kDeleteReveals, {{"id", to_text(id)}});
  tx.run(kDelete, {{"id", to_text(id)}});
  return {{{record->kind, record->id, record->reference}}, {record->key}};
}

std::vector<retention::Keyed> keys_after(db::Read& read, std::string_view id, int at_most) {
  std::vector<retention::Keyed> found;
  for (const db::Row& row : read.all(kKeysAfter, {{"after", id}, {"at_most", at_most}}))
    found.push_back({row.id<WebReviewTag>("id").value, crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

void tell_nobody(db::Tx&, const web::Services&, const retention::Record&, Instant) {}

constexpr std::string_view kTriggers[] = {"over_at"}, kOutcomes[] = {"dismissed", "settled", "raised"};
constexpr retention::Part kReviews{"web_review", {}, kTriggers, kOutcomes, &triggered, &kept, &stays_because, &end, &tell_nobody, &keys_after};

}  // namespace

retention::Part review_retention() { return kReviews; }

}  // namespace regard::webfilter
