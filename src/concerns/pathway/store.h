// All the SQL of steps.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/pathway/step.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const CaseId& record, const Step& step);
std::optional<Step> find_step(db::Read& read, const CaseId& record, const StepId& id);
bool is_used(db::Read& read, const StepId& id);                  // in any case
std::optional<CaseId> case_of(db::Read& read, const StepId& id);  // steps move when a case is merged into another
// The oldest first, with those that were withdrawn and those of cases that were merged into this one.
std::vector<Step> steps(db::Read& read, const CaseId& record);

// What a later step says of an earlier one. False: somebody was quicker.
bool answer(db::Tx& tx, const StepId& question, const Step& answer);
bool withdraw(db::Tx& tx, const StepId& wrong, const StepId& by);
void open_again(db::Tx& tx, const StepId& answer);               // what a withdrawn step had answered
void give_steps(db::Tx& tx, const CaseId& record, const PersonId& from, const PersonId& to);  // the open ones

// Steps that wait, with their cases, the earliest due first; also of closed cases, whose reviews still come.
struct OpenStep {
  Case record;
  Step step;
};
std::vector<OpenStep> own_open_steps(db::Read& read, const Sight& sight, int at_most);  // the viewer's, in cases that they see
// Of all that the viewer oversees: what was due before that date and is somebody else's to see to.
std::vector<OpenStep> overdue_steps(db::Read& read, const Sight& sight, std::string_view today, int at_most);
// Everything that waits in cases that the viewer sees.
std::vector<OpenStep> open_steps(db::Read& read, const Sight& sight, int at_most);

}  // namespace regard::concerns::store
