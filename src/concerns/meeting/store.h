// All the SQL of meetings. A meeting is found by its members, its cases only by those of them who may see the case.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/meeting/meeting.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Meeting& meeting, const std::vector<PersonId>& members);
bool save(db::Tx& tx, const Meeting& meeting);  // false: somebody saved before
std::optional<Meeting> find_meeting(db::Read& read, const Sight& sight, std::string_view reference);
std::vector<Meeting> meetings(db::Read& read, const Sight& sight, int at_most);  // the latest day first
std::vector<Meeting> meetings_not_closed(db::Read& read, const Sight& sight, int at_most);  // the soonest day first
std::vector<PersonId> meeting_members(db::Read& read, const MeetingId& meeting);

void add_item(db::Tx& tx, const MeetingId& meeting, const CaseId& record, const PersonId& by, Instant now);
std::vector<MeetingItem> agenda(db::Read& read, const Sight& sight, const MeetingId& meeting);  // as they were added
std::optional<MeetingItem> find_item(db::Read& read, const Sight& sight, const MeetingId& meeting, const MeetingItemId& id);
// Which entries and tasks a meeting left in a case.
void link(db::Tx& tx, const MeetingItemId& item, const EntryId& entry);
void link(db::Tx& tx, const MeetingItemId& item, const TaskId& task);
std::vector<EntryId> entries_of(db::Read& read, const MeetingItemId& item);
std::vector<TaskId> tasks_of(db::Read& read, const MeetingItemId& item);

// What may be put on the agenda of a meeting: open cases that the viewer oversees and that are not on it.
std::vector<Case> longest_unsupervised(db::Read& read, const Sight& sight, const MeetingId& meeting, int at_most);
std::vector<Case> with_late_tasks(db::Read& read, const Sight& sight, const MeetingId& meeting, const std::string& today, int at_most);
std::vector<Case> newest(db::Read& read, const Sight& sight, const MeetingId& meeting, int at_most);

}  // namespace regard::concerns::store
