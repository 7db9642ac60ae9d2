// Who may record which step, and when: one table for the buttons of the page and for what the actions allow.
#pragma once

#include <span>
#include <vector>

#include "concerns/pathway/step.h"
#include "concerns/permissions.h"
#include "platform/base/result.h"

namespace regard::concerns {

enum class StepGroup { support, advice, person, referral, after, about };  // about: it stands beside the step that it is about

struct StepRule {
  StepKind kind;
  Permission needs;
  enum class While { open, always } allowed;  // open: not when closing the case was asked for
  StepGroup group;
  Words button;
};
const StepRule& rule_of(StepKind kind);
Words label(StepGroup group);
std::span<const StepGroup> groups_of_buttons();  // in the order of the page; without `about`

Done may_record(const Case& record, StepKind kind, const Viewer& viewer);
// What this viewer may record now and has what must come before it: the page's buttons.
std::vector<const StepRule*> may_come_next(const Case& record, std::span<const Step> steps, const Viewer& viewer);

std::string_view address_of(StepKind kind);  // below the case's: "/pathway/steps/gateway"; of advice outside, the extract's; of a referral, its own

}  // namespace regard::concerns
