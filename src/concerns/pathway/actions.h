// Recording what was done on the way of a case.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/opened.h"
#include "concerns/pathway/step.h"

namespace regard::concerns {

struct NewStep {
  StepId id;                // made with the form: sent twice, it is recorded once
  StepKind kind;
  std::string happened_on;  // a date
  std::optional<StepOutcome> outcome = {};
  std::optional<Means> means = {};
  std::optional<AgencyId> agency = {};
  std::optional<StepId> about = {};
  std::optional<PersonId> owner = {};        // who sees that it is answered; none: whoever records it
  std::optional<std::string> due_on = {};    // none: as the clocks say
  std::optional<PrivateText> text = {};
};

// Refused when it cannot follow what is recorded, with what to do at the field. Answers what it answers, starts the clock of
// what it waits for, and tells the owner. The one place that writes a step; of a referral there is none but the next.
Result<Step> record_step(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewStep& next, Instant now);
Result<Step> record_step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewStep& next,
                         Instant now);

// That a referral was made: only of send_referral(), after it was weighed, checked, and agreed to by the person or a second person.
Result<Step> record_referral(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewStep& next, Instant now);

}  // namespace regard::concerns
