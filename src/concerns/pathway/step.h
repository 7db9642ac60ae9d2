// What was done for a person beyond the case itself, and with whom: advice, a referral, a panel, support, and what is still
// awaited. Each is a recorded step, which is never changed: a wrong one is withdrawn by another, and both stay.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "platform/base/ids.h"
#include "platform/base/words.h"
#include "platform/crypto/crypto.h"

namespace regard::concerns {

using StepId = Id<struct CaseStepTag>;
using AgencyId = Id<struct AgencyTag>;

enum class StepKind {
  internal_advice, prevent_lead, external_advice, informed, not_informed, welfare_support,
  referral, gateway, information_requested, information_given, information_sought, panel_set, panel_decided,
  consent, support_plan, plan_review, exit, review_6_months, review_12_months,
  reply, outcome, chaser, remark, withdrawal
};

// What came of a step; which fit which kind: outcomes_of().
enum class StepOutcome {
  support_here, refer, find_out_more, no_further_action,  // what was advised
  accepted, elsewhere,                                    // at the gateway; also no_further_action
  received, nothing_held, not_shared,                     // what a partner answered
  adopted, not_adopted, deferred,                         // by a panel
  given, declined, taken_back,                            // consent
  concern_reduced, moved_away,                            // on leaving support; also taken_back
  no_concern, concern_remains,                            // at a review
  agrees, disagrees, no_response                          // how the person took it
};

enum class Means { meeting, call, letter, secure_message, mail };  // how something was said or sent; mail: by Regard itself
enum class WaitsFor { colleague, agency, us };                     // who has to act before a step is answered

std::string_view word(StepKind kind);  // as stored
std::string_view word(StepOutcome outcome);
std::string_view word(Means means);
std::string_view word(WaitsFor waits_for);
StepKind step_kind_from(std::string_view stored);  // an unknown stored word throws
StepOutcome step_outcome_from(std::string_view stored);
Means means_from(std::string_view stored);
WaitsFor waits_for_from(std::string_view stored);
Words label(StepKind kind);
Words label(StepOutcome outcome);
Words label(Means means);
std::optional<StepKind> step_kind_named(std::string_view word);  // from an address
std::span<const StepKind> every_step_kind();
std::span<const StepOutcome> outcomes_of(StepKind kind);  // none: the kind has no outcome

struct Step {
  StepId id;
  CaseId record = {};  // whose key seals its text: the case, or one that was merged into it
  StepKind kind = StepKind::internal_advice;
  std::string happened_on;  // a date; of panel_set the day it was learned
  Instant recorded_at{};
  PersonId recorded_by;
  std::optional<StepOutcome> outcome = {};
  std::optional<Means> means = {};
  std::optional<AgencyId> agency = {};
  std::optional<StepId> about = {};  // what this one answers, chases, remarks on or withdraws

  // A step that waits for something: who sees to it, for whom it waits and until when.
  std::optional<PersonId> owner = {};
  std::optional<WaitsFor> waits_for = {};
  std::optional<std::string> due_on = {};              // a date
  std::optional<std::string> provisions_version = {};  // of the clocks that gave it
  std::optional<std::string> answered_on = {};         // a date
  std::optional<StepId> answered_by = {};

  std::optional<StepId> withdrawn_by = {};
  std::optional<std::string> text_sealed = {};

  bool counts() const { return !withdrawn_by; }
  bool is_open() const { return waits_for && !answered_on && counts(); }
};

// Sealed under the case's key, bound to the step.
inline constexpr crypto::Column kStepText{"case_step.text"};

}  // namespace regard::concerns
