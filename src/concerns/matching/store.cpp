#include "concerns/matching/store.h"

#include <algorithm>

#include "concerns/casework/sql.h"
#include "concerns/concern/sql.h"
#include "concerns/deferred.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kAddToken = R"sql(
  INSERT INTO match_token (token, kind, record_kind, record_id) VALUES (:token, :likeness, :kind, :id) ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kForgetTokens = "DELETE FROM match_token WHERE record_kind = :kind AND record_id = :id";

#define REGARD_NOBODY_DECIDED                                                                                        \
  " NOT EXISTS (SELECT 1 FROM record_pair p WHERE p.one_id = :id AND p.other_id = o.record_id)"                      \
  " AND NOT EXISTS (SELECT 1 FROM record_pair q WHERE q.other_id = :id AND q.one_id = o.record_id) "

#define REGARD_LIKELIEST_FIRST                                                                                       \
  "ORDER BY CASE o.kind WHEN 'student_number' THEN 0 WHEN 'name_and_birth' THEN 1 ELSE 2 END, c.id DESC LIMIT 50"

constexpr std::string_view kLikeCases =
    "SELECT o.kind AS likeness, " REGARD_CASE_COLUMNS
    "FROM match_token mine JOIN match_token o ON o.token = mine.token AND o.kind = mine.kind AND o.record_kind = 'case' "
    "JOIN case_file c ON c.id = o.record_id "
    "WHERE mine.record_kind = :kind AND mine.record_id = :id AND o.record_id <> :id AND" REGARD_NOBODY_DECIDED
    "AND NOT EXISTS (SELECT 1 FROM case_concern k WHERE k.concern_id = :id AND k.case_id = o.record_id) AND" REGARD_CASE_VISIBLE
    REGARD_LIKELIEST_FIRST;

constexpr std::string_view kLikeConcerns =
    "SELECT o.kind AS likeness, " REGARD_CONCERN_COLUMNS
    "FROM match_token mine JOIN match_token o ON o.token = mine.token AND o.kind = mine.kind AND o.record_kind = 'concern' "
    "JOIN concern c ON c.id = o.record_id "
    "WHERE mine.record_kind = :kind AND mine.record_id = :id AND o.record_id <> :id AND c.state <> 'in_case' AND"
    REGARD_NOBODY_DECIDED "AND" REGARD_CONCERN_VISIBLE REGARD_LIKELIEST_FIRST;

constexpr std::string_view kFindPair = R"sql(
  SELECT state, version, decided_at, decided_by FROM record_pair WHERE one_id = :one AND other_id = :other
)sql";

constexpr std::string_view kPairsOf = R"sql(
  SELECT one_kind, one_id, other_kind, other_id, state, version, decided_at, decided_by FROM record_pair WHERE one_id = :id
  UNION ALL
  SELECT one_kind, one_id, other_kind, other_id, state, version, decided_at, decided_by FROM record_pair WHERE other_id = :id
)sql";

constexpr std::string_view kInsertPair = R"sql(
  INSERT INTO record_pair (one_kind, one_id, other_kind, other_id, state, version, decided_at, decided_by)
  VALUES (:one_kind, :one, :other_kind, :other, :state, 1, :at, :by) ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kSavePair = R"sql(
  UPDATE record_pair SET state = :state, version = version + 1, decided_at = :at, decided_by = :by
   WHERE one_id = :one AND other_id = :other AND version = :version
)sql";

#define REGARD_PAIRED                                                                                                \
  "FROM (SELECT one_id AS id FROM record_pair WHERE other_id = :id AND state = :pair_state"                          \
  " UNION ALL SELECT other_id AS id FROM record_pair WHERE one_id = :id AND state = :pair_state) AS two "

constexpr std::string_view kPairedCases =
    "SELECT " REGARD_CASE_COLUMNS REGARD_PAIRED "JOIN case_file c ON c.id = two.id WHERE" REGARD_CASE_VISIBLE "ORDER BY c.id";
constexpr std::string_view kPairedConcerns =
    "SELECT " REGARD_CONCERN_COLUMNS REGARD_PAIRED "JOIN concern c ON c.id = two.id WHERE" REGARD_CONCERN_VISIBLE "ORDER BY c.id";

constexpr std::string_view kSameIncident =
    "SELECT " REGARD_CASE_COLUMNS
    "FROM case_file c WHERE c.id <> :case_id AND c.id IN (SELECT k.case_id FROM case_concern k"
    " JOIN case_concern mine ON mine.concern_id = k.concern_id WHERE mine.case_id = :case_id) AND" REGARD_CASE_VISIBLE "ORDER BY c.id";

constexpr std::string_view kParts =
    "SELECT c.id, c.reference, c.key_id FROM case_file c WHERE" REGARD_PART_OF_CASE
    "ORDER BY CASE WHEN c.merged_into IS NULL THEN 0 ELSE 1 END, c.id";

constexpr std::string_view kPointTo = "UPDATE case_file SET merged_into = :into WHERE id = :id OR merged_into = :id";

constexpr std::string_view kWhereMerged =
    "SELECT c.reference FROM case_file b JOIN case_file c ON c.id = b.merged_into WHERE b.reference = :reference AND" REGARD_CASE_VISIBLE;

constexpr std::string_view kIsFollowed = R"sql(
  SELECT 1 AS yes FROM case_file c
   WHERE c.id = :case_id AND (EXISTS (SELECT 1 FROM referral r WHERE r.case_id = c.id)
          OR EXISTS (SELECT 1 FROM advice_extract a WHERE a.case_id = c.id)
          OR EXISTS (SELECT 1 FROM case_step s JOIN information_given i ON i.step_id = s.id WHERE s.case_id = c.id))
)sql";

constexpr std::string_view kMoveStep = "UPDATE case_step SET case_id = :case_id, owner_id = :owner, text_sealed = :text WHERE id = :id";

constexpr std::string_view kLinkConcernsOf = R"sql(
  INSERT INTO case_concern (case_id, concern_id)
  SELECT CAST(:to_id AS TEXT), concern_id FROM case_concern WHERE case_id = :from_id ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kMoveTask = R"sql(
  UPDATE case_task SET case_id = :case_id, owner_id = :owner, title_sealed = :title, version = version + 1
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kConcernsWithoutTokens = R"sql(
  SELECT c.id FROM concern c WHERE c.id > :after AND c.ended_at IS NULL AND NOT EXISTS (SELECT 1 FROM match_token t WHERE t.record_kind = 'concern' AND t.record_id = c.id)
   ORDER BY c.id LIMIT :at_most
)sql";

constexpr std::string_view kCasesWithoutTokens = R"sql(
  SELECT c.id FROM case_file c WHERE c.id > :after AND c.merged_into IS NULL AND c.ended_at IS NULL
     AND NOT EXISTS (SELECT 1 FROM match_token t WHERE t.record_kind = 'case' AND t.record_id = c.id)
   ORDER BY c.id LIMIT :at_most
)sql";

db::Binds of_record(const RecordRef& record) { return {{"kind", record.kind}, {"id", to_text(record.id)}}; }

db::Binds of_pair(const Pair& pair) {
  return {{"one", to_text(pair.one.id)}, {"other", to_text(pair.other.id)}, {"state", word(pair.state)}, {"at", pair.decided_at}, {"by", pair.decided_by}};
}

std::string_view kind_from(std::string_view stored) { return stored == kCasesIndex ? kCasesIndex : kConcernsIndex; }

void read_decision(const db::Row& row, Pair& pair) {
  pair.state = pair_state_from(row.text("state"));
  pair.version = static_cast<int>(row.integer("version"));
  pair.decided_at = row.instant("decided_at");
  pair.decided_by = row.id<PersonTag>("decided_by");
}

// The likeliest row of each record came first.
template <class Like>
std::vector<Like> each_once(std::vector<Like> rows) {
  std::vector<Like> once;
  for (auto& row : rows)
    if (std::ranges::none_of(once, [&](const Like& other) { return other.record.id == row.record.id; })) once.push_back(std::move(row));
  return once;
}

}  // namespace

void add_tokens(db::Tx& tx, std::string_view kind, const Uuid& record, const std::vector<Token>& tokens) {
  for (const Token& token : tokens)
    tx.run(kAddToken, {{"token", token.value}, {"likeness", word(token.likeness)}, {"kind", kind}, {"id", to_text(record)}});
}

void forget_tokens(db::Tx& tx, std::string_view kind, const Uuid& record) {
  tx.run(kForgetTokens, {{"kind", kind}, {"id", to_text(record)}});
}

std::vector<LikeCase> like_cases(db::Read& read, const Sight& sight, const RecordRef& of) {
  std::vector<LikeCase> rows;
  for (const db::Row& row : read.all(kLikeCases, sight.with(of_record(of)))) rows.push_back({read_case(row), likeness_from(row.text("likeness"))});
  return each_once(std::move(rows));
}

std::vector<LikeConcern> like_concerns(db::Read& read, const Sight& sight, const RecordRef& of) {
  std::vector<LikeConcern> rows;
  for (const db::Row& row : read.all(kLikeConcerns, sight.with(of_record(of)))) rows.push_back({read_concern(row), likeness_from(row.text("likeness"))});
  return each_once(std::move(rows));
}

std::vector<Pair> pairs_of(db::Read& read, const RecordRef& record) {
  std::vector<Pair> found;
  for (const db::Row& row : read.all(kPairsOf, {{"id", to_text(record.id)}})) {
    Pair pair;
    pair.one = {kind_from(row.text("one_kind")), uuid_from(row.text("one_id")).value()};
    pair.other = {kind_from(row.text("other_kind")), uuid_from(row.text("other_id")).value()};
    read_decision(row, pair);
    found.push_back(std::move(pair));
  }
  return found;
}

Pair find_pair(db::Read& read, const RecordRef& a, const RecordRef& b) {
  Pair pair;
  pair.one = a.id < b.id ? a : b;
  pair.other = a.id < b.id ? b : a;
  const auto row = read.one(kFindPair, {{"one", to_text(pair.one.id)}, {"other", to_text(pair.other.id)}});
  if (row) read_decision(*row, pair);
  return pair;
}

bool save(db::Tx& tx, const Pair& pair) {
  auto binds = of_pair(pair);
  if (pair.version == 0) {
    binds.insert(binds.end(), {{"one_kind", pair.one.kind}, {"other_kind", pair.other.kind}});
    return tx.run(kInsertPair, binds) == 1;
  }
  binds.emplace_back("version", pair.version);
  return tx.run(kSavePair, binds) == 1;
}

std::vector<Case> paired_cases(db::Read& read, const Sight& sight, const RecordRef& of, PairState state) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kPairedCases, sight.with({{"id", to_text(of.id)}, {"pair_state", word(state)}}))) found.push_back(read_case(row));
  return found;
}

std::vector<Concern> paired_concerns(db::Read& read, const Sight& sight, const RecordRef& of, PairState state) {
  std::vector<Concern> found;
  for (const db::Row& row : read.all(kPairedConcerns, sight.with({{"id", to_text(of.id)}, {"pair_state", word(state)}}))) found.push_back(read_concern(row));
  return found;
}

std::vector<Case> cases_of_the_same_incident(db::Read& read, const Sight& sight, const CaseId& record) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kSameIncident, sight.with({{"case_id", record}}))) found.push_back(read_case(row));
  return found;
}

std::vector<PartOfCase> parts_of(db::Read& read, const CaseId& record) {
  std::vector<PartOfCase> found;
  for (const db::Row& row : read.all(kParts, {{"case_id", record}}))
    found.push_back({row.id<CaseTag>("id"), row.text("reference"), crypto::KeyId::stored(row.text("key_id"))});
  return found;
}

void point_to(db::Tx& tx, const CaseId& merged, const CaseId& into) { tx.run(kPointTo, {{"into", into}, {"id", merged}}); }

std::optional<std::string> where_merged(db::Read& read, const Sight& sight, std::string_view reference) {
  const auto row = read.one(kWhereMerged, sight.with({{"reference", reference}}));
  return row ? std::optional{row->text("reference")} : std::nullopt;
}

bool is_followed_itself(db::Read& read, const CaseId& record) { return read.one(kIsFollowed, {{"case_id", record}}).has_value(); }

void move_step(db::Tx& tx, const Step& step, const CaseId& to) {
  tx.run(kMoveStep, {{"case_id", to}, {"owner", step.owner}, {"text", step.text_sealed}, {"id", step.id}});
}

void link_concerns_of(db::Tx& tx, const CaseId& from, const CaseId& to) { tx.run(kLinkConcernsOf, {{"from_id", from}, {"to_id", to}}); }

void move_task(db::Tx& tx, const Task& task, const CaseId& to) {
  const auto moved = tx.run(kMoveTask, {{"case_id", to}, {"owner", task.owner}, {"title", task.title_sealed}, {"id", task.id}, {"version", task.version}});
  if (moved != 1) throw std::logic_error("a task changed within the transaction that read it");
}

std::vector<Uuid> without_tokens(db::Read& read, std::string_view kind, std::string_view after, int at_most) {
  const bool cases = kind == kCasesIndex;
  std::vector<Uuid> found;
  for (const db::Row& row : read.all(cases ? kCasesWithoutTokens : kConcernsWithoutTokens, {{"after", after}, {"at_most", at_most}}))
    found.push_back(row.id<CaseTag>("id").value);
  return found;
}

}  // namespace regard::concerns::store
