// The outbox's rows. Private to this folder.
#pragma once

#include <span>
#include <vector>

#include "platform/outbox/outbox.h"

namespace regard::outbox {

// Jobs that are ours until `until`.
struct Claim {
  std::string kind, lease;
  Instant until;
  std::vector<Job> jobs;
  bool merged = false;    // some of them have a merge key
  std::size_t taken = 0;  // how many rows were looked at: 0 when nothing is due
};

db::Binds of(const Claim& claim);                  // kind, until, lease
db::Binds of(const Claim& claim, const Job& job);  // id, lease
db::Binds with(db::Binds binds, std::initializer_list<db::Bind> more);

bool any_due(db::Read& read, std::string_view kind, Instant now);
// At most `most` jobs; of merged work one piece per key, and none while it is too soon for another.
Claim claim(db::Database& database, std::string_view kind, std::size_t most, const Rules& rules, Instant now);
// The done marker, of all jobs of the claim or of one: gone, or kept for a while where merging needs to know.
void finish(db::Database& database, const Claim& claim, Instant now);
void finish(db::Database& database, const Claim& claim, const Job& job, Instant now);
// Back into the queue, or failed for good when it has been tried for too long.
void put_back(db::Database& database, const Claim& claim, std::span<const Job> jobs, std::string_view error,
              const Rules& rules, Instant now);
// Untouched: due again at once.
void release(db::Database& database, const Claim& claim, std::span<const Job> jobs, Instant now);
std::chrono::milliseconds backoff(int attempt);  // with jitter

// Work by the clock: true when this node has it to do now; its next time is written already.
void begin_clock(db::Database& database, std::string_view name, Instant now);
bool take_turn(db::Database& database, std::string_view name, Instant now, Instant next);
void put_off(db::Database& database, std::string_view name, Instant until);

void forget_done(db::Database& database, Instant before);

}  // namespace regard::outbox
