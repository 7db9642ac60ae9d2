#include "concerns/pathway/events.h"

#include <stdexcept>

namespace regard::concerns {
namespace {

struct Typed {
  StepKind kind;
  std::string_view type;
};

constexpr Typed kTypes[] = {{StepKind::internal_advice, "step.advice_sought_inside"},
                            {StepKind::prevent_lead, "step.prevent_lead_involved"},
                            {StepKind::external_advice, "step.advice_sought_outside"},
                            {StepKind::informed, "step.person_informed"},
                            {StepKind::not_informed, "step.person_not_informed"},
                            {StepKind::welfare_support, "step.welfare_support_given"},
                            {StepKind::referral, "step.referral_made"},
                            {StepKind::gateway, "step.gateway_answered"},
                            {StepKind::information_requested, "step.information_requested"},
                            {StepKind::information_given, "step.information_given"},
                            {StepKind::information_sought, "step.information_sought"},
                            {StepKind::panel_set, "step.panel_set"},
                            {StepKind::panel_decided, "step.panel_decided"},
                            {StepKind::consent, "step.consent_answered"},
                            {StepKind::support_plan, "step.support_planned"},
                            {StepKind::plan_review, "step.plan_reviewed"},
                            {StepKind::exit, "step.support_ended"},
                            {StepKind::review_6_months, "step.reviewed_after_6_months"},
                            {StepKind::review_12_months, "step.reviewed_after_12_months"},
                            {StepKind::reply, "step.replied"},
                            {StepKind::outcome, "step.outcome_learned"},
                            {StepKind::chaser, "step.chased"},
                            {StepKind::remark, "step.remarked_on"},
                            {StepKind::withdrawal, "step.withdrawn"}};

}  // namespace

std::string_view event_type(StepKind kind) {
  for (const Typed& row : kTypes)
    if (row.kind == kind) return row.type;
  throw std::logic_error("StepKind outside its enumerators");
}

std::vector<Happening> pathway_happenings() {
  std::vector<Happening> all;
  for (const Typed& row : kTypes) all.push_back({row.type, label(row.kind), label(row.kind)});
  return all;
}

}  // namespace regard::concerns
