#include "concerns/handover/store.h"

#include "concerns/casework/sql.h"
#include "concerns/pathway/sql.h"

namespace regard::concerns::store {
namespace {

#define REGARD_OVERSEEN_HERE REGARD_OVERSEEN "AND" REGARD_NOT_EXCLUDED

constexpr std::string_view kInsert = R"sql(
  INSERT INTO handover (id, person_id, why, made_at, made_by) VALUES (:id, :person, :why, :made_at, :made_by)
)sql";

constexpr std::string_view kInsertItem = R"sql(
  INSERT INTO handover_item (id, handover_id, kind, state, version, case_id, task_id, step_id, holder_id, decided_at, decided_by)
  VALUES (:id, :handover, :kind, :state, 1, :case_id, :task_id, :step_id, :holder, :decided_at, :decided_by)
)sql";

constexpr std::string_view kSaveItem = R"sql(
  UPDATE handover_item SET state = :state, version = version + 1, holder_id = :holder, decided_at = :decided_at, decided_by = :decided_by
   WHERE id = :id AND version = :version
)sql";

#define REGARD_ITEM_COLUMNS \
  "i.id AS item_id, i.kind, i.state AS item_state, i.version AS item_version, i.case_id, i.task_id, i.step_id, i.holder_id, i.decided_at, i.decided_by, c.centre_id "

constexpr std::string_view kDecided =
    "SELECT " REGARD_ITEM_COLUMNS
    "FROM handover h JOIN handover_item i ON i.handover_id = h.id JOIN case_file c ON c.id = i.case_id "
    "WHERE h.person_id = :person AND i.state <> 'waiting' AND" REGARD_OVERSEEN_HERE "ORDER BY i.decided_at DESC, i.id DESC LIMIT :at_most";

#define REGARD_STEP_WAITS "s.waits_for IS NOT NULL AND s.answered_on IS NULL AND s.withdrawn_by IS NULL "

// What a line is about is still to be done, by whoever had it when somebody left: nobody closed the case, did it or chose
// somebody else meanwhile.
#define REGARD_STILL_LEFT                                                                                                          \
  " c.state <> 'closed' AND (i.kind = 'membership' OR (i.kind = 'ownership' AND c.owner_id = i.holder_id)"                         \
  " OR EXISTS (SELECT 1 FROM case_task t WHERE t.id = i.task_id AND t.state = 'open' AND t.owner_id = i.holder_id)"                 \
  " OR EXISTS (SELECT 1 FROM case_step s WHERE s.id = i.step_id AND s.owner_id = i.holder_id AND " REGARD_STEP_WAITS ")) AND"

constexpr std::string_view kNotMoved =
    "SELECT " REGARD_ITEM_COLUMNS
    "FROM handover h JOIN handover_item i ON i.handover_id = h.id JOIN case_file c ON c.id = i.case_id "
    "WHERE h.person_id = :person AND h.why = 'left' AND i.state <> 'moved' AND" REGARD_STILL_LEFT REGARD_OVERSEEN_HERE "ORDER BY i.id";

constexpr std::string_view kWaiting =
    "SELECT h.person_id, COUNT(*) AS n FROM handover_item i JOIN handover h ON h.id = i.handover_id JOIN case_file c ON c.id = i.case_id "
    "WHERE i.state = 'waiting' AND" REGARD_STILL_LEFT REGARD_OVERSEEN_HERE "GROUP BY h.person_id ORDER BY MIN(h.made_at), h.person_id";

constexpr std::string_view kOwnsNow =
    "SELECT c.id AS case_id, c.centre_id FROM case_file c WHERE c.owner_id = :person AND c.state <> 'closed' AND" REGARD_OVERSEEN_HERE
    "ORDER BY c.opened_at, c.id";

constexpr std::string_view kWorksOnNow =
    "SELECT c.id AS case_id, c.centre_id FROM case_member w JOIN case_file c ON c.id = w.case_id "
    "WHERE w.person_id = :person AND w.until_at IS NULL AND c.state <> 'closed' AND" REGARD_OVERSEEN_HERE "ORDER BY c.opened_at, c.id";

constexpr std::string_view kTasksNow =
    "SELECT c.id AS case_id, c.centre_id, t.id AS task_id FROM case_task t JOIN case_file c ON c.id = t.case_id "
    "WHERE t.owner_id = :person AND t.state = 'open' AND c.state <> 'closed' AND" REGARD_OVERSEEN_HERE "ORDER BY t.due_on, t.id";

constexpr std::string_view kStepsNow =
    "SELECT c.id AS case_id, c.centre_id, s.id AS step_id FROM case_step s JOIN case_file c ON c.id = s.case_id "
    "WHERE s.owner_id = :person AND " REGARD_STEP_WAITS "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("s.case_id") "AND c.state <> 'closed' AND" REGARD_OVERSEEN_HERE "ORDER BY s.due_on, s.id";

constexpr std::string_view kGiveStep =
    "UPDATE case_step SET owner_id = :to_person WHERE id = :id AND owner_id = :from_person AND answered_on IS NULL AND withdrawn_by IS NULL";

constexpr std::string_view kOpenStepsOf =
    "SELECT s.id FROM case_step s WHERE s.case_id = :case_id AND s.owner_id = :person AND " REGARD_STEP_WAITS "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("s.case_id") "ORDER BY s.id";

constexpr std::string_view kKindOfStep = "SELECT kind FROM case_step WHERE id = :id";

#define REGARD_WORK_IN(from, whose) \
  "SELECT " whose " AS person_id FROM " from " WHERE c.state <> 'closed' AND" REGARD_OVERSEEN_HERE

constexpr std::string_view kWhoHasWork =
    "SELECT w.person_id, COUNT(*) AS n FROM (" REGARD_WORK_IN("case_file c", "c.owner_id")
    "UNION ALL " REGARD_WORK_IN("case_member m JOIN case_file c ON c.id = m.case_id AND m.until_at IS NULL", "m.person_id")
    "UNION ALL " REGARD_WORK_IN("case_task t JOIN case_file c ON c.id = t.case_id AND t.state = 'open'", "t.owner_id")
    "UNION ALL " REGARD_WORK_IN("case_step s JOIN case_file c ON c.id = s.case_id AND " REGARD_STEP_WAITS "AND NOT" REGARD_OF_A_CLOSED_REFERRAL("s.case_id"), "s.owner_id")
    ") AS w GROUP BY w.person_id ORDER BY n DESC, w.person_id";

// What ended keeps its owner's name, and nobody has work there any more.
constexpr std::string_view kCasesWithWorkOf = R"sql(
  SELECT c.id FROM case_file c
   WHERE c.ended_at IS NULL AND c.id IN (
     SELECT id FROM case_file WHERE owner_id = :person
     UNION SELECT case_id FROM case_member WHERE person_id = :person AND until_at IS NULL
     UNION SELECT case_id FROM case_task WHERE owner_id = :person AND state = 'open'
     UNION SELECT case_id FROM case_step WHERE owner_id = :person AND waits_for IS NOT NULL AND answered_on IS NULL AND withdrawn_by IS NULL)
   ORDER BY c.id
)sql";

constexpr std::string_view kClosuresAskedBy =
    "SELECT " REGARD_CASE_COLUMNS "FROM case_file c WHERE c.state = 'closing' AND c.closing_asked_by = :person AND" REGARD_OVERSEEN_HERE
    "ORDER BY c.closing_asked_at, c.id";

std::vector<HandoverItem> read_items(const std::vector<db::Row>& rows) {
  std::vector<HandoverItem> found;
  for (const db::Row& row : rows)
    found.push_back({.id = row.id<HandoverItemTag>("item_id"),
                     .kind = handover_kind_from(row.text("kind")),
                     .state = handover_state_from(row.text("item_state")),
                     .version = static_cast<int>(row.integer("item_version")),
                     .record = row.id<CaseTag>("case_id"),
                     .task = row.maybe_id<CaseTaskTag>("task_id"),
                     .step = row.maybe_id<CaseStepTag>("step_id"),
                     .holder = row.maybe_id<PersonTag>("holder_id"),
                     .centre = row.maybe_id<CentreTag>("centre_id"),
                     .decided_at = row.maybe_instant("decided_at"),
                     .decided_by = row.maybe_id<PersonTag>("decided_by")});
  return found;
}

// What nobody has written down yet: it has no id.
HandoverItem not_written(HandoverKind kind, const db::Row& row, const PersonId& person) {
  return {.id = {}, .kind = kind, .record = row.id<CaseTag>("case_id"), .task = {}, .step = {}, .holder = person, .centre = row.maybe_id<CentreTag>("centre_id"), .decided_at = {}, .decided_by = {}};
}

}  // namespace

void insert(db::Tx& tx, const Handover& handover) {
  tx.run(kInsert, {{"id", handover.id},
                   {"person", handover.person},
                   {"why", word(handover.why)},
                   {"made_at", handover.made_at},
                   {"made_by", handover.made_by}});
}

void insert(db::Tx& tx, const HandoverId& handover, const HandoverItem& item) {
  tx.run(kInsertItem, {{"id", item.id},
                       {"handover", handover},
                       {"kind", word(item.kind)},
                       {"state", word(item.state)},
                       {"case_id", item.record},
                       {"task_id", item.task},
                       {"step_id", item.step},
                       {"holder", item.holder},
                       {"decided_at", item.decided_at},
                       {"decided_by", item.decided_by}});
}

bool save(db::Tx& tx, const HandoverItem& item) {
  return tx.run(kSaveItem, {{"state", word(item.state)},
                            {"holder", item.holder},
                            {"decided_at", item.decided_at},
                            {"decided_by", item.decided_by},
                            {"id", item.id},
                            {"version", item.version}}) == 1;
}

std::vector<HandoverItem> decided_lines(db::Read& read, const Sight& sight, const PersonId& person, int at_most) {
  return read_items(read.all(kDecided, sight.overseeing({{"person", person}, {"at_most", at_most}})));
}

std::vector<HandoverItem> not_moved(db::Read& read, const Sight& sight, const PersonId& person) {
  return read_items(read.all(kNotMoved, sight.overseeing({{"person", person}})));
}

std::vector<HandoverWaits> handovers_waiting(db::Read& read, const Sight& sight) {
  std::vector<HandoverWaits> found;
  for (const db::Row& row : read.all(kWaiting, sight.overseeing({}))) found.push_back({row.id<PersonTag>("person_id"), static_cast<int>(row.integer("n"))});
  return found;
}

std::vector<HandoverWaits> who_has_work(db::Read& read, const Sight& sight) {
  std::vector<HandoverWaits> found;
  for (const db::Row& row : read.all(kWhoHasWork, sight.overseeing({}))) found.push_back({row.id<PersonTag>("person_id"), static_cast<int>(row.integer("n"))});
  return found;
}

std::vector<HandoverItem> has_now(db::Read& read, const Sight& sight, const PersonId& person) {
  std::vector<HandoverItem> found;
  for (const db::Row& row : read.all(kOwnsNow, sight.overseeing({{"person", person}}))) found.push_back(not_written(HandoverKind::ownership, row, person));
  for (const db::Row& row : read.all(kTasksNow, sight.overseeing({{"person", person}}))) {
    found.push_back(not_written(HandoverKind::task, row, person));
    found.back().task = row.id<CaseTaskTag>("task_id");
  }
  for (const db::Row& row : read.all(kStepsNow, sight.overseeing({{"person", person}}))) {
    found.push_back(not_written(HandoverKind::step, row, person));
    found.back().step = row.id<CaseStepTag>("step_id");
  }
  for (const db::Row& row : read.all(kWorksOnNow, sight.overseeing({{"person", person}}))) found.push_back(not_written(HandoverKind::membership, row, person));
  return found;
}

bool give_step(db::Tx& tx, const StepId& step, const PersonId& from, const PersonId& to) {
  return tx.run(kGiveStep, {{"to_person", to}, {"id", step}, {"from_person", from}}) == 1;
}

std::vector<StepId> open_steps_of(db::Read& read, const CaseId& record, const PersonId& person) {
  std::vector<StepId> found;
  for (const db::Row& row : read.all(kOpenStepsOf, {{"case_id", record}, {"person", person}})) found.push_back(row.id<CaseStepTag>("id"));
  return found;
}

std::optional<StepKind> kind_of_step(db::Read& read, const StepId& step) {
  const auto row = read.one(kKindOfStep, {{"id", step}});
  return row ? std::optional{step_kind_from(row->text("kind"))} : std::nullopt;
}

std::vector<CaseId> cases_with_work_of(db::Read& read, const PersonId& person) {
  std::vector<CaseId> found;
  for (const db::Row& row : read.all(kCasesWithWorkOf, {{"person", person}})) found.push_back(row.id<CaseTag>("id"));
  return found;
}

std::vector<Case> closures_asked_by(db::Read& read, const Sight& sight, const PersonId& person) {
  std::vector<Case> found;
  for (const db::Row& row : read.all(kClosuresAskedBy, sight.overseeing({{"person", person}}))) found.push_back(read_case(row));
  return found;
}

}  // namespace regard::concerns::store
