#include "concerns/meeting/store.h"

#include "concerns/casework/sql.h"

namespace regard::concerns::store {
namespace {

#define REGARD_MEETING_COLUMNS "g.id, g.reference, g.state, g.version, g.held_on, g.centre_id, g.made_at, g.made_by, g.closed_at, g.closed_by "

#define REGARD_MEETING_VISIBLE                                                                                                     \
  " CAST(:works AS INTEGER) = 1 AND (g.made_by = :viewer OR EXISTS (SELECT 1 FROM meeting_member m"                                \
  " WHERE m.meeting_id = g.id AND m.person_id = :viewer)) "

constexpr std::string_view kInsert = R"sql(
  INSERT INTO meeting (id, reference, state, version, held_on, centre_id, made_at, made_by)
  VALUES (:id, :reference, 'planned', 1, :held_on, :centre, :made_at, :made_by)
)sql";

constexpr std::string_view kInsertMember =
    "INSERT INTO meeting_member (meeting_id, person_id) VALUES (:meeting, :person) ON CONFLICT DO NOTHING";

constexpr std::string_view kSave = R"sql(
  UPDATE meeting SET state = :state, version = version + 1, closed_at = :closed_at, closed_by = :closed_by
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = "SELECT " REGARD_MEETING_COLUMNS "FROM meeting g WHERE g.reference = :reference AND" REGARD_MEETING_VISIBLE;

constexpr std::string_view kList =
    "SELECT " REGARD_MEETING_COLUMNS "FROM meeting g WHERE" REGARD_MEETING_VISIBLE "ORDER BY g.held_on DESC, g.id DESC LIMIT :at_most";

constexpr std::string_view kNotClosed =
    "SELECT " REGARD_MEETING_COLUMNS "FROM meeting g WHERE g.state <> 'closed' AND" REGARD_MEETING_VISIBLE "ORDER BY g.held_on, g.id LIMIT :at_most";

constexpr std::string_view kMembers = "SELECT person_id FROM meeting_member WHERE meeting_id = :meeting ORDER BY person_id";

constexpr std::string_view kAddItem = R"sql(
  INSERT INTO meeting_item (id, meeting_id, case_id, added_at, added_by) VALUES (:id, :meeting, :case_id, :now, :by)
  ON CONFLICT (meeting_id, case_id) DO NOTHING
)sql";

// A case that was merged since stands there as the one that goes on.
#define REGARD_ITEM_CASE "FROM meeting_item i JOIN case_file p ON p.id = i.case_id JOIN case_file c ON c.id = COALESCE(p.merged_into, p.id) "

constexpr std::string_view kAgenda =
    "SELECT i.id AS item_id, " REGARD_CASE_COLUMNS
    REGARD_ITEM_CASE "WHERE i.meeting_id = :meeting AND" REGARD_CASE_VISIBLE "ORDER BY i.id";

constexpr std::string_view kFindItem =
    "SELECT i.id AS item_id, " REGARD_CASE_COLUMNS
    REGARD_ITEM_CASE "WHERE i.meeting_id = :meeting AND i.id = :id AND" REGARD_CASE_VISIBLE;

constexpr std::string_view kLinkEntry =
    "INSERT INTO meeting_item_entry (item_id, entry_id) VALUES (:item, :entry) ON CONFLICT DO NOTHING";
constexpr std::string_view kLinkTask = "INSERT INTO meeting_item_task (item_id, task_id) VALUES (:item, :task) ON CONFLICT DO NOTHING";
constexpr std::string_view kEntriesOf = "SELECT entry_id FROM meeting_item_entry WHERE item_id = :item ORDER BY entry_id";
constexpr std::string_view kTasksOf = "SELECT task_id FROM meeting_item_task WHERE item_id = :item ORDER BY task_id";

#define REGARD_MAY_BE_DISCUSSED                                                                                                    \
  "FROM case_file c WHERE c.state = 'open' AND NOT EXISTS (SELECT 1 FROM meeting_item i WHERE i.meeting_id = :meeting AND i.case_id = c.id) AND" \
  REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED

constexpr std::string_view kLongestUnsupervised =
    "SELECT " REGARD_CASE_COLUMNS REGARD_MAY_BE_DISCUSSED "ORDER BY COALESCE(c.supervise_by, ''), c.opened_at, c.id LIMIT :at_most";

constexpr std::string_view kWithLateTasks =
    "SELECT " REGARD_CASE_COLUMNS REGARD_MAY_BE_DISCUSSED
    "AND EXISTS (SELECT 1 FROM case_task t WHERE t.case_id = c.id AND t.state = 'open' AND t.due_on < :today) ORDER BY c.opened_at, c.id LIMIT :at_most";

constexpr std::string_view kNewest =
    "SELECT " REGARD_CASE_COLUMNS REGARD_MAY_BE_DISCUSSED "ORDER BY c.opened_at DESC, c.id DESC LIMIT :at_most";

Meeting read_meeting(const db::Row& row) {
  Meeting meeting;
  meeting.id = row.id<MeetingTag>("id");
  meeting.reference = row.text("reference");
  meeting.state = meeting_state_from(row.text("state"));
  meeting.version = static_cast<int>(row.integer("version"));
  meeting.held_on = row.text("held_on");
  meeting.centre = row.maybe_id<CentreTag>("centre_id");
  meeting.made_at = row.instant("made_at");
  meeting.made_by = row.id<PersonTag>("made_by");
  meeting.closed_at = row.maybe_instant("closed_at");
  meeting.closed_by = row.maybe_id<PersonTag>("closed_by");
  return meeting;
}

std::vector<Meeting> listed(db::Read& read, std::string_view query, const Sight& sight, int at_most) {
  std::vector<Meeting> found;
  for (const db::Row& row : read.all(query, {{"viewer", sight.viewer}, {"works", sight.works_on_cases ? 1 : 0}, {"at_most", at_most}}))
    found.push_back(read_meeting(row));
  return found;
}

std::vector<Case> read_cases(const std::vector<db::Row>& rows) {
  std::vector<Case> found;
  for (const db::Row& row : rows) found.push_back(read_case(row));
  return found;
}

}  // namespace

void insert(db::Tx& tx, const Meeting& meeting, const std::vector<PersonId>& members) {
  tx.run(kInsert, {{"id", meeting.id},
                   {"reference", meeting.reference},
                   {"held_on", meeting.held_on},
                   {"centre", meeting.centre},
                   {"made_at", meeting.made_at},
                   {"made_by", meeting.made_by}});
  for (const PersonId& member : members) tx.run(kInsertMember, {{"meeting", meeting.id}, {"person", member}});
}

bool save(db::Tx& tx, const Meeting& meeting) {
  return tx.run(kSave, {{"state", word(meeting.state)},
                        {"closed_at", meeting.closed_at},
                        {"closed_by", meeting.closed_by},
                        {"id", meeting.id},
                        {"version", meeting.version}}) == 1;
}

std::optional<Meeting> find_meeting(db::Read& read, const Sight& sight, std::string_view reference) {
  const auto row = read.one(kFind, {{"reference", reference}, {"viewer", sight.viewer}, {"works", sight.works_on_cases ? 1 : 0}});
  return row ? std::optional{read_meeting(*row)} : std::nullopt;
}

std::vector<Meeting> meetings(db::Read& read, const Sight& sight, int at_most) { return listed(read, kList, sight, at_most); }
std::vector<Meeting> meetings_not_closed(db::Read& read, const Sight& sight, int at_most) { return listed(read, kNotClosed, sight, at_most); }

std::vector<PersonId> meeting_members(db::Read& read, const MeetingId& meeting) {
  std::vector<PersonId> found;
  for (const db::Row& row : read.all(kMembers, {{"meeting", meeting}})) found.push_back(row.id<PersonTag>("person_id"));
  return found;
}

void add_item(db::Tx& tx, const MeetingId& meeting, const CaseId& record, const PersonId& by, Instant now) {
  tx.run(kAddItem, {{"id", MeetingItemId::make(now)}, {"meeting", meeting}, {"case_id", record}, {"now", now}, {"by", by}});
}

std::vector<MeetingItem> agenda(db::Read& read, const Sight& sight, const MeetingId& meeting) {
  std::vector<MeetingItem> found;
  for (const db::Row& row : read.all(kAgenda, sight.with({{"meeting", meeting}}))) found.push_back({row.id<MeetingItemTag>("item_id"), read_case(row)});
  return found;
}

std::optional<MeetingItem> find_item(db::Read& read, const Sight& sight, const MeetingId& meeting, const MeetingItemId& id) {
  const auto row = read.one(kFindItem, sight.with({{"meeting", meeting}, {"id", id}}));
  return row ? std::optional{MeetingItem{row->id<MeetingItemTag>("item_id"), read_case(*row)}} : std::nullopt;
}

void link(db::Tx& tx, const MeetingItemId& item, const EntryId& entry) { tx.run(kLinkEntry, {{"item", item}, {"entry", entry}}); }

void link(db::Tx& tx, const MeetingItemId& item, const TaskId& task) { tx.run(kLinkTask, {{"item", item}, {"task", task}}); }

std::vector<EntryId> entries_of(db::Read& read, const MeetingItemId& item) {
  std::vector<EntryId> found;
  for (const db::Row& row : read.all(kEntriesOf, {{"item", item}})) found.push_back(row.id<CaseEntryTag>("entry_id"));
  return found;
}

std::vector<TaskId> tasks_of(db::Read& read, const MeetingItemId& item) {
  std::vector<TaskId> found;
  for (const db::Row& row : read.all(kTasksOf, {{"item", item}})) found.push_back(row.id<CaseTaskTag>("task_id"));
  return found;
}

std::vector<Case> longest_unsupervised(db::Read& read, const Sight& sight, const MeetingId& meeting, int at_most) {
  return read_cases(read.all(kLongestUnsupervised, sight.overseeing({{"meeting", meeting}, {"at_most", at_most}})));
}

std::vector<Case> with_late_tasks(db::Read& read, const Sight& sight, const MeetingId& meeting, const std::string& today, int at_most) {
  return read_cases(read.all(kWithLateTasks, sight.overseeing({{"meeting", meeting}, {"today", today}, {"at_most", at_most}})));
}

std::vector<Case> newest(db::Read& read, const Sight& sight, const MeetingId& meeting, int at_most) {
  return read_cases(read.all(kNewest, sight.overseeing({{"meeting", meeting}, {"at_most", at_most}})));
}

}  // namespace regard::concerns::store
