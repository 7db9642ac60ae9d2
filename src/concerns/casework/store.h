// All the SQL of cases.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "concerns/paging.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Case& record);
void link(db::Tx& tx, const CaseId& record, const ConcernId& concern);
std::optional<Case> find_case(db::Read& read, const Sight& sight, std::string_view reference);
bool save(db::Tx& tx, const Case& record);  // false: somebody saved before; version is the one that was read

std::vector<Case> cases_in(db::Read& read, const Sight& sight, CaseState state, const std::optional<Place>& before, int at_most);
int count_cases(db::Read& read, const Sight& sight, CaseState state);  // as far as 100
std::vector<Case> cases_among(db::Read& read, const Sight& sight, const std::vector<Uuid>& ids);

// Closures that somebody else asked for and the viewer oversees, the longest waiting first.
std::vector<Case> to_approve(db::Read& read, const Sight& sight, int at_most);
// What a viewer who does not oversee everything is on; sight decides whether they see it.
std::vector<Uuid> own_case_ids(db::Read& read, const Sight& sight);

std::vector<PersonId> members(db::Read& read, const CaseId& record);
bool was_member(db::Read& read, const CaseId& record, const PersonId& person);  // now or ever
void add_member(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now);
void end_membership(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now);
void exclude_from_case(db::Tx& tx, const CaseId& record, const PersonId& person, Instant now);
bool is_excluded(db::Read& read, const CaseId& record, const PersonId& person);
// Who is kept away from a concern is kept away from the case that it began.
void exclude_as_from(db::Tx& tx, const CaseId& record, const ConcernId& concern, Instant now);
std::vector<CaseId> cases_of(db::Read& read, const ConcernId& concern);  // whatever the viewer

void insert(db::Tx& tx, const CaseId& record, const Entry& entry);
std::optional<Entry> find_entry(db::Read& read, const CaseId& record, const EntryId& id);
bool is_used(db::Read& read, const EntryId& id);  // in any case
std::vector<Entry> entries(db::Read& read, const CaseId& record);  // all of them, for the index; whoever reads one is asked for it
bool is_for_overseers(db::Read& read, const EntryId& id);
// Newest first: those that the viewer, who sees the case, may read.
std::vector<Entry> entries_before(db::Read& read, const Sight& sight, const CaseId& record, const std::optional<Place>& before, std::size_t at_most);

void insert(db::Tx& tx, const CaseId& record, const Task& task);
bool save(db::Tx& tx, const Task& task);
std::vector<Task> tasks(db::Read& read, const CaseId& record);     // open first, by date
bool has_open_task(db::Read& read, const CaseId& record);
std::optional<Task> find_task(db::Read& read, const CaseId& record, const TaskId& id);
bool is_used(db::Read& read, const TaskId& id);  // in any case
// The viewer's own open tasks in cases that they can see, by date.
struct OwnTask {
  Case record;
  Task task;
};
std::vector<OwnTask> own_tasks(db::Read& read, const Sight& sight, int at_most);

// The concerns that touch a case: it was opened from one, others were added.
std::vector<ConcernId> concerns_of(db::Read& read, const CaseId& record);
// Of the cases that a concern touches, those that the viewer can see.
std::vector<Case> cases_touched(db::Read& read, const Sight& sight, const ConcernId& concern);

// How many are not closed at each centre that has some, or at none; and those of them that somebody is kept away from: whatever the
// viewer.
std::vector<std::pair<std::optional<CentreId>, int>> cases_by_centre(db::Read& read);
std::vector<std::pair<CaseId, std::optional<CentreId>>> cases_with_somebody_kept_away(db::Read& read);
std::vector<CaseId> cases_not_closed(db::Read& read);

// For the index: whatever the viewer.
std::optional<Case> find_case(db::Read& read, const CaseId& id);
std::vector<Case> every_case_after(db::Read& read, std::string_view id, int at_most);

}  // namespace regard::concerns::store
