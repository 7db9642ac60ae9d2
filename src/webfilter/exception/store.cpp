#include "webfilter/exception/store.h"

namespace regard::webfilter::exception::store {
namespace {

#define REGARD_EXCEPTION_COLUMNS                                                                                                     \
  "x.id, x.reference, x.state, x.version, x.key_id, x.rules_version, x.language, x.code_hash, x.asked_at, x.asked_by, x.decide_by, " \
  "x.decided_at, x.decided_by, x.until_on, x.set_up_at, x.over_at, x.told_sealed, x.answer_sealed "

#define REGARD_EXCEPTION_VISIBLE                                                                              \
  " (CAST(:decides AS INTEGER) = 1"                                                                           \
  " OR (CAST(:carries_out AS INTEGER) = 1 AND x.state IN ('granted', 'set_up', 'ended'))) "

#define REGARD_EXCEPTION_SELECT "SELECT " REGARD_EXCEPTION_COLUMNS "FROM web_exception x WHERE "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO web_exception (id, reference, state, version, key_id, rules_version, language, code_hash, asked_at, asked_by, decide_by, told_sealed)
  VALUES (:id, :reference, 'waiting', 1, :key, :rules_version, :language, :code_hash, :asked_at, :asked_by, :decide_by, :told)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE web_exception
     SET state = :state, version = version + 1, decided_at = :decided_at, decided_by = :decided_by, until_on = :until_on, set_up_at = :set_up_at,
         over_at = :over_at, answer_sealed = :answer
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = REGARD_EXCEPTION_SELECT "x.reference = :reference AND" REGARD_EXCEPTION_VISIBLE;

constexpr std::string_view kList =
    REGARD_EXCEPTION_SELECT REGARD_EXCEPTION_VISIBLE
    "ORDER BY CASE x.state WHEN 'waiting' THEN 0 WHEN 'granted' THEN 1 WHEN 'set_up' THEN 2 ELSE 3 END, "
    "CASE WHEN x.over_at IS NULL THEN x.decide_by ELSE -x.over_at END, x.id LIMIT :at_most";

constexpr std::string_view kWaiting =
    REGARD_EXCEPTION_SELECT REGARD_EXCEPTION_VISIBLE "AND x.state = 'waiting' ORDER BY x.decide_by, x.id LIMIT :at_most";
constexpr std::string_view kToSetUp =
    REGARD_EXCEPTION_SELECT REGARD_EXCEPTION_VISIBLE "AND x.state = 'granted' AND x.until_on >= :today ORDER BY x.decided_at, x.id LIMIT :at_most";
constexpr std::string_view kToTakeAway =
    REGARD_EXCEPTION_SELECT REGARD_EXCEPTION_VISIBLE "AND x.state IN ('granted', 'set_up') AND x.until_on < :today ORDER BY x.until_on, x.id LIMIT :at_most";

constexpr std::string_view kById = REGARD_EXCEPTION_SELECT "x.id = :id";
constexpr std::string_view kByCode = REGARD_EXCEPTION_SELECT "x.code_hash = :code_hash";
constexpr std::string_view kAny = REGARD_EXCEPTION_SELECT "x.reference = :reference";

constexpr std::string_view kTooLongWaiting =
    "UPDATE web_exception SET chased_at = :now WHERE state = 'waiting' AND decide_by < :now AND (chased_at IS NULL OR chased_at < :not_since)";
constexpr std::string_view kRanOut =
    "UPDATE web_exception SET told_at = :now WHERE state IN ('granted', 'set_up') AND until_on < :today AND told_at IS NULL";

WebException read_exception(const db::Row& row) {
  WebException exception;
  exception.id = row.id<ExceptionTag>("id");
  exception.reference = row.text("reference");
  exception.state = exception_state_from(row.text("state"));
  exception.version = static_cast<int>(row.integer("version"));
  exception.key = crypto::KeyId::stored(row.text("key_id"));
  exception.rules_version = row.text("rules_version");
  exception.language = row.text("language");
  exception.code_hash = row.text("code_hash");
  exception.asked_at = row.instant("asked_at");
  exception.asked_by = row.maybe_id<PersonTag>("asked_by");
  exception.decide_by = row.instant("decide_by");
  exception.decided_at = row.maybe_instant("decided_at");
  exception.decided_by = row.maybe_id<PersonTag>("decided_by");
  exception.until_on = row.maybe_text("until_on");
  exception.set_up_at = row.maybe_instant("set_up_at");
  exception.over_at = row.maybe_instant("over_at");
  exception.told_sealed = row.text("told_sealed");
  exception.answer_sealed = row.maybe_text("answer_sealed");
  return exception;
}

std::optional<WebException> one(const std::optional<db::Row>& row) { return row ? std::optional{read_exception(*row)} : std::nullopt; }

std::vector<WebException> all(const std::vector<db::Row>& rows) {
  std::vector<WebException> found;
  for (const db::Row& row : rows) found.push_back(read_exception(row));
  return found;
}

db::Binds seen_by(const Viewer& viewer, db::Binds own) {
  own.emplace_back("decides", viewer.may_everywhere(kDecideExceptions) ? 1 : 0);
  own.emplace_back("carries_out", viewer.may_everywhere(kCarryOutExceptions) ? 1 : 0);
  return own;
}

}  // namespace

void insert(db::Tx& tx, const WebException& exception) {
  tx.run(kInsert, {{"id", exception.id},
                   {"reference", exception.reference},
                   {"key", exception.key},
                   {"rules_version", exception.rules_version},
                   {"language", exception.language},
                   {"code_hash", exception.code_hash},
                   {"asked_at", exception.asked_at},
                   {"asked_by", exception.asked_by},
                   {"decide_by", exception.decide_by},
                   {"told", exception.told_sealed}});
}

bool save(db::Tx& tx, const WebException& exception) {
  return tx.run(kSave, {{"state", word(exception.state)},
                        {"decided_at", exception.decided_at},
                        {"decided_by", exception.decided_by},
                        {"until_on", exception.until_on},
                        {"set_up_at", exception.set_up_at},
                        {"over_at", exception.over_at},
                        {"answer", exception.answer_sealed},
                        {"id", exception.id},
                        {"version", exception.version}}) == 1;
}

std::optional<WebException> find_exception(db::Read& read, const Viewer& viewer, std::string_view reference) {
  return one(read.one(kFind, seen_by(viewer, {{"reference", reference}})));
}

std::vector<WebException> exceptions(db::Read& read, const Viewer& viewer, int at_most) { return all(read.all(kList, seen_by(viewer, {{"at_most", at_most}}))); }
std::vector<WebException> waiting(db::Read& read, const Viewer& viewer, int at_most) { return all(read.all(kWaiting, seen_by(viewer, {{"at_most", at_most}}))); }

std::vector<WebException> to_set_up(db::Read& read, const Viewer& viewer, std::string_view today, int at_most) {
  return all(read.all(kToSetUp, seen_by(viewer, {{"today", today}, {"at_most", at_most}})));
}

std::vector<WebException> to_take_away(db::Read& read, const Viewer& viewer, std::string_view today, int at_most) {
  return all(read.all(kToTakeAway, seen_by(viewer, {{"today", today}, {"at_most", at_most}})));
}

std::optional<WebException> find_by_id(db::Read& read, const ExceptionId& id) { return one(read.one(kById, {{"id", id}})); }
std::optional<WebException> find_by_code(db::Read& read, std::string_view code_hash) { return one(read.one(kByCode, {{"code_hash", code_hash}})); }
std::optional<WebException> find_any(db::Read& read, std::string_view reference) { return one(read.one(kAny, {{"reference", reference}})); }

bool too_long_waiting(db::Tx& tx, Instant now, Instant not_told_since) {
  return tx.run(kTooLongWaiting, {{"now", now}, {"not_since", not_told_since}}) > 0;
}

bool ran_out(db::Tx& tx, std::string_view today, Instant now) { return tx.run(kRanOut, {{"today", today}, {"now", now}}) > 0; }

}  // namespace regard::webfilter::exception::store
