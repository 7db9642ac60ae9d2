#include "concerns/pathway/order.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "concerns/pathway/stage.h"

namespace regard::concerns {
namespace {

using enum StepKind;

constexpr StepKind kWhetherTold[] = {informed, not_informed};
constexpr StepKind kReferral[] = {referral};
constexpr StepKind kReferralOrRequest[] = {referral, information_requested};
constexpr StepKind kRequest[] = {information_requested};
constexpr StepKind kConsent[] = {consent};
constexpr StepKind kPlan[] = {support_plan};
constexpr StepKind kEndOfSupport[] = {exit, consent, panel_decided, gateway};
constexpr StepKind kQuestions[] = {internal_advice, external_advice, information_sought, information_requested};

constexpr StepKind kReply[] = {reply};
constexpr StepKind kGatewayResult[] = {gateway, outcome};
constexpr StepKind kInformation[] = {information_given};
constexpr StepKind kPanel[] = {panel_set, panel_decided, outcome};
constexpr StepKind kDecision[] = {panel_decided, panel_set, outcome};
constexpr StepKind kConsentOrEnd[] = {consent, outcome};
constexpr StepKind kPlanOrEnd[] = {support_plan, exit, outcome};
constexpr StepKind kNextReview[] = {plan_review, exit, outcome};
constexpr StepKind kFirstReview[] = {review_6_months};
constexpr StepKind kFirstReviewOrEnd[] = {review_6_months, exit};
constexpr StepKind kSecondReview[] = {review_12_months};
constexpr StepKind kToldAtLast[] = {informed, not_informed};

constexpr Loop kLoops[] = {
    {internal_advice, {}, "internal_advice", WaitsFor::colleague, tr("the colleague’s advice"), kReply},
    {external_advice, {}, "external_advice", WaitsFor::agency, tr("the agency’s advice"), kReply},
    {referral, {}, "gateway", WaitsFor::agency, tr("the gateway’s answer"), kGatewayResult},
    {gateway, StepOutcome::accepted, "panel", WaitsFor::agency, tr("the panel"), kPanel},
    {gateway, StepOutcome::elsewhere, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReview},
    {gateway, StepOutcome::no_further_action, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReview},
    {information_requested, {}, "information_given", WaitsFor::us, tr("the information that we were asked for"), kInformation},
    {information_sought, {}, "partner_information", WaitsFor::agency, tr("the partner’s information"), kReply},
    {panel_set, {}, "", WaitsFor::agency, tr("the panel’s decision"), kDecision},
    {panel_decided, StepOutcome::adopted, "consent", WaitsFor::agency, tr("the person’s answer about consent"), kConsentOrEnd},
    {panel_decided, StepOutcome::not_adopted, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReview},
    {panel_decided, StepOutcome::deferred, "panel", WaitsFor::agency, tr("the next panel"), kPanel},
    {consent, StepOutcome::given, "support_plan", WaitsFor::agency, tr("the support plan"), kPlanOrEnd},
    {consent, StepOutcome::declined, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReview},
    {consent, StepOutcome::taken_back, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReviewOrEnd},
    {support_plan, {}, "plan_review", WaitsFor::agency, tr("the plan’s review"), kNextReview},
    {plan_review, {}, "plan_review", WaitsFor::agency, tr("the plan’s next review"), kNextReview},
    {exit, {}, "review_6_months", WaitsFor::us, tr("our review after 6 months"), kFirstReview},
    {review_6_months, {}, "review_12_months", WaitsFor::us, tr("our review after 12 months"), kSecondReview},
    {not_informed, {}, "", WaitsFor::us, tr("thinking again whether to tell the person"), kToldAtLast},
};

// What to do when nothing of comes_after() is there, or only later than the step.
Words missing_before(StepKind kind) {
  switch (kind) {
    case referral: return tr("Before a referral, say whether the person was told, or why not. Record that first, with a day no later than this one");
    case gateway: return tr("The gateway answers a referral. Record the referral first, with a day no later than this one");
    case information_given: return tr("Record who asked for the information first, with a day no later than this one");
    case panel_set:
    case panel_decided: return tr("A panel comes after a referral. Record the referral first, with a day no later than this one");
    case consent: return tr("Consent to support comes after a referral. Record the referral first, with a day no later than this one");
    case support_plan: return tr("A support plan needs the person’s consent, and their newest answer is what counts. Record first that they gave it, with a day no later than this one");
    case plan_review:
    case exit: return tr("Record the support plan first, with a day no later than this one");
    case review_6_months:
    case review_12_months: return tr("A review comes after the gateway’s, the panel’s or the support’s end. Record that first, with a day no later than this one");
    case outcome: return tr("Record the referral or the request first, with a day no later than this one");
    case reply: return tr("Record what this answers first, with a day no later than this one");
    case internal_advice:
    case prevent_lead:
    case external_advice:
    case informed:
    case not_informed:
    case welfare_support:
    case information_requested:
    case information_sought:
    case chaser:
    case remark:
    case withdrawal: return {};  // may happen at any time
  }
  throw std::logic_error("StepKind outside its enumerators");
}

Done refused(std::string code, std::string field, Words message) { return fail(ErrorKind::invalid, std::move(code), {{std::move(field), message}}); }

const Step* find(std::span<const Step> steps, const StepId& id) {
  const auto found = std::ranges::find(steps, id, &Step::id);
  return found == steps.end() ? nullptr : &*found;
}

// Declined, or taken back: nobody plans support, or reviews it, against what the person said.
bool is_a_no(const Step& step) { return step.kind == consent && step.outcome != StepOutcome::given; }
bool rests_on_consent(const Step& step) { return step.kind == support_plan || step.kind == plan_review || (step.kind == consent && step.outcome == StepOutcome::given); }

bool answers(const Step& question, const Step& next) {
  const Loop* loop = loop_of(question);
  return loop && (std::ranges::count(loop->answered_by, next.kind) > 0 || (is_a_no(next) && rests_on_consent(question)));
}

// The person's newest answer before the plan is that they agree.
bool is_agreed_to(std::span<const Step> steps, const Step& plan, std::optional<StepId> without) {
  const Step* newest = nullptr;
  for (const Step* step : in_order(steps))
    if (step->kind == consent && step->id != without && std::tie(step->happened_on, step->recorded_at) <= std::tie(plan.happened_on, plan.recorded_at)) newest = step;
  return newest && !is_a_no(*newest);
}

// One of those that must come before it, counting none but the others.
bool has_one_before(std::span<const Step> steps, const Step& next, std::optional<StepId> without = {}) {
  if (next.kind == support_plan) return is_agreed_to(steps, next, without);
  const auto needed = comes_after(next.kind);
  return needed.empty() || std::ranges::any_of(steps, [&](const Step& step) {
    return step.counts() && step.id != next.id && step.id != without && step.happened_on <= next.happened_on && std::ranges::count(needed, step.kind) > 0;
  });
}

bool something_rests_on(std::span<const Step> steps, const StepId& wrong) {
  return std::ranges::any_of(steps, [&](const Step& step) {
    return step.counts() && step.id != wrong && has_one_before(steps, step) && !has_one_before(steps, step, wrong);
  });
}

// The panel whose date is known has not met yet on that day.
bool comes_before_its_panel(std::span<const Step> steps, const Step& next) {
  return next.kind == panel_decided && std::ranges::any_of(answered_by(steps, next), [&](const Step* question) {
    return question->kind == panel_set && question->due_on && next.happened_on < *question->due_on;
  });
}

// An answer, a chaser, a remark or a withdrawal is about a step that is there and still counts.
Done may_be_about(const Step* earlier, const Step& next) {
  if (!earlier || !earlier->counts()) return refused("step.about_nothing", "", tr("That step is not there any more. Go back to the pathway and choose another"));
  if (next.kind == withdrawal && earlier->kind == withdrawal)
    return refused("step.withdrawal", "", tr("A withdrawal stays. Record what is right as a new step"));
  if (next.kind == remark || next.kind == withdrawal) return {};
  if (next.happened_on < earlier->happened_on)
    return refused("step.before_its_question", "happened_on", tr("Enter a day that is no earlier than what it is about"));
  if (next.kind == chaser && !earlier->is_open()) return refused("step.answered_already", "", tr("Nothing is awaited here any more, so there is nobody to ask again"));
  if (next.kind != chaser && earlier->answered_on)
    return refused("step.answered_already", "", tr("An answer to this is recorded already. If it is wrong, withdraw that step, then send this again"));
  if (next.kind != chaser && !answers(*earlier, next)) return refused("step.no_answer", "", tr("This does not answer that step. Go back to the pathway and choose another"));
  return {};
}

}  // namespace

std::span<const StepKind> comes_after(StepKind kind) {
  switch (kind) {
    case internal_advice:
    case prevent_lead:
    case external_advice:
    case informed:
    case not_informed:
    case welfare_support:
    case information_requested:
    case information_sought:
    case chaser:
    case remark:
    case withdrawal: return {};
    case referral: return kWhetherTold;
    case gateway:
    case panel_set:
    case panel_decided:
    case consent: return kReferral;
    case information_given: return kRequest;
    case support_plan: return kConsent;
    case plan_review:
    case exit: return kPlan;
    case review_6_months:
    case review_12_months: return kEndOfSupport;
    case outcome: return kReferralOrRequest;
    case reply: return kQuestions;
  }
  throw std::logic_error("StepKind outside its enumerators");
}

bool says_whether_told(std::span<const Step> steps) {
  return std::ranges::any_of(steps, [](const Step& step) { return step.counts() && std::ranges::count(kWhetherTold, step.kind) > 0; });
}

const Loop* loop_of(StepKind kind, std::optional<StepOutcome> outcome) {
  const auto row = std::ranges::find_if(kLoops, [&](const Loop& loop) { return loop.kind == kind && (!loop.outcome || loop.outcome == outcome); });
  return row == std::end(kLoops) ? nullptr : row;
}

std::vector<const Step*> answered_by(std::span<const Step> steps, const Step& next) {
  if (next.kind == chaser || next.kind == remark || next.kind == withdrawal) return {};
  std::vector<const Step*> found;
  for (const Step* step : in_order(steps)) {
    if (!step->is_open() || !answers(*step, next) || step->happened_on > next.happened_on) continue;
    const bool same_agency = !next.agency || !step->agency || next.agency == step->agency;
    if (next.about && !is_a_no(next) ? step->id == *next.about : same_agency) found.push_back(step);
  }
  if (next.kind != outcome && !is_a_no(next) && found.size() > 1) found.resize(1);
  return found;
}

const Step* looked_back_at(std::span<const Step> steps, const Step& review) {
  if (const auto answered = answered_by(steps, review); !answered.empty()) return answered.front();
  const Step* newest = nullptr;
  for (const Step* step : in_order(steps))
    if (step->happened_on <= review.happened_on && std::ranges::count(comes_after(review.kind), step->kind) > 0) newest = step;
  return newest;
}

bool has_agreed(std::span<const Step> steps, const Step& until) { return is_agreed_to(steps, until, {}); }

Done may_follow(std::span<const Step> steps, const Step& next) {
  if (next.kind == withdrawal && !next.about) return refused("step.about_nothing", "", tr("Choose the step that was wrong on the pathway"));
  if (next.about)
    if (auto may = may_be_about(find(steps, *next.about), next); !may) return may;
  if (comes_before_its_panel(steps, next))
    return refused("step.before_its_panel", "happened_on", tr("Enter a day that is no earlier than the panel’s. If it met sooner, record the day on which it did as the panel’s date first"));
  if (next.kind == withdrawal && something_rests_on(steps, *next.about))
    return refused("step.rested_on", "", tr("Later steps rest on this one. Withdraw those first, the latest before the others"));
  if (!has_one_before(steps, next)) return refused("step.out_of_order", "happened_on", missing_before(next.kind));
  return {};
}

}  // namespace regard::concerns
