#include "concerns/inbox/store.h"

#include <algorithm>

#include "concerns/concern/sql.h"

namespace regard::concerns::inbox::store {
namespace {

constexpr std::string_view kInsert = "INSERT INTO inbox (concern_id, receipt_hash) VALUES (:concern, :hash)";
constexpr std::string_view kConcernOf = "SELECT concern_id FROM inbox WHERE receipt_hash = :hash";
constexpr std::string_view kFind = "SELECT concern_id, waiting_since FROM inbox WHERE concern_id = :concern";

constexpr std::string_view kInsertMessage = R"sql(
  INSERT INTO inbox_message (id, concern_id, written_at, written_by, text_sealed)
  VALUES (:id, :concern, :written_at, :written_by, :text)
)sql";

constexpr std::string_view kFindMessage = R"sql(
  SELECT id, written_at, written_by, text_sealed FROM inbox_message WHERE concern_id = :concern AND id = :id
)sql";

constexpr std::string_view kMessages = R"sql(
  SELECT id, written_at, written_by, text_sealed FROM inbox_message WHERE concern_id = :concern ORDER BY written_at DESC, id DESC
)sql";

constexpr std::string_view kCountSince = R"sql(
  SELECT COUNT(*) AS n FROM inbox_message WHERE concern_id = :concern AND written_by IS NULL AND written_at >= :since
)sql";

constexpr std::string_view kWaits = "UPDATE inbox SET waiting_since = :since WHERE concern_id = :concern AND waiting_since IS NULL";
constexpr std::string_view kAnswered = "UPDATE inbox SET waiting_since = NULL WHERE concern_id = :concern";

constexpr std::string_view kWaiting =
    "SELECT " REGARD_CONCERN_COLUMNS ", i.waiting_since FROM inbox i JOIN concern c ON c.id = i.concern_id "
    "WHERE i.waiting_since IS NOT NULL AND" REGARD_CONCERN_VISIBLE "ORDER BY i.waiting_since, c.id LIMIT :at_most";

constexpr std::string_view kCases = R"sql(
  SELECT f.state, f.opened_at, f.closed_at FROM case_concern l JOIN case_file f ON f.id = l.case_id WHERE l.concern_id = :concern
)sql";

Message read_message(const db::Row& row) {
  return {.id = row.id<InboxMessageTag>("id"),
          .written_at = row.instant("written_at"),
          .written_by = row.maybe_id<PersonTag>("written_by"),
          .text_sealed = row.text("text_sealed")};
}

}  // namespace

void insert(db::Tx& tx, const ConcernId& concern, std::string_view receipt_hash) {
  tx.run(kInsert, {{"concern", concern}, {"hash", receipt_hash}});
}

std::optional<ConcernId> concern_of(db::Read& read, std::string_view receipt_hash) {
  const auto row = read.one(kConcernOf, {{"hash", receipt_hash}});
  return row ? std::optional{row->id<ConcernTag>("concern_id")} : std::nullopt;
}

std::optional<Inbox> find(db::Read& read, const ConcernId& concern) {
  const auto row = read.one(kFind, {{"concern", concern}});
  return row ? std::optional{Inbox{concern, row->maybe_instant("waiting_since")}} : std::nullopt;
}

void insert(db::Tx& tx, const ConcernId& concern, const Message& message) {
  tx.run(kInsertMessage, {{"id", message.id},
                          {"concern", concern},
                          {"written_at", message.written_at},
                          {"written_by", message.written_by},
                          {"text", message.text_sealed}});
}

std::optional<Message> find_message(db::Read& read, const ConcernId& concern, const MessageId& id) {
  const auto row = read.one(kFindMessage, {{"concern", concern}, {"id", id}});
  return row ? std::optional{read_message(*row)} : std::nullopt;
}

std::vector<Message> messages(db::Read& read, const ConcernId& concern) {
  std::vector<Message> found;
  for (const db::Row& row : read.all(kMessages, {{"concern", concern}})) found.push_back(read_message(row));
  return found;
}

int count_since(db::Read& read, const ConcernId& concern, Instant since) {
  return static_cast<int>(read.one(kCountSince, {{"concern", concern}, {"since", since}}).value().integer("n"));
}

void waits(db::Tx& tx, const ConcernId& concern, Instant since) { tx.run(kWaits, {{"concern", concern}, {"since", since}}); }

void answered(db::Tx& tx, const ConcernId& concern) { tx.run(kAnswered, {{"concern", concern}}); }

std::vector<Waiting> waiting(db::Read& read, const Sight& sight, int at_most) {
  std::vector<Waiting> found;
  for (const db::Row& row : read.all(kWaiting, sight.with({{"at_most", at_most}})))
    found.push_back({concerns::store::read_concern(row), row.instant("waiting_since")});
  return found;
}

std::vector<CaseState> case_states(db::Read& read, const ConcernId& concern) {
  std::vector<CaseState> found;
  for (const db::Row& row : read.all(kCases, {{"concern", concern}})) found.push_back(case_state_from(row.text("state")));
  return found;
}

std::optional<Instant> case_moved_at(db::Read& read, const ConcernId& concern) {
  std::optional<Instant> last;
  for (const db::Row& row : read.all(kCases, {{"concern", concern}}))
    last = std::max(last.value_or(Instant{}), std::max(row.instant("opened_at"), row.maybe_instant("closed_at").value_or(Instant{})));
  return last;
}

}  // namespace regard::concerns::inbox::store
