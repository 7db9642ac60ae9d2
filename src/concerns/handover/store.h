// All the SQL of handing over.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/handover/handover.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Handover& handover);
void insert(db::Tx& tx, const HandoverId& handover, const HandoverItem& item);
bool save(db::Tx& tx, const HandoverItem& item);  // false: somebody saved before
// Lines about cases that the viewer oversees, as they were decided: the newest first.
std::vector<HandoverItem> decided_lines(db::Read& read, const Sight& sight, const PersonId& person, int at_most);
// Lines of those who left that nobody has decided on or that could not be moved, as long as there is something to move.
std::vector<HandoverItem> not_moved(db::Read& read, const Sight& sight, const PersonId& person);
// Who left, and how many of those lines wait for somebody who oversees the cases.
struct HandoverWaits {
  PersonId person;
  int waiting;
};
std::vector<HandoverWaits> handovers_waiting(db::Read& read, const Sight& sight);

// What somebody has to do now in cases that are not closed and that the viewer oversees.
std::vector<HandoverItem> has_now(db::Read& read, const Sight& sight, const PersonId& person);
// An open step that this person sees to; false: somebody else does by now, or it is answered.
bool give_step(db::Tx& tx, const StepId& step, const PersonId& from, const PersonId& to);
// The open steps that somebody sees to in one case.
std::vector<StepId> open_steps_of(db::Read& read, const CaseId& record, const PersonId& person);
std::optional<StepKind> kind_of_step(db::Read& read, const StepId& step);

// Who has to do something there, with how many lines.
std::vector<HandoverWaits> who_has_work(db::Read& read, const Sight& sight);
// In every case, whatever the viewer: for the step in which they leave.
std::vector<CaseId> cases_with_work_of(db::Read& read, const PersonId& person);
// Closures they asked for that nobody has decided on, which the viewer oversees: nothing to move, only to know of.
std::vector<Case> closures_asked_by(db::Read& read, const Sight& sight, const PersonId& person);

}  // namespace regard::concerns::store
