// What people do with concerns and cases, and what follows from it in the model.
#include <algorithm>

#include "concerns/matching/actions.h"
#include "concerns/properties/living.h"
#include "concerns/supervision/actions.h"
#include "concerns/supervision/owner.h"

namespace regard::concerns::testing {

void Living::tells() {
  if (model.concerns.size() >= (is_long() ? 40u : 12u)) return;
  auto answers = told();
  const int where = roll(3);
  if (where > 0) answers.set("centre", (where == 1 ? north_ : south_).text());
  clock.advance(std::chrono::milliseconds{1});
  const auto reference = raised({}, answers);
  auto read = db().read();
  const auto row = read.one("SELECT id, centre_id FROM concern WHERE reference = :reference", {{"reference", reference}});
  ModelConcern concern;
  concern.id = row->id<ConcernTag>("id");
  concern.reference = reference;
  concern.centre = row->maybe_id<CentreTag>("centre_id");  // where nobody decides, it goes elsewhere: not asked here
  model.concerns.push_back(concern);
  story_.push_back("somebody tells " + reference);
}

void Living::decides() {
  constexpr ConcernAction kActions[] = {ConcernAction::support_as_welfare, ConcernAction::ask_for_case, ConcernAction::ask_for_case,
                                        ConcernAction::close_without_action, ConcernAction::reconsider};
  const auto& who = any(model.people);
  auto& concern = any(model.concerns);
  const ConcernAction action = any(kActions);
  const auto move = concern_moves().find({concern.state, std::string{word(action)}});
  const bool allowed = model.sees(who, concern) && who.oversees(concern.centre) && move != concern_moves().end();
  if (!same(who, std::string{word(action)} + " " + concern.reference, allowed, decided(as(who.id), concern.reference, action, concern.version))) return;
  concern.state = move->second;
  ++concern.version;
  concern.had_a_part.insert(who.id);
  concern.decided_by = action == ConcernAction::reconsider ? std::nullopt : std::optional{who.id};
}

// A case that goes on: one that was merged into it is found as this one.
ModelCase& Living::some_case() {
  auto place = static_cast<std::size_t>(roll(static_cast<int>(model.cases.size())));
  while (model.cases[place].merged_into) place = *model.cases[place].merged_into;
  return model.cases[place];
}

void Living::opens_a_case() {
  const auto& who = any(model.people);
  const auto place = static_cast<std::size_t>(roll(static_cast<int>(model.concerns.size())));
  auto& concern = model.concerns[place];
  const bool allowed = model.sees(who, concern) && who.oversees(concern.centre) && concern.state == "needs_case";
  const auto made = opened(as(who.id), concern.reference, concern.version);
  if (!same(who, "opens a case from " + concern.reference, allowed, made)) return;
  concern.state = "in_case";
  ++concern.version;
  concern.had_a_part.insert(who.id);
  ModelCase record;
  record.id = made->id;
  record.reference = made->reference;
  record.centre = concern.centre;
  record.owner = who.id;
  record.kept_away = concern.kept_away;
  record.concerns = {place};
  record.had_a_part.insert(who.id);
  model.cases.push_back(std::move(record));
}

// Whoever is kept away from one part is kept away from all, now that they have met.
void Living::meet(const ModelIncident& incident, const ModelPerson& by) {
  std::set<PersonId> away;
  for (const std::size_t place : incident.concerns) away.insert(model.concerns[place].kept_away.begin(), model.concerns[place].kept_away.end());
  for (const std::size_t place : incident.cases) away.insert(model.cases[place].kept_away.begin(), model.cases[place].kept_away.end());
  for (const PersonId& person : away) is_kept_away(incident, model.person(person), by);
}

// Whether enough others oversee it is asked of the program alone, as when somebody is kept away.
void Living::adds_a_concern_to_a_case() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  const auto place = static_cast<std::size_t>(roll(static_cast<int>(model.concerns.size())));
  auto& concern = model.concerns[place];
  auto& record = some_case();
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) {
    return add_to_case(tx, services(), by, concern.reference, {record.reference, PrivateText{"so"}, concern.version}, now());
  });
  told_of(who, "adds " + concern.reference + " to " + record.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.sees(who, concern) && who.oversees(concern.centre) && (concern.state == "needs_case" || concern.state == "in_case"));
  EXPECT_TRUE(model.may_oversee(who, record) && record.state == "open");
  concern.state = "in_case";
  ++concern.version;
  concern.had_a_part.insert(who.id);
  record.had_a_part.insert(who.id);
  record.concerns.push_back(place);
  meet(model.incident_of(place), who);
}

void Living::merges_two_cases() {
  if (model.cases.size() < 2) return;
  const auto& who = any(model.people);
  const auto to = static_cast<std::size_t>(roll(static_cast<int>(model.cases.size()))), from = static_cast<std::size_t>(roll(static_cast<int>(model.cases.size())));
  if (to == from || model.cases[to].merged_into || model.cases[from].merged_into) return;
  ModelCase &mine = model.cases[to], &other = model.cases[from];
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) -> Result<Two> {
    const auto two = open_two(tx, services(), by, mine.reference, other.reference);
    if (!two) return tl::unexpected{two.error()};
    return decide_pair(tx, services(), by, mine.reference, other.reference, {PairAction::merge, PrivateText{"one person"}, Members::move, two->version(), true}, now());
  });
  told_of(who, "merges " + other.reference + " into " + mine.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.may_oversee(who, mine) && model.may_oversee(who, other) && mine.state == "open");
  mine.had_a_part.insert(who.id);
  other.had_a_part.insert(who.id);
  for (const std::size_t place : other.concerns)
    if (std::ranges::count(mine.concerns, place) == 0) mine.concerns.push_back(place);
  meet(model.incident_of(mine.concerns.front()), who);
  other.state = "closed";
  other.merged_into = to;
  other.members.clear();
  for (auto& task : other.tasks)
    if (!task.done) mine.tasks.push_back(task);
  std::erase_if(other.tasks, [](const ModelTask& task) { return !task.done; });
  takes_from_the_program(mine);
  for (const PersonId& member : mine.members) EXPECT_TRUE(model.person(member).left || !mine.kept_away.contains(member));
}

void Living::joins(ModelCase& record, const ModelPerson& whom) {
  record.members.insert(whom.id);
  record.ever_members.insert(whom.id);
}

void Living::gives_a_case() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  const auto& whom = any(model.people);
  auto& record = some_case();
  const GivenAs how = roll(2) == 0 ? GivenAs::owner : GivenAs::helper;
  const bool allowed = model.may_oversee(who, record) && record.state == "open" && whom.works_at(record.centre) && !record.kept_away.contains(whom.id);
  if (!same(who, "gives " + record.reference + " to " + whom.name, allowed, given(as(who.id), record.reference, whom.id, how))) return;
  joins(record, whom);
  if (how == GivenAs::owner) record.owner = whom.id;
  record.had_a_part.insert(who.id);
}

void Living::hands_a_case_over() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  const auto& whom = any(model.people);
  auto& record = some_case();
  const bool allowed = model.may_oversee(who, record) && whom.works_at(record.centre) && !record.kept_away.contains(whom.id);
  const Viewer by = as(who.id);
  const int version = version_of(record);
  const auto done = write([&](db::Tx& tx) { return change_owner(tx, services(), by, record.reference, {whom.id, PrivateText{"so"}, version}, now()); });
  if (!same(who, "hands " + record.reference + " over to " + whom.name, allowed, done) || record.owner == whom.id) return;
  record.owner = whom.id;
  if (!whom.oversees(record.centre)) joins(record, whom);
  record.had_a_part.insert(who.id);
}

// From everything that belongs together. Who takes over there is the program's choice among those who see it.
void Living::is_kept_away(const ModelIncident& incident, const ModelPerson& whom, const ModelPerson& by) {
  for (const std::size_t place : incident.concerns)
    if (model.concerns[place].kept_away.insert(whom.id).second) model.concerns[place].had_a_part.insert(by.id);
  for (const std::size_t place : incident.cases) {
    ModelCase& record = model.cases[place];
    if (!record.kept_away.insert(whom.id).second) continue;  // they were before
    record.members.erase(whom.id);
    record.had_a_part.insert(by.id);
    const bool owned = record.owner == whom.id;
    takes_from_the_program(record);
    if (owned) record.nobody_oversaw = record.owner == whom.id && !model.somebody_oversees(record);
  }
}

// Whether enough others oversee it is asked of the program alone; here only who may never be allowed, and what follows.
void Living::keeps_away_from_a_case() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  const auto& whom = any(model.people);
  auto& record = some_case();
  const auto done = kept_away(as(who.id), record.reference, whom.id);
  told_of(who, "keeps " + whom.name + " away from " + record.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.may_oversee(who, record) && who.id != whom.id);
  is_kept_away(model.incident_of(record.concerns.front()), whom, who);
}

void Living::keeps_away_from_a_concern() {
  const auto& who = any(model.people);
  const auto& whom = any(model.people);
  const auto place = static_cast<std::size_t>(roll(static_cast<int>(model.concerns.size())));
  auto& concern = model.concerns[place];
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) { return exclude(tx, services(), by, concern.reference, whom.id, now()); });
  told_of(who, "keeps " + whom.name + " away from " + concern.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.sees(who, concern) && who.oversees(concern.centre) && who.id != whom.id);
  is_kept_away(model.incident_of(place), whom, who);
}

void Living::writes_an_entry() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  const bool for_overseers = roll(3) == 0;
  const auto id = EntryId::make(now());
  const bool allowed = model.may_work_on(who, record) && record.state == "open" && (!for_overseers || who.oversees(record.centre));
  const Viewer by = as(who.id);
  const NewEntry entry{id, EntryKind::note, "2025-11-20", PrivateText{"Talked"}, {}, for_overseers ? EntryReach::overseers : EntryReach::everybody};
  const auto done = write([&](db::Tx& tx) { return add_entry(tx, services(), by, record.reference, entry, now()); });
  if (!same(who, "writes in " + record.reference, allowed, done)) return;
  record.entries.push_back({id, for_overseers});
  record.had_a_part.insert(who.id);
}

void Living::notes_supervision() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  const bool allowed = model.may_oversee(who, record) && record.state != "closed";
  const Viewer by = as(who.id);
  const NewSupervision said{SupervisionNoteId::make(now()), PrivateText{"Well"}, roll(2) == 0, {}};
  const auto done = write([&](db::Tx& tx) { return supervise(tx, services(), by, record.reference, said, now()); });
  if (same(who, "supervises " + record.reference, allowed, done)) record.had_a_part.insert(who.id);
}

bool Living::may_have_task(const ModelPerson& whom, const ModelCase& record) const {
  return whom.works_at(record.centre) && !record.kept_away.contains(whom.id) && (record.members.contains(whom.id) || whom.oversees(record.centre));
}

void Living::adds_a_task() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  const auto& whom = any(model.people);
  auto& record = some_case();
  const auto id = TaskId::make(now());
  const bool allowed = model.may_work_on(who, record) && record.state == "open" && may_have_task(whom, record);
  if (!same(who, "adds a task for " + whom.name + " to " + record.reference, allowed, task_added(as(who.id), record.reference, whom.id, id))) return;
  record.tasks.push_back({id, whom.id});
  record.had_a_part.insert(who.id);
}

void Living::finishes_a_task() {
  std::vector<std::pair<ModelCase*, ModelTask*>> all;
  for (auto& record : model.cases)
    for (auto& task : record.tasks) all.emplace_back(&record, &task);
  if (all.empty()) return;
  const auto& [record, task] = any(all);
  const auto& who = any(model.people);
  const int version = [&, &record = record, &task = task] {
    auto read = db().read();
    return store::find_task(read, record->id, task->id)->version;
  }();
  const bool allowed = model.may_work_on(who, *record) && record->state == "open" && !task->done;
  if (!same(who, "finishes a task of " + record->reference, allowed, task_done(as(who.id), record->reference, task->id, version))) return;
  task->done = true;
  record->had_a_part.insert(who.id);
}

void Living::asks_to_close() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  const bool allowed = model.may_work_on(who, record) && record.state == "open" && !record.has_open_task();
  const auto done = asked_to_close(as(who.id), record.reference, version_of(record));  // first says that the person was told
  if (acted(record, who)) record.had_a_part.insert(who.id);
  if (!same(who, "asks to close " + record.reference, allowed, done)) return;
  record.state = "closing";
  record.asked_by = who.id;
  record.had_a_part.insert(who.id);
}

void Living::decides_on_closing() {
  if (model.cases.empty()) return;
  constexpr CaseAction kActions[] = {CaseAction::approve_closure, CaseAction::approve_closure, CaseAction::keep_open, CaseAction::reopen};
  const auto& who = any(model.people);
  auto& record = some_case();
  const CaseAction action = any(kActions);
  const auto move = case_moves().find({record.state, std::string{word(action)}});
  const bool approves = action == CaseAction::approve_closure;
  const bool allowed = model.may_oversee(who, record) && move != case_moves().end() && !(approves && (record.asked_by == who.id || record.has_open_task()));
  const auto done = decided(as(who.id), record.reference, action, version_of(record));
  if (!same(who, std::string{word(action)} + " " + record.reference, allowed, done)) return;
  record.state = move->second;
  record.had_a_part.insert(who.id);
  if (approves) EXPECT_NE(done->closing_asked_by, done->closed_by);
  else record.asked_by.reset();
}

int Living::version_of(const ModelCase& record) {
  auto read = db().read();
  return store::find_case(read, record.id)->version;
}

}  // namespace regard::concerns::testing
