#include "webfilter/counts/store.h"

#include "platform/base/calendar.h"

namespace regard::webfilter::store {
namespace {

constexpr std::string_view kSeen = R"sql(
  SELECT (SELECT COALESCE(SUM(lines), 0) FROM web_day WHERE day >= :from AND day <= :to)
       + (SELECT COALESCE(SUM(requests), 0) FROM web_attempt WHERE day >= :from AND day <= :to) AS seen
)sql";
constexpr std::string_view kFirstDayRead = "SELECT MIN(day) AS day FROM web_day";
constexpr std::string_view kWaiting = R"sql(
  SELECT looked_at, seen, seen_since, frozen_at, published_at FROM web_published WHERE kind = :kind AND first_day = :first
)sql";
constexpr std::string_view kLatestFrozen = "SELECT MAX(first_day) AS day FROM web_published WHERE kind = 'week' AND frozen_at IS NOT NULL";
constexpr std::string_view kFirstPublished = "SELECT MIN(first_day) AS day FROM web_published WHERE kind = 'week' AND published_at IS NOT NULL";
constexpr std::string_view kWait = R"sql(
  INSERT INTO web_published (kind, first_day, last_day, looked_at, seen, seen_since, content) VALUES (:kind, :first, :last, :looked_at, :seen, :since, '')
  ON CONFLICT (kind, first_day) DO UPDATE SET seen = excluded.seen, seen_since = excluded.seen_since
)sql";
constexpr std::string_view kFreeze = R"sql(
  UPDATE web_published SET frozen_at = :now, content = :content WHERE kind = :kind AND first_day = :first AND frozen_at IS NULL
)sql";
constexpr std::string_view kPublish = R"sql(
  UPDATE web_published SET published_at = :now, content = :content WHERE kind = :kind AND first_day = :first AND published_at IS NULL
)sql";
constexpr std::string_view kFrozen = R"sql(
  SELECT kind, first_day, last_day, content FROM web_published
   WHERE kind = 'week' AND frozen_at IS NOT NULL AND published_at IS NULL ORDER BY first_day
)sql";
constexpr std::string_view kFrozenIn = R"sql(
  SELECT kind, first_day, last_day, content FROM web_published
   WHERE kind = :kind AND first_day >= :from AND first_day <= :to AND frozen_at IS NOT NULL ORDER BY first_day
)sql";
constexpr std::string_view kPublished = R"sql(
  SELECT kind, first_day, last_day, content FROM web_published
   WHERE kind = :kind AND first_day >= :from AND first_day <= :to AND published_at IS NOT NULL ORDER BY first_day
)sql";
constexpr std::string_view kAttemptsIn = R"sql(
  SELECT a.person_id, p.earlier_id, a.theme, a.centre, COUNT(*) AS times
    FROM web_attempt a JOIN web_person p ON p.id = a.person_id
   WHERE a.day >= :from AND a.day <= :to
   GROUP BY a.person_id, p.earlier_id, a.theme, a.centre
   ORDER BY a.person_id, a.theme, a.centre
)sql";
constexpr std::string_view kInsertCounted = R"sql(
  INSERT INTO web_counted (week, person_id, who, theme, centre, times) VALUES (:week, :person, :who, :theme, :centre, :times)
  ON CONFLICT (week, person_id, theme, centre) DO UPDATE SET times = web_counted.times + excluded.times
)sql";
constexpr std::string_view kCounted = R"sql(
  SELECT week, person_id, who, theme, centre, times FROM web_counted WHERE week >= :from AND week <= :to ORDER BY week, who, theme, centre
)sql";
constexpr std::string_view kForgetCounted = "DELETE FROM web_counted WHERE week >= :from AND week <= :to";
constexpr std::string_view kCoverage = R"sql(
  SELECT COALESCE(SUM(lines), 0) AS lines, COALESCE(SUM(of_interest), 0) AS of_interest, COALESCE(SUM(unreadable), 0) AS unreadable,
         COUNT(DISTINCT CASE WHEN lines > 0 THEN day END) AS days
    FROM web_day WHERE day >= :from AND day <= :to
)sql";
constexpr std::string_view kNews = R"sql(
  SELECT COUNT(*) AS n FROM web_published WHERE published_at > (SELECT COALESCE(MAX(sent_at), 0) FROM web_weekly)
)sql";
constexpr std::string_view kBeginWeekly = "INSERT INTO web_weekly (week, sent_at) VALUES (:week, :now) ON CONFLICT (week) DO NOTHING";

db::Binds bounds(const figures::Period& days) { return {{"from", iso(days.from)}, {"to", iso(days.to)}}; }

db::Binds of_kind(Published kind, const figures::Period& within) {
  auto binds = bounds(within);
  binds.push_back({"kind", stored_word(kind)});
  return binds;
}

Date day_in(const db::Row& row, std::string_view column) { return date_from_iso(row.text(column)).value(); }

std::optional<Date> maybe_day(const std::optional<db::Row>& row) {
  const auto day = row ? row->maybe_text("day") : std::nullopt;
  return day ? date_from_iso(*day) : std::nullopt;
}

std::vector<WebCounts> read_counts(const std::vector<db::Row>& rows) {
  std::vector<WebCounts> all;
  for (const auto& row : rows) {
    const auto kind = row.text("kind") == stored_word(Published::week) ? Published::week : Published::four_weeks;
    all.push_back(counts_from(kind, {day_in(row, "first_day"), day_in(row, "last_day")}, row.text("content")));
  }
  return all;
}

}  // namespace

std::int64_t seen_of(db::Read& read, const figures::Period& days) { return read.one(kSeen, bounds(days))->integer("seen"); }
std::optional<Date> first_day_read(db::Read& read) { return maybe_day(read.one(kFirstDayRead)); }
std::optional<Date> latest_frozen_week(db::Read& read) { return maybe_day(read.one(kLatestFrozen)); }
std::optional<Date> first_published_week(db::Read& read) { return maybe_day(read.one(kFirstPublished)); }

std::optional<Waiting> waiting(db::Read& read, Published kind, Date first) {
  const auto row = read.one(kWaiting, {{"kind", stored_word(kind)}, {"first", iso(first)}});
  if (!row) return {};
  return Waiting{row->instant("looked_at"), row->integer("seen"), row->instant("seen_since"), row->maybe_instant("frozen_at"), row->maybe_instant("published_at")};
}

void wait_for(db::Tx& tx, Published kind, const figures::Period& period, const Waiting& waiting) {
  tx.run(kWait, {{"kind", stored_word(kind)}, {"first", iso(period.from)}, {"last", iso(period.to)}, {"looked_at", waiting.looked_at}, {"seen", waiting.seen},
                 {"since", waiting.seen_since}});
}

void freeze(db::Tx& tx, const WebCounts& counts, Instant now) {
  tx.run(kFreeze, {{"now", now}, {"content", to_json(counts)}, {"kind", stored_word(counts.kind)}, {"first", iso(counts.period.from)}});
}

void publish(db::Tx& tx, const WebCounts& counts, Instant now) {
  tx.run(kPublish, {{"now", now}, {"content", to_json(counts)}, {"kind", stored_word(counts.kind)}, {"first", iso(counts.period.from)}});
}

std::vector<WebCounts> frozen_and_not_published(db::Read& read) { return read_counts(read.all(kFrozen)); }

std::vector<WebCounts> frozen(db::Read& read, Published kind, const figures::Period& within) { return read_counts(read.all(kFrozenIn, of_kind(kind, within))); }
std::vector<WebCounts> published(db::Read& read, Published kind, const figures::Period& within) { return read_counts(read.all(kPublished, of_kind(kind, within))); }

std::vector<AttemptsOf> attempts_in(db::Read& read, const figures::Period& days) {
  std::vector<AttemptsOf> all;
  for (const auto& row : read.all(kAttemptsIn, bounds(days)))
    all.push_back({row.text("person_id"), row.maybe_text("earlier_id"), row.text("theme"), row.text("centre"), row.integer("times")});
  return all;
}

void insert(db::Tx& tx, const CountedLine& line) {
  tx.run(kInsertCounted, {{"week", iso(line.week)}, {"person", line.person}, {"who", line.who}, {"theme", line.theme}, {"centre", line.centre}, {"times", line.times}});
}

std::vector<CountedLine> counted(db::Read& read, const figures::Period& weeks) {
  std::vector<CountedLine> all;
  for (const auto& row : read.all(kCounted, bounds(weeks)))
    all.push_back({day_in(row, "week"), row.text("person_id"), row.integer("who"), row.text("theme"), row.text("centre"), row.integer("times")});
  return all;
}

void forget_counted(db::Tx& tx, const figures::Period& weeks) { tx.run(kForgetCounted, bounds(weeks)); }

CountCoverage coverage_of(db::Read& read, const figures::Period& days) {
  const auto row = read.one(kCoverage, bounds(days));
  const auto length = (std::chrono::sys_days{days.to} - std::chrono::sys_days{days.from}).count() + 1;
  return {row->integer("lines"), row->integer("of_interest"), row->integer("unreadable"), length - row->integer("days")};
}

bool published_since_weekly(db::Read& read) { return read.one(kNews, {})->integer("n") > 0; }
bool begin_weekly(db::Tx& tx, Date monday, Instant now) { return tx.run(kBeginWeekly, {{"week", iso(monday)}, {"now", now}}) > 0; }

}  // namespace regard::webfilter::store
