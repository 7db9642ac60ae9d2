#include "concerns/pathway/step.h"

#include <algorithm>
#include <array>
#include <iterator>

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

template <class Enum>
struct Named {
  Enum value;
  std::string_view text;
  Words label;
};

constexpr Named<StepKind> kKinds[] = {
    {StepKind::internal_advice, "internal_advice", tr("Advice sought from a colleague")},
    {StepKind::prevent_lead, "prevent_lead", tr("The Prevent lead became involved")},
    {StepKind::external_advice, "external_advice", tr("Advice sought outside, on facts without names")},
    {StepKind::informed, "informed", tr("The person was told")},
    {StepKind::not_informed, "not_informed", tr("The person was not told, with reasons")},
    {StepKind::welfare_support, "welfare_support", tr("Ordinary welfare support is in place")},
    {StepKind::referral, "referral", tr("A formal referral was made")},
    {StepKind::gateway, "gateway", tr("The gateway answered")},
    {StepKind::information_requested, "information_requested", tr("We were asked for information")},
    {StepKind::information_given, "information_given", tr("We gave information")},
    {StepKind::information_sought, "information_sought", tr("We asked a partner for information")},
    {StepKind::panel_set, "panel_set", tr("A panel's date was set")},
    {StepKind::panel_decided, "panel_decided", tr("The panel decided")},
    {StepKind::consent, "consent", tr("The person answered about consent to support")},
    {StepKind::support_plan, "support_plan", tr("A support plan was agreed")},
    {StepKind::plan_review, "plan_review", tr("The support plan was reviewed")},
    {StepKind::exit, "exit", tr("Support by the panel ended")},
    {StepKind::review_6_months, "review_6_months", tr("Reviewed after 6 months")},
    {StepKind::review_12_months, "review_12_months", tr("Reviewed after 12 months")},
    {StepKind::reply, "reply", tr("A reply came")},
    {StepKind::outcome, "outcome", tr("The outcome became known")},
    {StepKind::chaser, "chaser", tr("Asked again")},
    {StepKind::remark, "remark", tr("A remark on an earlier step")},
    {StepKind::withdrawal, "withdrawal", tr("An earlier step was withdrawn")}};

constexpr Named<StepOutcome> kOutcomes[] = {
    {StepOutcome::support_here, "support_here", tr("Support it here, as ordinary welfare")},
    {StepOutcome::refer, "refer", tr("Make a formal referral")},
    {StepOutcome::find_out_more, "find_out_more", tr("Find out more first")},
    {StepOutcome::no_further_action, "no_further_action", tr("Nothing more is needed")},
    {StepOutcome::accepted, "accepted", tr("It goes on to a panel")},
    {StepOutcome::elsewhere, "elsewhere", tr("It went to another service")},
    {StepOutcome::received, "received", tr("The information came")},
    {StepOutcome::nothing_held, "nothing_held", tr("They hold nothing")},
    {StepOutcome::not_shared, "not_shared", tr("They do not share it")},
    {StepOutcome::adopted, "adopted", tr("Taken on for support")},
    {StepOutcome::not_adopted, "not_adopted", tr("Not taken on")},
    {StepOutcome::deferred, "deferred", tr("Put off to a later panel")},
    {StepOutcome::given, "given", tr("Given")},
    {StepOutcome::declined, "declined", tr("Declined")},
    {StepOutcome::taken_back, "taken_back", tr("Consent was taken back")},
    {StepOutcome::concern_reduced, "concern_reduced", tr("The worry is gone, or much less")},
    {StepOutcome::moved_away, "moved_away", tr("The person moved away")},
    {StepOutcome::no_concern, "no_concern", tr("No worry remains")},
    {StepOutcome::concern_remains, "concern_remains", tr("A worry remains")},
    {StepOutcome::agrees, "agrees", tr("They agree")},
    {StepOutcome::disagrees, "disagrees", tr("They do not agree")},
    {StepOutcome::no_response, "no_response", tr("They did not say")}};

constexpr Named<Means> kMeans[] = {{Means::meeting, "meeting", tr("In person")},
                                   {Means::call, "call", tr("By telephone or video call")},
                                   {Means::letter, "letter", tr("By letter")},
                                   {Means::secure_message, "secure_message", tr("By secure e-mail, or in the agency’s own system")},
                                   {Means::mail, "mail", tr("By e-mail from Regard")}};

constexpr StoredWord<WaitsFor> kWaitsFor[] = {{WaitsFor::colleague, "colleague"}, {WaitsFor::agency, "agency"}, {WaitsFor::us, "us"}};

using enum StepOutcome;
constexpr StepOutcome kAdvised[] = {support_here, find_out_more, refer, no_further_action, received, nothing_held, not_shared};
constexpr StepOutcome kAtGateway[] = {accepted, elsewhere, no_further_action};
constexpr StepOutcome kAtPanel[] = {adopted, not_adopted, deferred};
constexpr StepOutcome kConsent[] = {given, declined, taken_back};
constexpr StepOutcome kAtExit[] = {concern_reduced, taken_back, moved_away};
constexpr StepOutcome kAtReview[] = {no_concern, concern_remains};
constexpr StepOutcome kInTheEnd[] = {adopted, not_adopted, elsewhere, no_further_action};
constexpr StepOutcome kTold[] = {agrees, disagrees, no_response};

template <class Enum, std::size_t N>
const Named<Enum>& row_of(const Named<Enum> (&table)[N], Enum value) {
  const auto row = std::ranges::find(table, value, &Named<Enum>::value);
  if (row == std::end(table)) throw std::logic_error("a value outside its enumerators");
  return *row;
}

template <class Enum, std::size_t N>
Enum stored_in(const Named<Enum> (&table)[N], std::string_view text) {
  const auto row = std::ranges::find(table, text, &Named<Enum>::text);
  if (row == std::end(table)) throw std::runtime_error("a stored word is unknown: " + std::string{text});
  return row->value;
}

}  // namespace

std::string_view word(StepKind kind) { return row_of(kKinds, kind).text; }
std::string_view word(StepOutcome outcome) { return row_of(kOutcomes, outcome).text; }
std::string_view word(Means means) { return row_of(kMeans, means).text; }
std::string_view word(WaitsFor waits_for) { return word_in(kWaitsFor, waits_for); }
StepKind step_kind_from(std::string_view stored) { return stored_in(kKinds, stored); }
StepOutcome step_outcome_from(std::string_view stored) { return stored_in(kOutcomes, stored); }
Means means_from(std::string_view stored) { return stored_in(kMeans, stored); }
WaitsFor waits_for_from(std::string_view stored) { return value_in(kWaitsFor, stored); }
Words label(StepKind kind) { return row_of(kKinds, kind).label; }
Words label(StepOutcome outcome) { return row_of(kOutcomes, outcome).label; }
Words label(Means means) { return row_of(kMeans, means).label; }

std::optional<StepKind> step_kind_named(std::string_view word) {
  const auto row = std::ranges::find(kKinds, word, &Named<StepKind>::text);
  return row == std::end(kKinds) ? std::nullopt : std::optional{row->value};
}

std::span<const StepKind> every_step_kind() {
  static constexpr auto all = [] {
    std::array<StepKind, std::size(kKinds)> kinds{};
    for (std::size_t i = 0; i < kinds.size(); ++i) kinds[i] = kKinds[i].value;
    return kinds;
  }();
  return all;
}

std::span<const StepOutcome> outcomes_of(StepKind kind) {
  switch (kind) {
    case StepKind::reply: return kAdvised;
    case StepKind::gateway: return kAtGateway;
    case StepKind::panel_decided: return kAtPanel;
    case StepKind::consent: return kConsent;
    case StepKind::exit: return kAtExit;
    case StepKind::review_6_months:
    case StepKind::review_12_months: return kAtReview;
    case StepKind::outcome: return kInTheEnd;
    case StepKind::informed: return kTold;
    case StepKind::internal_advice:
    case StepKind::prevent_lead:
    case StepKind::external_advice:
    case StepKind::not_informed:
    case StepKind::welfare_support:
    case StepKind::referral:
    case StepKind::information_requested:
    case StepKind::information_given:
    case StepKind::information_sought:
    case StepKind::panel_set:
    case StepKind::support_plan:
    case StepKind::plan_review:
    case StepKind::chaser:
    case StepKind::remark:
    case StepKind::withdrawal: return {};
  }
  throw std::logic_error("StepKind outside its enumerators");
}

}  // namespace regard::concerns
