// The SQL of a case's entries and tasks.
#include "concerns/casework/sql.h"
#include "concerns/casework/store.h"

namespace regard::concerns::store {
namespace {

constexpr std::string_view kInsertEntry = R"sql(
  INSERT INTO case_entry (id, case_id, kind, happened_on, written_at, written_by, only_overseers, text_sealed)
  VALUES (:id, :case_id, :kind, :happened_on, :written_at, :written_by, :only_overseers, :text)
)sql";

#define REGARD_ENTRY_COLUMNS "e.id, e.kind, e.happened_on, e.written_at, e.written_by, e.only_overseers, e.text_sealed "

constexpr std::string_view kEntries = "SELECT " REGARD_ENTRY_COLUMNS "FROM case_entry e WHERE e.case_id = :case_id ORDER BY e.id DESC";

constexpr std::string_view kEntriesBefore =
    "SELECT " REGARD_ENTRY_COLUMNS "FROM case_entry e JOIN case_file c ON c.id = e.case_id "
    "WHERE e.case_id = :case_id AND (e.written_at, e.id) < (:before_at, :before_id) AND (e.only_overseers = 0 OR" REGARD_OVERSEEN ") "
    "ORDER BY e.written_at DESC, e.id DESC LIMIT :at_most";

constexpr std::string_view kFindEntry =
    "SELECT " REGARD_ENTRY_COLUMNS "FROM case_entry e WHERE e.case_id = :case_id AND e.id = :id";

constexpr std::string_view kIsForOverseers = "SELECT 1 AS yes FROM case_entry WHERE id = :id AND only_overseers = 1";

constexpr std::string_view kEntryIsUsed = "SELECT 1 AS yes FROM case_entry WHERE id = :id";
constexpr std::string_view kTaskIsUsed = "SELECT 1 AS yes FROM case_task WHERE id = :id";

constexpr std::string_view kInsertTask = R"sql(
  INSERT INTO case_task (id, case_id, state, version, owner_id, due_on, made_at, made_by, title_sealed)
  VALUES (:id, :case_id, 'open', 1, :owner, :due_on, :made_at, :made_by, :title)
)sql";

constexpr std::string_view kSaveTask = R"sql(
  UPDATE case_task SET state = :state, owner_id = :owner, done_at = :done_at, done_by = :done_by, version = version + 1
   WHERE id = :id AND version = :version
)sql";

#define REGARD_TASK_COLUMNS \
  "t.id AS task_id, t.state AS task_state, t.version AS task_version, t.owner_id, t.due_on, t.made_at, t.made_by, t.done_at, t.done_by, t.title_sealed "

constexpr std::string_view kTasks =
    "SELECT " REGARD_TASK_COLUMNS "FROM case_task t WHERE t.case_id = :case_id ORDER BY t.state DESC, t.due_on, t.id";

constexpr std::string_view kFindTask =
    "SELECT " REGARD_TASK_COLUMNS "FROM case_task t WHERE t.case_id = :case_id AND t.id = :id";

constexpr std::string_view kHasOpenTask = "SELECT 1 AS yes FROM case_task WHERE case_id = :case_id AND state = 'open' LIMIT 1";

constexpr std::string_view kOwnTasks =
    "SELECT " REGARD_TASK_COLUMNS ", " REGARD_CASE_COLUMNS
    "FROM case_task t JOIN case_file c ON c.id = t.case_id "
    "WHERE t.owner_id = :viewer AND t.state = 'open' AND c.state <> 'closed' AND" REGARD_CASE_VISIBLE
    "ORDER BY t.due_on, t.id LIMIT :at_most";

Entry read_entry(const db::Row& row) {
  return {.id = row.id<CaseEntryTag>("id"),
          .kind = entry_kind_from(row.text("kind")),
          .reach = row.integer("only_overseers") == 1 ? EntryReach::overseers : EntryReach::everybody,
          .happened_on = row.text("happened_on"),
          .written_at = row.instant("written_at"),
          .written_by = row.id<PersonTag>("written_by"),
          .text_sealed = row.text("text_sealed")};
}

Task read_task(const db::Row& row) {
  return {.id = row.id<CaseTaskTag>("task_id"),
          .done = row.text("task_state") == "done",
          .version = static_cast<int>(row.integer("task_version")),
          .owner = row.id<PersonTag>("owner_id"),
          .due_on = row.text("due_on"),
          .made_at = row.instant("made_at"),
          .made_by = row.id<PersonTag>("made_by"),
          .done_at = row.maybe_instant("done_at"),
          .done_by = row.maybe_id<PersonTag>("done_by"),
          .title_sealed = row.text("title_sealed")};
}

}  // namespace

void insert(db::Tx& tx, const CaseId& record, const Entry& entry) {
  tx.run(kInsertEntry, {{"id", entry.id},
                        {"case_id", record},
                        {"kind", word(entry.kind)},
                        {"happened_on", entry.happened_on},
                        {"written_at", entry.written_at},
                        {"written_by", entry.written_by},
                        {"only_overseers", entry.reach == EntryReach::overseers ? 1 : 0},
                        {"text", entry.text_sealed}});
}

std::optional<Entry> find_entry(db::Read& read, const CaseId& record, const EntryId& id) {
  const auto row = read.one(kFindEntry, {{"case_id", record}, {"id", id}});
  return row ? std::optional{read_entry(*row)} : std::nullopt;
}

bool is_used(db::Read& read, const EntryId& id) { return read.one(kEntryIsUsed, {{"id", id}}).has_value(); }

bool is_used(db::Read& read, const TaskId& id) { return read.one(kTaskIsUsed, {{"id", id}}).has_value(); }

bool is_for_overseers(db::Read& read, const EntryId& id) { return read.one(kIsForOverseers, {{"id", id}}).has_value(); }

std::vector<Entry> entries_before(db::Read& read, const Sight& sight, const CaseId& record, const std::optional<Place>& before, std::size_t at_most) {
  constexpr Instant kEndOfTime{std::chrono::milliseconds{253'402'300'799'000}};  // 9999-12-31
  std::vector<Entry> found;
  for (const db::Row& row : read.all(kEntriesBefore, {{"case_id", record},
                                                      {"oversees_all", sight.oversees_all ? 1 : 0},
                                                      {"centres", sight.centres},
                                                      {"before_at", before ? before->at : kEndOfTime},
                                                      {"before_id", before ? before->id : std::string{}},
                                                      {"at_most", at_most}}))
    found.push_back(read_entry(row));
  return found;
}

std::vector<Entry> entries(db::Read& read, const CaseId& record) {
  std::vector<Entry> found;
  for (const db::Row& row : read.all(kEntries, {{"case_id", record}})) found.push_back(read_entry(row));
  return found;
}

void insert(db::Tx& tx, const CaseId& record, const Task& task) {
  tx.run(kInsertTask, {{"id", task.id},
                       {"case_id", record},
                       {"owner", task.owner},
                       {"due_on", task.due_on},
                       {"made_at", task.made_at},
                       {"made_by", task.made_by},
                       {"title", task.title_sealed}});
}

bool save(db::Tx& tx, const Task& task) {
  return tx.run(kSaveTask, {{"state", task.done ? "done" : "open"},
                            {"owner", task.owner},
                            {"done_at", task.done_at},
                            {"done_by", task.done_by},
                            {"id", task.id},
                            {"version", task.version}}) == 1;
}

std::vector<Task> tasks(db::Read& read, const CaseId& record) {
  std::vector<Task> found;
  for (const db::Row& row : read.all(kTasks, {{"case_id", record}})) found.push_back(read_task(row));
  return found;
}

bool has_open_task(db::Read& read, const CaseId& record) { return read.one(kHasOpenTask, {{"case_id", record}}).has_value(); }

std::optional<Task> find_task(db::Read& read, const CaseId& record, const TaskId& id) {
  const auto row = read.one(kFindTask, {{"case_id", record}, {"id", id}});
  return row ? std::optional{read_task(*row)} : std::nullopt;
}

std::vector<OwnTask> own_tasks(db::Read& read, const Sight& sight, int at_most) {
  std::vector<OwnTask> found;
  for (const db::Row& row : read.all(kOwnTasks, sight.with({{"at_most", at_most}}))) found.push_back({read_case(row), read_task(row)});
  return found;
}

}  // namespace regard::concerns::store
