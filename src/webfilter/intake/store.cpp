#include "webfilter/intake/store.h"

#include "platform/base/calendar.h"
#include "platform/base/stored_words.h"

namespace regard::webfilter::store {
namespace {

#define REGARD_WEB_PERSON_COLUMNS "p.id, p.period_id, p.alias, p.identity_sealed, p.earlier_id, p.told_at "
#define REGARD_WEB_ATTEMPT_COLUMNS \
  "a.id, a.person_id, a.site, a.theme, a.centre, a.identity, a.first_at, a.last_at, a.deliberate_at, a.day, a.requests, a.stopped, a.gone_on, a.line_sealed, a.review_id "

constexpr std::string_view kKeepPlace = R"sql(
  INSERT INTO web_log (fingerprint, reader, read_to, changed_at) VALUES (:fingerprint, :reader, :to, :now)
  ON CONFLICT (fingerprint) DO UPDATE SET reader = excluded.reader, read_to = excluded.read_to, changed_at = excluded.changed_at
)sql";
constexpr std::string_view kReadTo = "SELECT read_to FROM web_log WHERE fingerprint = :fingerprint";

constexpr std::string_view kAddReading = R"sql(
  INSERT INTO web_reader (name, format, seen_at, newest_at, lines, of_interest, unreadable, looked_at, strange, lost, fault)
  VALUES (:reader, :format, :now, :newest, :lines, :of_interest, :unreadable, :looked_at, :strange, :lost, :fault)
  ON CONFLICT (name) DO UPDATE SET
    format = CASE WHEN excluded.format = '' THEN web_reader.format ELSE excluded.format END, seen_at = excluded.seen_at, fault = excluded.fault,
    newest_at = CASE WHEN excluded.newest_at > COALESCE(web_reader.newest_at, 0) THEN excluded.newest_at ELSE web_reader.newest_at END,
    lines = web_reader.lines + excluded.lines, of_interest = web_reader.of_interest + excluded.of_interest,
    unreadable = web_reader.unreadable + excluded.unreadable, looked_at = web_reader.looked_at + excluded.looked_at,
    strange = web_reader.strange + excluded.strange, lost = web_reader.lost + excluded.lost
)sql";
constexpr std::string_view kAddDay = R"sql(
  INSERT INTO web_day (day, reader, lines, of_interest, unreadable) VALUES (:day, :reader, :lines, :of_interest, :unreadable)
  ON CONFLICT (day, reader) DO UPDATE SET
    lines = web_day.lines + excluded.lines, of_interest = web_day.of_interest + excluded.of_interest, unreadable = web_day.unreadable + excluded.unreadable
)sql";
constexpr std::string_view kAddLabel = R"sql(
  INSERT INTO web_label (label, number, first_on, last_on) VALUES (:label, :number, :day, :day)
  ON CONFLICT (label) DO UPDATE SET
    number = web_label.number + excluded.number,
    first_on = CASE WHEN excluded.first_on < web_label.first_on THEN excluded.first_on ELSE web_label.first_on END,
    last_on = CASE WHEN excluded.last_on > web_label.last_on THEN excluded.last_on ELSE web_label.last_on END
)sql";
constexpr std::string_view kSayReader = R"sql(
  INSERT INTO web_reader (name, seen_at, fault) VALUES (:name, :now, :fault)
  ON CONFLICT (name) DO UPDATE SET seen_at = excluded.seen_at, fault = excluded.fault
)sql";

constexpr std::string_view kFindPerson = "SELECT " REGARD_WEB_PERSON_COLUMNS "FROM web_person p WHERE p.id = :id";
constexpr std::string_view kByAlias = "SELECT " REGARD_WEB_PERSON_COLUMNS "FROM web_person p WHERE p.period_id = :period AND p.alias = :alias";
constexpr std::string_view kInsertPerson = R"sql(
  INSERT INTO web_person (id, period_id, alias, identity_sealed, earlier_id) VALUES (:id, :period, :alias, :identity, :earlier)
)sql";
constexpr std::string_view kSetIdentity = "UPDATE web_person SET identity_sealed = :identity WHERE id = :id";
constexpr std::string_view kSetEarlier = "UPDATE web_person SET earlier_id = :earlier WHERE id = :id";
constexpr std::string_view kWeighBy = "UPDATE web_person SET weigh_at = :at WHERE id = :id";
constexpr std::string_view kSetTold = "UPDATE web_person SET told_at = :at WHERE id = :id";
constexpr std::string_view kToWeigh =
    "SELECT " REGARD_WEB_PERSON_COLUMNS "FROM web_person p WHERE p.weigh_at <= :now ORDER BY p.weigh_at, p.id LIMIT :at_most";

constexpr std::string_view kInsertSite = R"sql(
  INSERT INTO web_site (period_id, site, name_sealed) VALUES (:period, :site, :name) ON CONFLICT (period_id, site) DO NOTHING
)sql";
constexpr std::string_view kSiteName = "SELECT name_sealed FROM web_site WHERE period_id = :period AND site = :site";

constexpr std::string_view kNextTo = "SELECT " REGARD_WEB_ATTEMPT_COLUMNS R"sql(
    FROM web_attempt a
   WHERE a.person_id = :person AND a.site = :site AND a.theme = :theme AND a.centre = :centre AND a.last_at >= :from AND a.first_at <= :to
   ORDER BY a.first_at, a.id
)sql";
constexpr std::string_view kInsertAttempt = R"sql(
  INSERT INTO web_attempt (id, person_id, site, theme, centre, identity, first_at, last_at, deliberate_at, day, requests, stopped, gone_on, line_sealed, review_id)
  VALUES (:id, :person, :site, :theme, :centre, :identity, :first, :last, :deliberate, :day, :requests, :stopped, :gone_on, :line, :review)
)sql";
constexpr std::string_view kSaveAttempt = R"sql(
  UPDATE web_attempt
     SET identity = :identity, first_at = :first, last_at = :last, deliberate_at = :deliberate, day = :day, requests = :requests, stopped = :stopped,
         gone_on = :gone_on, line_sealed = :line, review_id = :review
   WHERE id = :id
)sql";
constexpr std::string_view kSetReview = "UPDATE web_attempt SET review_id = :review WHERE id = :id";
constexpr std::string_view kRemoveAttempt = "DELETE FROM web_attempt WHERE id = :id";
constexpr std::string_view kAttemptsOf = "SELECT " REGARD_WEB_ATTEMPT_COLUMNS R"sql(
    FROM web_attempt a
   WHERE a.person_id = :person AND a.identity = 'authenticated' AND a.deliberate_at >= :since
   ORDER BY a.deliberate_at, a.id
)sql";
constexpr std::string_view kFindAttempt = "SELECT " REGARD_WEB_ATTEMPT_COLUMNS "FROM web_attempt a WHERE a.id = :id";
constexpr std::string_view kSomethingFound =
    "SELECT 1 AS yes FROM web_attempt UNION ALL SELECT 1 FROM web_review UNION ALL SELECT 1 FROM web_counted LIMIT 1";
constexpr std::string_view kAllOf = "SELECT " REGARD_WEB_ATTEMPT_COLUMNS "FROM web_attempt a WHERE a.person_id = :person ORDER BY a.first_at, a.id";

constexpr std::string_view kForgetLinks = R"sql(
  UPDATE web_person SET earlier_id = NULL
   WHERE earlier_id IS NOT NULL AND EXISTS (SELECT 1 FROM web_period w WHERE w.id = web_person.period_id AND w.first_day < :before)
)sql";
constexpr std::string_view kForgetLines = "UPDATE web_attempt SET line_sealed = NULL WHERE line_sealed IS NOT NULL AND last_at < :before";
constexpr std::string_view kForgetAttempts = "DELETE FROM web_attempt WHERE last_at < :before";
constexpr std::string_view kForgetLogs = "DELETE FROM web_log WHERE changed_at < :before";
constexpr std::string_view kForgetLabels = "DELETE FROM web_label WHERE last_on < :before";
constexpr std::string_view kUnlink = R"sql(
  UPDATE web_person SET earlier_id = NULL WHERE earlier_id IN (SELECT e.id FROM web_person e WHERE e.period_id = :period)
)sql";
constexpr std::string_view kRemoveAttempts = "DELETE FROM web_attempt WHERE person_id IN (SELECT id FROM web_person WHERE period_id = :period)";
constexpr std::string_view kRemovePeople = "DELETE FROM web_person WHERE period_id = :period";
constexpr std::string_view kRemoveSites = "DELETE FROM web_site WHERE period_id = :period";
constexpr std::string_view kRemovePeriod = "DELETE FROM web_period WHERE id = :period";

constexpr StoredWord<Identity> kIdentities[] = {
    {Identity::authenticated, "authenticated"}, {Identity::inferred, "inferred"}, {Identity::spoofable, "spoofable"}};

WebPerson read_person(const db::Row& row) {
  return {row.id<WebPersonTag>("id"), row.id<WebPeriodTag>("period_id"), Alias{static_cast<std::uint64_t>(row.integer("alias"))}, row.maybe_text("identity_sealed"),
          row.maybe_id<WebPersonTag>("earlier_id"), row.maybe_instant("told_at")};
}

std::optional<WebPerson> maybe_person(const std::optional<db::Row>& row) { return row ? std::optional{read_person(*row)} : std::nullopt; }

KeptAttempt read_attempt(const db::Row& row) {
  KeptAttempt made;
  made.id = row.id<WebAttemptTag>("id");
  made.person = row.id<WebPersonTag>("person_id");
  made.site = row.integer("site");
  made.theme = row.text("theme");
  made.centre = row.text("centre");
  made.stretch = {.first = row.instant("first_at"), .last = row.instant("last_at"), .deliberate = row.maybe_instant("deliberate_at"), .requests = row.integer("requests"),
                  .stopped = row.integer("stopped"), .gone_on = row.integer("gone_on"), .identity = value_in(kIdentities, row.text("identity")), .line = {}};
  made.line_sealed = row.maybe_text("line_sealed");
  if (const auto day = row.maybe_text("day")) made.day = date_from_iso(*day);
  made.review = row.maybe_id<WebReviewTag>("review_id");
  return made;
}

std::vector<KeptAttempt> read_attempts(const std::vector<db::Row>& rows) {
  std::vector<KeptAttempt> all;
  for (const auto& row : rows) all.push_back(read_attempt(row));
  return all;
}

db::Binds said_by(const KeptAttempt& attempt) {
  const Stretch& stretch = attempt.stretch;
  return {{"id", attempt.id}, {"identity", word_in(kIdentities, stretch.identity)}, {"first", stretch.first}, {"last", stretch.last},
          {"deliberate", stretch.deliberate}, {"day", attempt.day ? std::optional{iso(*attempt.day)} : std::nullopt}, {"requests", stretch.requests},
          {"stopped", stretch.stopped}, {"gone_on", stretch.gone_on}, {"line", attempt.line_sealed}, {"review", attempt.review}};
}

}  // namespace

void keep_place(db::Tx& tx, const Place& place, std::string_view reader, Instant now) {
  tx.run(kKeepPlace, {{"fingerprint", place.fingerprint}, {"reader", reader}, {"to", static_cast<std::int64_t>(place.at)}, {"now", now}});
}

void add_reading(db::Tx& tx, const Findings& findings, std::optional<Instant> newest, Date day, Instant now) {
  const auto number = [](std::uint64_t n) { return static_cast<std::int64_t>(n); };
  const auto& coverage = findings.coverage;
  tx.run(kAddReading, {{"reader", findings.reader}, {"format", findings.format}, {"now", now}, {"newest", newest}, {"lines", number(coverage.lines)},
                       {"of_interest", number(coverage.of_interest)}, {"unreadable", number(coverage.unreadable)}, {"looked_at", number(coverage.looked_at)},
                       {"strange", number(coverage.strange)}, {"lost", number(findings.lost)}, {"fault", findings.fault}});
  tx.run(kAddDay, {{"day", iso(day)}, {"reader", findings.reader}, {"lines", number(coverage.lines)}, {"of_interest", number(coverage.of_interest)},
                   {"unreadable", number(coverage.unreadable)}});
}

void add_label(db::Tx& tx, std::string_view label, std::uint64_t number, Date day) {
  tx.run(kAddLabel, {{"label", label}, {"number", static_cast<std::int64_t>(number)}, {"day", iso(day)}});
}

std::optional<std::int64_t> read_to(db::Read& read, std::string_view fingerprint) {
  const auto row = read.one(kReadTo, {{"fingerprint", fingerprint}});
  return row ? std::optional{row->integer("read_to")} : std::nullopt;
}

void say_reader(db::Tx& tx, std::string_view name, std::string_view fault, Instant now) {
  tx.run(kSayReader, {{"name", name}, {"now", now}, {"fault", fault}});
}

std::optional<WebPerson> find_person(db::Read& read, const WebPersonId& id) { return maybe_person(read.one(kFindPerson, {{"id", id}})); }

std::optional<WebPerson> person_by_alias(db::Read& read, const PeriodId& period, const Alias& alias) {
  return maybe_person(read.one(kByAlias, {{"period", period}, {"alias", alias.bits}}));
}

void insert(db::Tx& tx, const WebPerson& person) {
  tx.run(kInsertPerson, {{"id", person.id}, {"period", person.period}, {"alias", person.alias.bits}, {"identity", person.identity_sealed}, {"earlier", person.earlier}});
}

void set_identity(db::Tx& tx, const WebPerson& person) { tx.run(kSetIdentity, {{"identity", person.identity_sealed}, {"id", person.id}}); }
void set_earlier(db::Tx& tx, const WebPersonId& person, const WebPersonId& earlier) { tx.run(kSetEarlier, {{"earlier", earlier}, {"id", person}}); }
void weigh_by(db::Tx& tx, const WebPersonId& person, std::optional<Instant> at) { tx.run(kWeighBy, {{"at", at}, {"id", person}}); }
void set_told(db::Tx& tx, const WebPersonId& person, Instant at) { tx.run(kSetTold, {{"at", at}, {"id", person}}); }

std::vector<WebPerson> to_weigh(db::Read& read, Instant now, int at_most) {
  std::vector<WebPerson> all;
  for (const auto& row : read.all(kToWeigh, {{"now", now}, {"at_most", at_most}})) all.push_back(read_person(row));
  return all;
}

void insert_site(db::Tx& tx, const PeriodId& period, std::int64_t site, std::string_view name_sealed) {
  tx.run(kInsertSite, {{"period", period}, {"site", site}, {"name", name_sealed}});
}

std::optional<std::string> site_name(db::Read& read, const PeriodId& period, std::int64_t site) {
  const auto row = read.one(kSiteName, {{"period", period}, {"site", site}});
  return row ? std::optional{row->text("name_sealed")} : std::nullopt;
}

bool has_site(db::Read& read, const PeriodId& period, std::int64_t site) { return site_name(read, period, site).has_value(); }

std::vector<KeptAttempt> next_to(db::Read& read, const KeptAttempt& attempt) {
  return read_attempts(read.all(kNextTo, {{"person", attempt.person}, {"site", attempt.site}, {"theme", attempt.theme}, {"centre", attempt.centre},
                                          {"from", attempt.stretch.first - kOneAttempt}, {"to", attempt.stretch.last + kOneAttempt}}));
}

void insert(db::Tx& tx, const KeptAttempt& attempt) {
  auto binds = said_by(attempt);
  for (auto& bind : db::Binds{{"person", attempt.person}, {"site", attempt.site}, {"theme", attempt.theme}, {"centre", attempt.centre}}) binds.push_back(std::move(bind));
  tx.run(kInsertAttempt, binds);
}

void save(db::Tx& tx, const KeptAttempt& attempt) { tx.run(kSaveAttempt, said_by(attempt)); }
void remove(db::Tx& tx, const AttemptId& id) { tx.run(kRemoveAttempt, {{"id", id}}); }
void set_review(db::Tx& tx, const AttemptId& id, const Id<WebReviewTag>& review) { tx.run(kSetReview, {{"review", review}, {"id", id}}); }

bool something_was_found(db::Read& read) { return read.one(kSomethingFound).has_value(); }

std::vector<KeptAttempt> attempts_of(db::Read& read, const WebPersonId& person, Instant since) {
  return read_attempts(read.all(kAttemptsOf, {{"person", person}, {"since", since}}));
}

std::optional<KeptAttempt> find_attempt(db::Read& read, const AttemptId& id) {
  const auto row = read.one(kFindAttempt, {{"id", id}});
  return row ? std::optional{read_attempt(*row)} : std::nullopt;
}

std::vector<KeptAttempt> all_of(db::Read& read, const WebPersonId& person) { return read_attempts(read.all(kAllOf, {{"person", person}})); }

void forget_links(db::Tx& tx, Date before) { tx.run(kForgetLinks, {{"before", iso(before)}}); }
void forget_lines(db::Tx& tx, Instant before) { tx.run(kForgetLines, {{"before", before}}); }

void forget_attempts(db::Tx& tx, Instant before) { tx.run(kForgetAttempts, {{"before", before}}); }
void forget_logs(db::Tx& tx, Instant before) { tx.run(kForgetLogs, {{"before", before}}); }
void forget_labels(db::Tx& tx, Date before) { tx.run(kForgetLabels, {{"before", iso(before)}}); }

void remove_period(db::Tx& tx, const PeriodId& period) {
  for (const auto statement : {kUnlink, kRemoveAttempts, kRemovePeople, kRemoveSites, kRemovePeriod}) tx.run(statement, {{"period", period}});
}

}  // namespace regard::webfilter::store
