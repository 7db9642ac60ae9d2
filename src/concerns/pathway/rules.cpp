#include "concerns/pathway/rules.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "concerns/pathway/order.h"

namespace regard::concerns {
namespace {

using enum StepKind;
using While = StepRule::While;

constexpr StepRule kRules[] = {
    {welfare_support, kWorkOnCases, While::open, StepGroup::support, tr("Welfare support is in place")},
    {internal_advice, kWorkOnCases, While::open, StepGroup::advice, tr("Ask a colleague for advice")},
    {prevent_lead, kWorkOnCases, While::open, StepGroup::advice, tr("Involve the Prevent lead")},
    {external_advice, kWorkOnCases, While::open, StepGroup::advice, tr("Ask for advice outside, without names")},
    {informed, kWorkOnCases, While::always, StepGroup::person, tr("The person was told")},
    {not_informed, kWorkOnCases, While::always, StepGroup::person, tr("The person was not told, and why")},
    {referral, kOverseeCases, While::open, StepGroup::referral, tr("Make a formal referral")},
    {gateway, kWorkOnCases, While::always, StepGroup::referral, tr("The gateway answered")},
    {information_requested, kWorkOnCases, While::always, StepGroup::referral, tr("We were asked for information")},
    {information_given, kWorkOnCases, While::always, StepGroup::referral, tr("We gave information")},
    {information_sought, kWorkOnCases, While::open, StepGroup::referral, tr("We asked a partner for information")},
    {panel_set, kWorkOnCases, While::always, StepGroup::referral, tr("A panel’s date is known")},
    {panel_decided, kWorkOnCases, While::always, StepGroup::referral, tr("The panel decided")},
    {consent, kWorkOnCases, While::always, StepGroup::after, tr("The person was asked, and answered")},
    {support_plan, kWorkOnCases, While::always, StepGroup::after, tr("A support plan was agreed")},
    {plan_review, kWorkOnCases, While::always, StepGroup::after, tr("The support plan was reviewed")},
    {exit, kWorkOnCases, While::always, StepGroup::after, tr("Support by the panel ended")},
    {review_6_months, kWorkOnCases, While::always, StepGroup::after, tr("Reviewed after 6 months")},
    {review_12_months, kWorkOnCases, While::always, StepGroup::after, tr("Reviewed after 12 months")},
    {outcome, kWorkOnCases, While::always, StepGroup::after, tr("The outcome became known")},
    {reply, kWorkOnCases, While::always, StepGroup::about, tr("Record the reply")},
    {chaser, kWorkOnCases, While::always, StepGroup::about, tr("Ask again")},
    {remark, kWorkOnCases, While::always, StepGroup::about, tr("Add a remark")},
    {withdrawal, kWorkOnCases, While::always, StepGroup::about, tr("Withdraw this step")}};

constexpr StepGroup kGroups[] = {StepGroup::support, StepGroup::advice, StepGroup::person, StepGroup::referral, StepGroup::after};

}  // namespace

const StepRule& rule_of(StepKind kind) {
  const auto rule = std::ranges::find(kRules, kind, &StepRule::kind);
  if (rule == std::end(kRules)) throw std::logic_error("StepKind outside its enumerators");
  return *rule;
}

Words label(StepGroup group) {
  switch (group) {
    case StepGroup::support: return tr("Support here");
    case StepGroup::advice: return tr("Advice");
    case StepGroup::person: return tr("The person");
    case StepGroup::referral: return tr("Referral and panel");
    case StepGroup::after: return tr("Support by a panel, and after it");
    case StepGroup::about: return {};
  }
  throw std::logic_error("StepGroup outside its enumerators");
}

std::span<const StepGroup> groups_of_buttons() { return kGroups; }

Done may_record(const Case& record, StepKind kind, const Viewer& viewer) {
  const StepRule& rule = rule_of(kind);
  if (!viewer.may_at(rule.needs, record.centre)) return fail(ErrorKind::not_allowed, "step.permission");
  if (rule.allowed == While::open && record.state != CaseState::open) return fail(ErrorKind::conflict, "workflow.wrong_state");
  return {};
}

std::vector<const StepRule*> may_come_next(const Case& record, std::span<const Step> steps, const Viewer& viewer) {
  std::vector<const StepRule*> found;
  for (const StepRule& rule : kRules) {
    const auto before = comes_after(rule.kind);
    const bool has_before = before.empty() || std::ranges::any_of(steps, [&](const Step& step) {
      return step.counts() && std::ranges::count(before, step.kind) > 0;
    });
    if (rule.group != StepGroup::about && has_before && may_record(record, rule.kind, viewer)) found.push_back(&rule);
  }
  return found;
}

std::string_view address_of(StepKind kind) {
  if (kind == external_advice) return "/advice/new";
  if (kind == referral) return "/referral";
  static const auto addresses = [] {
    std::array<std::string, std::size(kRules)> made;
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = "/pathway/steps/" + std::string{word(kRules[i].kind)};
    return made;
  }();
  return addresses[static_cast<std::size_t>(&rule_of(kind) - kRules)];
}

}  // namespace regard::concerns
