// Where a case stands: read from its recorded steps and its own state, never stored and never set. Most cases end in
// ordinary welfare support, which is as good an end as any.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "concerns/pathway/step.h"

namespace regard::concerns {

enum class Stage {
  concern, internal_advice, prevent_lead, external_advice, referred, gateway, information, panel, consent, support, exited,
  reviewed_6_months, reviewed_12_months,  // so far along one way, in this order
  welfare_support, closed_supported, closed_referred, closed_unfounded, closed_other
};

std::string_view word(Stage stage);
Words label(Stage stage);
bool is_end(Stage stage);  // one of the second line: nothing is expected any more

// The stage that a kind of step leads to; with an outcome, only then. One table for the function below and for the picture.
struct StageRow {
  StepKind kind;
  std::optional<StepOutcome> outcome;
  Stage stage;
};
std::span<const StageRow> stage_rows();

// The steps in the order in which they happened, without those that were withdrawn.
std::vector<const Step*> in_order(std::span<const Step> steps);

struct Standing {
  Stage stage = Stage::concern;
  std::optional<StepId> rests_on;  // none: on the case's own state
};
Standing standing_of(std::span<const Step> steps, const Case& record);
inline Stage stage_of(std::span<const Step> steps, const Case& record) { return standing_of(steps, record).stage; }

// The stages as a Mermaid diagram, drawn from the table. A test compares it with the README.
std::string picture_of_stages();

}  // namespace regard::concerns
