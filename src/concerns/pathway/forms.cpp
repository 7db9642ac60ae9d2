#include "concerns/pathway/forms.h"

#include <algorithm>
#include <iterator>

namespace regard::concerns::pathway {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;

constexpr Field kWhen{.name = kHappenedOn,
                      .kind = Kind::date,
                      .label = tr("When was it?"),
                      .missing = tr("Enter the date, like 27 3 2026"),
                      .hint = tr("For example, 27 3 2026"),
                      .days = forms::Days::until_today};
constexpr Field kWho{.name = kOwner,
                     .kind = Kind::pick,
                     .label = tr("Who sees that it is answered?"),
                     .missing = {},
                     .need = Need::optional,
                     .hint = tr("They are told, and it stands on their first page. If you choose nobody, it is you.")};
constexpr Field kWhichAgency{.name = kAgency,
                             .kind = Kind::pick,
                             .label = tr("Which agency?"),
                             .missing = {},
                             .need = Need::optional,
                             .hint = tr("Safeguarding leads add agencies and their contacts on the page Agencies.")};
constexpr Field kHow{.name = kMeans, .kind = Kind::pick, .label = tr("How?"), .missing = tr("Choose how")};
constexpr Field kWhatCame{.name = kOutcome, .kind = Kind::pick, .label = tr("What came of it?"), .missing = tr("Choose what came of it")};

constexpr Field text(Words label, Words missing, Words hint = {}) {
  return {.name = kText, .kind = Kind::text, .label = label, .missing = missing, .need = missing.empty() ? Need::optional : Need::required, .hint = hint, .at_most = 4000};
}

constexpr Field kMore = text(tr("What else should be known?"), {});

constexpr Field kSupportFields[] = {kWhen, text(tr("What support is in place, and from whom?"), tr("Enter what support is in place"),
                                                tr("Most cases end here, and that is a success."))};
constexpr Field kInternalFields[] = {kWhen, text(tr("Whom did you ask, and what?"), tr("Enter whom you asked, and what")), kWho};
constexpr Field kLeadFields[] = {kWhen, text(tr("What was put to the Prevent lead, and what did they say?"), tr("Enter what was put to them"))};
constexpr Field kToldFields[] = {
    kWhen, kHow,
    {.name = kOutcome, .kind = Kind::pick, .label = tr("How did they take it?"), .missing = tr("Choose how they took it")},
    text(tr("What were they told, and what did they say?"), tr("Enter what they were told, and what they said"))};
constexpr Field kNotToldFields[] = {
    {.name = kHappenedOn, .kind = Kind::date, .label = tr("When was this decided?"), .missing = tr("Enter the day on which this was decided, like 27 3 2026"),
     .hint = tr("For example, 27 3 2026"), .days = forms::Days::until_today},
    text(tr("Why was the person not told?"), tr("Enter the reasons"),
         tr("Telling them is the default. Say what harm telling them could do, to whom, and which gentler ways were considered.")),
    {.name = kDueOn, .kind = Kind::date, .label = tr("When will somebody think again?"), .missing = tr("Enter the day on which somebody will think again, like 27 3 2026"),
     .hint = tr("For example, 27 3 2026"), .days = forms::Days::from_today},
    {.name = kOwner, .kind = Kind::pick, .label = tr("Who thinks again?"), .missing = {}, .need = Need::optional,
     .hint = tr("They are told, and it stands on their first page. If you choose nobody, it is you.")}};
constexpr Field kToAgencyFields[] = {kWhen, kWhichAgency, kHow, text(tr("What was sent or asked, and to whom there?"), tr("Enter what was sent or asked")), kWho};
constexpr Field kAskedOfUsFields[] = {kWhen, kWhichAgency, text(tr("What do they want to know, and what for?"), tr("Enter what they want to know")), kWho};
constexpr Field kGivenFields[] = {kWhen, kHow, text(tr("What was given, and on what ground?"), tr("Enter what was given, and on what ground"))};
constexpr Field kPanelFields[] = {
    {.name = kHappenedOn, .kind = Kind::date, .label = tr("When did you learn of it?"), .missing = tr("Enter the day on which you learned of it, like 27 3 2026"),
     .hint = tr("For example, 27 3 2026"), .days = forms::Days::until_today},
    {.name = kDueOn, .kind = Kind::date, .label = tr("When is the panel?"), .missing = tr("Enter the day of the panel, like 27 3 2026"), .hint = tr("For example, 27 3 2026")},
    kMore, kWho};
constexpr Field kCameFields[] = {kWhen, kWhatCame, kMore, kWho};
constexpr Field kConsentFields[] = {
    kWhen,
    {.name = kOutcome, .kind = Kind::pick, .label = tr("What did the person answer?"), .missing = tr("Choose what they answered"),
     .hint = tr("Support by a panel is voluntary. Declining it is no mark against anybody.")},
    kMore, kWho};
constexpr Field kPlanFields[] = {kWhen, text(tr("What was agreed?"), tr("Enter what was agreed")), kWho};
constexpr Field kReplyFields[] = {
    kWhen, {.name = kOutcome, .kind = Kind::pick, .label = tr("What did they answer?"), .missing = tr("Choose what they answered")},
    text(tr("What did they say?"), tr("Enter what they said"), tr("A person here decides what becomes of the case. Advice is weighed, not obeyed."))};
constexpr Field kRemarkFields[] = {text(tr("What is to be remarked?"), tr("Enter the remark"), tr("The step stays as it is. The remark stands below it."))};
constexpr Field kWithdrawalFields[] = {text(tr("Why was it wrong?"), tr("Enter why it was wrong"),
                                            tr("The step stays to be seen and does not count any more. What it answered waits again."))};

constexpr Field kChaserFields[] = {
    {.name = kMeans, .kind = Kind::pick, .label = tr("How do you ask again?"), .missing = tr("Choose how you ask again"),
     .hint = tr("By e-mail from Regard it goes out now. Otherwise this records what you did yourself.")},
    {.name = kContact, .kind = Kind::pick, .label = tr("Whom, if by e-mail from Regard?"), .missing = {}, .need = Need::optional},
    {.name = kText, .kind = Kind::text, .label = tr("The letter"), .missing = tr("Enter what you ask"),
     .hint = tr("A draft. Read it and change it. It names our reference and nobody: e-mail is read by others."), .at_most = 4000}};

struct Asked {
  StepKind kind;
  forms::Question question;
};

const Asked kAsked[] = {
    {StepKind::welfare_support, {"welfare_support", tr("Welfare support is in place"), kSupportFields}},
    {StepKind::internal_advice, {"internal_advice", tr("Advice from a colleague"), kInternalFields}},
    {StepKind::prevent_lead, {"prevent_lead", tr("Involve the Prevent lead"), kLeadFields}},
    {StepKind::informed, {"informed", tr("The person was told"), kToldFields}},
    {StepKind::not_informed, {"not_informed", tr("The person was not told"), kNotToldFields}},
    {StepKind::external_advice, {"external_advice", tr("Advice from outside, on facts without names"), kToAgencyFields}},
    {StepKind::gateway, {"gateway", tr("The gateway answered"), kCameFields}},
    {StepKind::information_requested, {"information_requested", tr("We were asked for information"), kAskedOfUsFields}},
    {StepKind::information_given, {"information_given", tr("We gave information"), kGivenFields}},
    {StepKind::information_sought, {"information_sought", tr("We asked a partner for information"), kToAgencyFields}},
    {StepKind::panel_set, {"panel_set", tr("A panel’s date is known"), kPanelFields}},
    {StepKind::panel_decided, {"panel_decided", tr("The panel decided"), kCameFields}},
    {StepKind::consent, {"consent", tr("The person was asked, and answered"), kConsentFields}},
    {StepKind::support_plan, {"support_plan", tr("A support plan was agreed"), kPlanFields}},
    {StepKind::plan_review, {"plan_review", tr("The support plan was reviewed"), kPlanFields}},
    {StepKind::exit, {"exit", tr("Support by the panel ended"), kCameFields}},
    {StepKind::review_6_months, {"review_6_months", tr("Reviewed after 6 months"), kCameFields}},
    {StepKind::review_12_months, {"review_12_months", tr("Reviewed after 12 months"), kCameFields}},
    {StepKind::outcome, {"outcome", tr("The outcome became known"), kCameFields}},
    {StepKind::reply, {"reply", tr("Record the reply"), kReplyFields}},
    {StepKind::remark, {"remark", tr("Add a remark"), kRemarkFields}},
    {StepKind::withdrawal, {"withdrawal", tr("Withdraw this step"), kWithdrawalFields}},
    {StepKind::chaser, {"chaser", tr("Ask again"), kChaserFields}}};

}  // namespace

const forms::Question kChaserQuestion{"chaser", tr("Ask again"), kChaserFields};

const forms::Question& question_for(StepKind kind) {
  const auto found = std::ranges::find(kAsked, kind, &Asked::kind);
  if (found == std::end(kAsked)) throw std::logic_error("StepKind outside its enumerators");
  return found->question;
}

std::vector<StepOutcome> outcomes_to_choose(StepKind kind, const Step* about) {
  const auto all = outcomes_of(kind);
  std::vector<StepOutcome> chosen(all.begin(), all.end());
  if (kind != StepKind::reply || !about) return chosen;
  const bool information = about->kind == StepKind::information_sought;
  std::erase_if(chosen, [&](StepOutcome outcome) { return (outcome >= StepOutcome::received && outcome <= StepOutcome::not_shared) != information; });
  return chosen;
}

}  // namespace regard::concerns::pathway
