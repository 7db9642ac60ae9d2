#include <set>

#include "platform/base/ids.h"
#include "platform/outbox/store.h"

namespace regard::outbox {
namespace {

constexpr std::string_view kClaim = R"sql(
  UPDATE outbox_job SET lease = :lease, due_at = :until, attempts = attempts + 1
   WHERE id IN (SELECT id FROM outbox_job
                 WHERE kind = :kind AND due_at <= :now AND done_at IS NULL AND failed_at IS NULL
                 ORDER BY due_at LIMIT :most)
)sql";

// Several nodes claim at once. ANY(ARRAY(…)) runs the inner query once; IN may run it again and claim more.
constexpr std::string_view kClaimOnPostgresql = R"sql(
  UPDATE outbox_job SET lease = :lease, due_at = :until, attempts = attempts + 1
   WHERE id = ANY(ARRAY(SELECT id FROM outbox_job
                         WHERE kind = :kind AND due_at <= :now AND done_at IS NULL AND failed_at IS NULL
                         ORDER BY due_at LIMIT :most FOR UPDATE SKIP LOCKED))
)sql";

constexpr std::string_view kClaimed = R"sql(
  SELECT id, payload, attempts, merge_key FROM outbox_job
   WHERE kind = :kind AND due_at = :until AND lease = :lease AND done_at IS NULL AND failed_at IS NULL
   ORDER BY id
)sql";

// Another piece waits for its time, because one was done a moment ago or could not be done: it stands for this one.
constexpr std::string_view kOneWaits = R"sql(
  SELECT id FROM outbox_job
   WHERE merge_key = :merge_key AND due_at > :now AND lease IS NULL AND done_at IS NULL AND failed_at IS NULL LIMIT 1
)sql";

// Some hundreds at a time, so that a pile does not hold up other writers; the rest is found due and goes next.
constexpr std::string_view kRemoveDue = R"sql(
  DELETE FROM outbox_job
   WHERE id IN (SELECT id FROM outbox_job
                 WHERE merge_key = :merge_key AND due_at <= :now AND lease IS NULL AND done_at IS NULL
                   AND failed_at IS NULL
                 LIMIT 500)
)sql";

// What another worker does now may have been written before the news: too soon, but it stands for nothing.
constexpr std::string_view kOneIsBeingDone = R"sql(
  SELECT id FROM outbox_job
   WHERE merge_key = :merge_key AND due_at > :now AND lease IS NOT NULL AND lease <> :lease
     AND done_at IS NULL AND failed_at IS NULL LIMIT 1
)sql";

constexpr std::string_view kLastDone = R"sql(
  SELECT MAX(done_at) AS done_at FROM outbox_job WHERE merge_key = :merge_key AND done_at IS NOT NULL
)sql";

constexpr std::string_view kRemove = R"sql(
  DELETE FROM outbox_job WHERE id = :id AND lease = :lease
)sql";

constexpr std::string_view kPostpone = R"sql(
  UPDATE outbox_job SET lease = NULL, due_at = :due_at, attempts = attempts - 1 WHERE id = :id AND lease = :lease
)sql";

// When the next piece under this key may be done at the earliest.
std::optional<Instant> too_soon_until(db::Tx& tx, const Claim& claim, const std::string& key, const Rules& rules,
                                      Instant now) {
  if (tx.one(kOneIsBeingDone, {{"merge_key", key}, {"now", now}, {"lease", claim.lease}})) return now + rules.apart;
  const auto row = tx.one(kLastDone, {{"merge_key", key}});
  const auto last = row ? row->maybe_instant("done_at") : std::nullopt;
  if (!last || *last + rules.apart <= now) return std::nullopt;
  return *last + rules.apart;
}

// True when this piece is the one to be done now. The others that wait under its key are gone then.
bool stands_for_all(db::Tx& tx, const Claim& claim, const Job& job, const std::string& key, const Rules& rules,
                    Instant now) {
  tx.run(kRemoveDue, {{"merge_key", key}, {"now", now}});
  if (tx.one(kOneWaits, {{"merge_key", key}, {"now", now}})) {
    tx.run(kRemove, of(claim, job));
    return false;
  }
  const auto until = too_soon_until(tx, claim, key, rules, now);
  if (until) tx.run(kPostpone, with(of(claim, job), {{"due_at", *until}}));
  return !until;
}

void read_claimed(db::Tx& tx, Claim& claim, const Rules& rules, Instant now) {
  std::set<std::string> keys;
  for (const db::Row& row : tx.all(kClaimed, of(claim))) {
    Job job{claim.kind, row.text("id"), row.text("payload"), static_cast<int>(row.integer("attempts"))};
    if (const auto key = row.maybe_text("merge_key")) {
      claim.merged = true;
      if (!keys.insert(*key).second) {  // claimed together with one that stands for it
        tx.run(kRemove, of(claim, job));
        continue;
      }
      if (!stands_for_all(tx, claim, job, *key, rules, now)) continue;
    }
    claim.jobs.push_back(std::move(job));
  }
}

}  // namespace

Claim claim(db::Database& database, std::string_view kind, std::size_t most, const Rules& rules, Instant now) {
  const std::string_view statement = database.is_postgresql() ? kClaimOnPostgresql : kClaim;
  return database.write([&](db::Tx& tx) {
    Claim claim{.kind = std::string{kind}, .lease = random_token(12), .until = now + rules.lease, .jobs = {}};
    claim.taken = tx.run(statement, with(of(claim), {{"now", now}, {"most", most}}));
    if (claim.taken > 0) read_claimed(tx, claim, rules, now);
    return claim;
  });
}

void release(db::Database& database, const Claim& claim, std::span<const Job> jobs, Instant now) {
  database.write([&](db::Tx& tx) {
    for (const Job& job : jobs) tx.run(kPostpone, with(of(claim, job), {{"due_at", now}}));
  });
}

}  // namespace regard::outbox
