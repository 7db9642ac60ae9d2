// All the SQL of what is published of the counts.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/db/db.h"
#include "webfilter/counts/publication.h"

namespace regard::webfilter::store {

// What has been read and kept of these days, as one number that only grows while it does.
std::int64_t seen_of(db::Read& read, const figures::Period& days);
std::optional<Date> first_day_read(db::Read& read);

// A week that is over, while it may still grow.
struct Waiting {
  Instant looked_at;
  std::int64_t seen = 0;
  Instant seen_since;
  std::optional<Instant> frozen_at, published_at;
};
std::optional<Waiting> waiting(db::Read& read, Published kind, Date first);
std::optional<Date> latest_frozen_week(db::Read& read);
void wait_for(db::Tx& tx, Published kind, const figures::Period& period, const Waiting& waiting);
void freeze(db::Tx& tx, const WebCounts& counts, Instant now);   // `counts` says by what it will be counted
void publish(db::Tx& tx, const WebCounts& counts, Instant now);  // once and for all

std::vector<WebCounts> frozen_and_not_published(db::Read& read);
std::vector<WebCounts> frozen(db::Read& read, Published kind, const figures::Period& within);     // published or not
std::vector<WebCounts> published(db::Read& read, Published kind, const figures::Period& within);  // those that begin in it, the oldest first
std::optional<Date> first_published_week(db::Read& read);

// Attempts of these days that were deliberate, of each person by theme and centre.
struct AttemptsOf {
  std::string person;
  std::optional<std::string> earlier;  // who they were in the period of aliases before
  std::string theme, centre;
  std::int64_t times = 0;
};
std::vector<AttemptsOf> attempts_in(db::Read& read, const figures::Period& days);

// As they were when their week was published.
struct CountedLine {
  Date week;
  std::string person;
  std::int64_t who = 0;
  std::string theme, centre;
  std::int64_t times = 0;
};
void insert(db::Tx& tx, const CountedLine& line);
std::vector<CountedLine> counted(db::Read& read, const figures::Period& weeks);
void forget_counted(db::Tx& tx, const figures::Period& weeks);

CountCoverage coverage_of(db::Read& read, const figures::Period& days);

bool published_since_weekly(db::Read& read);              // since the last weekly message, or ever
bool begin_weekly(db::Tx& tx, Date monday, Instant now);  // not for the second time

}  // namespace regard::webfilter::store
