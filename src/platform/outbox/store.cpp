#include "platform/outbox/store.h"

#include <sodium.h>

#include <algorithm>

#include "platform/base/ids.h"

namespace regard::outbox {
namespace {

using JobId = Id<struct JobTag>;

constexpr std::string_view kInsert = R"sql(
  INSERT INTO outbox_job (id, kind, payload, merge_key, queued_at, due_at)
  VALUES (:id, :kind, :payload, :merge_key, :queued_at, :due_at)
)sql";

constexpr std::string_view kAnyDue = R"sql(
  SELECT id FROM outbox_job
   WHERE kind = :kind AND due_at <= :now AND done_at IS NULL AND failed_at IS NULL LIMIT 1
)sql";

constexpr std::string_view kRemoveClaimed = R"sql(
  DELETE FROM outbox_job
   WHERE kind = :kind AND due_at = :until AND lease = :lease AND merge_key IS NULL
     AND done_at IS NULL AND failed_at IS NULL
)sql";

constexpr std::string_view kMarkClaimed = R"sql(
  UPDATE outbox_job SET done_at = :now
   WHERE kind = :kind AND due_at = :until AND lease = :lease AND done_at IS NULL AND failed_at IS NULL
)sql";

constexpr std::string_view kRemoveOne = R"sql(
  DELETE FROM outbox_job WHERE id = :id AND lease = :lease AND merge_key IS NULL
)sql";

constexpr std::string_view kMarkOne = R"sql(
  UPDATE outbox_job SET done_at = :now WHERE id = :id AND lease = :lease
)sql";

constexpr std::string_view kGiveUp = R"sql(
  UPDATE outbox_job SET failed_at = :now, lease = NULL, last_error = :error
   WHERE id = :id AND lease = :lease AND queued_at <= :queued_before
)sql";

constexpr std::string_view kPutBack = R"sql(
  UPDATE outbox_job SET due_at = :due_at, lease = NULL, last_error = :error WHERE id = :id AND lease = :lease
)sql";

constexpr std::string_view kForgetDone = R"sql(
  DELETE FROM outbox_job WHERE done_at IS NOT NULL AND done_at < :before
)sql";

constexpr std::string_view kCountWaiting = R"sql(
  SELECT COUNT(*) AS waiting, MIN(queued_at) AS oldest FROM outbox_job WHERE done_at IS NULL AND failed_at IS NULL
)sql";

constexpr std::string_view kCountFailed = R"sql(
  SELECT COUNT(*) AS failed FROM outbox_job WHERE failed_at IS NOT NULL
)sql";

constexpr std::string_view kRetryFailed = R"sql(
  UPDATE outbox_job SET failed_at = NULL, queued_at = :now, due_at = :now, attempts = 0 WHERE failed_at IS NOT NULL
)sql";

constexpr std::string_view kBeginClock = R"sql(
  INSERT INTO outbox_clock (name, due_at) VALUES (:name, :now) ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kClockDue = R"sql(
  SELECT name FROM outbox_clock WHERE name = :name AND due_at <= :now
)sql";

constexpr std::string_view kTakeTurn = R"sql(
  UPDATE outbox_clock SET due_at = :next WHERE name = :name AND due_at <= :now
)sql";

constexpr std::string_view kPutOff = R"sql(
  UPDATE outbox_clock SET due_at = :until WHERE name = :name
)sql";

void insert(db::Tx& tx, std::string_view kind, std::string_view payload, std::optional<std::string> merge_key,
            Instant now, Instant due) {
  tx.run(kInsert, {{"id", JobId::make(now)},
                   {"kind", kind},
                   {"payload", payload},
                   {"merge_key", merge_key},
                   {"queued_at", now},
                   {"due_at", due}});
}

}  // namespace

db::Binds of(const Claim& claim) {
  return {{"kind", claim.kind}, {"until", claim.until}, {"lease", claim.lease}};
}

db::Binds of(const Claim& claim, const Job& job) { return {{"id", job.id}, {"lease", claim.lease}}; }

db::Binds with(db::Binds binds, std::initializer_list<db::Bind> more) {
  binds.insert(binds.end(), more);
  return binds;
}

void enqueue(db::Tx& tx, std::string_view kind, std::string_view payload, Instant due) {
  insert(tx, kind, payload, std::nullopt, due, due);
}

void enqueue_merged(db::Tx& tx, std::string_view kind, std::string_view payload, std::string_view merge_key, Instant now) {
  insert(tx, kind, payload, std::string{merge_key}, now, now);
}

bool any_due(db::Read& read, std::string_view kind, Instant now) {
  return read.one(kAnyDue, {{"kind", kind}, {"now", now}}).has_value();
}

void finish(db::Database& database, const Claim& claim, Instant now) {
  database.write([&](db::Tx& tx) {
    if (claim.merged) tx.run(kMarkClaimed, with(of(claim), {{"now", now}}));
    else tx.run(kRemoveClaimed, of(claim));
  });
}

void finish(db::Database& database, const Claim& claim, const Job& job, Instant now) {
  database.write([&](db::Tx& tx) {
    if (tx.run(kRemoveOne, of(claim, job)) == 0) tx.run(kMarkOne, with(of(claim, job), {{"now", now}}));
  });
}

void put_back(db::Database& database, const Claim& claim, std::span<const Job> jobs, std::string_view error,
              const Rules& rules, Instant now) {
  database.write([&](db::Tx& tx) {
    for (const Job& job : jobs) {
      const db::Binds binds = of(claim, job);
      if (tx.run(kGiveUp, with(binds, {{"now", now}, {"error", error}, {"queued_before", now - rules.give_up}})) > 0)
        continue;
      tx.run(kPutBack, with(binds, {{"due_at", now + backoff(job.attempt)}, {"error", error}}));
    }
  });
}

std::chrono::milliseconds backoff(int attempt) {
  constexpr std::chrono::milliseconds kFirst = std::chrono::minutes{1}, kLongest = std::chrono::hours{4};
  const int doublings = std::clamp(attempt - 1, 0, 8);  // 2^8 minutes are more than four hours
  const std::chrono::milliseconds wait = std::min(kFirst * (1 << doublings), kLongest);
  // Up to a fifth less, so that what failed together does not come again together.
  return wait - std::chrono::milliseconds{randombytes_uniform(static_cast<std::uint32_t>(wait.count() / 5))};
}

void begin_clock(db::Database& database, std::string_view name, Instant now) {
  database.write([&](db::Tx& tx) { tx.run(kBeginClock, {{"name", name}, {"now", now}}); });
}

bool take_turn(db::Database& database, std::string_view name, Instant now, Instant next) {
  {
    db::Read read = database.read();
    if (!read.one(kClockDue, {{"name", name}, {"now", now}})) return false;
  }
  return database.write(
      [&](db::Tx& tx) { return tx.run(kTakeTurn, {{"name", name}, {"now", now}, {"next", next}}) == 1; });
}

void put_off(db::Database& database, std::string_view name, Instant until) {
  database.write([&](db::Tx& tx) { tx.run(kPutOff, {{"name", name}, {"until", until}}); });
}

void forget_done(db::Database& database, Instant before) {
  database.write([&](db::Tx& tx) { tx.run(kForgetDone, {{"before", before}}); });
}

Counts counts(db::Read& read) {
  Counts counts;
  if (const auto row = read.one(kCountWaiting)) {
    counts.waiting = row->integer("waiting");
    counts.oldest = row->maybe_instant("oldest");
  }
  if (const auto row = read.one(kCountFailed)) counts.failed = row->integer("failed");
  return counts;
}

std::size_t retry_failed(db::Tx& tx, Instant now) {
  return tx.run(kRetryFailed, {{"now", now}});
}

}  // namespace regard::outbox
