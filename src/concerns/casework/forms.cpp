#include "concerns/casework/forms.h"

#include "concerns/concern/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Option;

constexpr Option kKinds[] = {{"note", tr("Note")},
                             {"contact", tr("Contact"), tr("A call, a message or a visit")},
                             {"meeting", tr("Meeting")},
                             {"decision", tr("Decision"), tr("With its reasons: what was weighed, and which gentler ways were considered")}};

constexpr Option kBases[] = {{"seen", tr("I saw or heard it")}, {"told", tr("Somebody told me")}, {"read", tr("I read it")}};
constexpr Field kBasisField{.name = kBasis, .kind = Kind::choice, .label = tr("What is it based on?"), .missing = {}, .need = forms::Need::optional, .options = kBases};
constexpr Field kAssumedField{.name = kAssumed, .kind = Kind::text, .label = tr("What in it is assumed?"), .missing = {}, .need = forms::Need::optional, .at_most = 4000};
constexpr Field kAlternativeField{.name = kAlternative, .kind = Kind::text, .label = tr("What else could explain it?"), .missing = {}, .need = forms::Need::optional, .at_most = 4000};

constexpr Field kKindField{.name = kKind, .kind = Kind::choice, .label = tr("What is it?"), .missing = tr("Choose what it is"), .options = kKinds};
constexpr Field kHappenedOnField{.name = kHappenedOn,
                                 .kind = Kind::date,
                                 .label = tr("When was it?"),
                                 .missing = tr("Enter the date, like 27 3 2026"),
                                 .hint = tr("For example, 27 3 2026"),
                                 .days = forms::Days::until_today};
constexpr Field kTextField{.name = kText,
                           .kind = Kind::text,
                           .label = tr("What happened?"),
                           .missing = tr("Enter what happened"),
                           .hint = tr("Keep what was seen or heard apart from what you think. An entry is never changed: correct it by another."),
                           .at_most = 20000};

constexpr Option kReach[] = {{"overseers", tr("Only those who oversee this case may read it"), tr("Search does not find its words, and it is not shown to caseworkers")}};

constexpr Field kEntryFields[] = {kKindField, kHappenedOnField, kTextField, kBasisField, kAssumedField, kAlternativeField};
constexpr Field kOverseersEntryFields[] = {kKindField, kHappenedOnField, kTextField, kBasisField, kAssumedField, kAlternativeField,
                                           {.name = kEntryReach, .kind = Kind::choices, .label = tr("Who may read it?"), .missing = tr("Choose who may read it"),
                                            .need = forms::Need::optional, .options = kReach}};

constexpr Field kTaskFields[] = {
    {.name = kTitle, .kind = Kind::line, .label = tr("What is to be done?"), .missing = tr("Enter what is to be done"), .autocomplete = "off"},
    {.name = kDueOn, .kind = Kind::date, .label = tr("By when?"), .missing = tr("Enter the date, like 27 3 2026"), .hint = tr("For example, 27 3 2026"),
     .days = forms::Days::from_today},
    {.name = kOwner, .kind = Kind::pick, .label = tr("Who does it?"), .missing = tr("Choose who does it")}};

constexpr Option kHelping[] = {{"yes", tr("No, they help: the owner stays the same")}};

constexpr Field kCaseworkerFields[] = {{.name = kCaseworker,
                                        .kind = Kind::pick,
                                        .label = tr("Who looks after this case?"),
                                        .missing = tr("Choose who looks after it"),
                                        .hint = tr("They see the whole case from now on, and are told by email that something waits for them.")},
                                       {.name = kHelper,
                                        .kind = Kind::choices,
                                        .label = tr("Do they own it?"),
                                        .missing = tr("Choose whether they own it"),
                                        .need = forms::Need::optional,
                                        .options = kHelping}};

constexpr Field kExclusionFields[] = {
    {.name = kPerson,
     .kind = Kind::pick,
     .label = tr("Who must not see this?"),
     .missing = tr("Choose a person"),
     .hint = tr("Somebody who is named in it, or close to a person in it. For them it will not exist.")},
    {.name = kNewOwnerAway,
     .kind = Kind::pick,
     .label = tr("If they own it: who owns it then?"),
     .missing = tr("Choose who owns it"),
     .need = forms::Need::optional,
     .hint = tr("If you choose nobody, you do.")}};

constexpr Option kOutcomes[] = {{"supported", tr("Support is in place")},
                                {"referred", tr("Somebody else has taken it on")},
                                {"unfounded", tr("The concern was unfounded")},
                                {"other", tr("Another outcome")}};

constexpr Field kClosureFields[] = {
    {.name = kOutcome, .kind = Kind::choice, .label = tr("What came of it?"), .missing = tr("Choose what came of it"), .options = kOutcomes},
    {.name = kWhy,
     .kind = Kind::text,
     .label = tr("Why can it close?"),
     .missing = tr("Enter your reasons"),
     .hint = tr("What was done, how the person is now, and what remains. A second person reads this and decides."),
     .at_most = 4000}};

constexpr Option kVerdicts[] = {{"approve_closure", tr("Yes, close it")}, {"keep_open", tr("No, keep it open")}};

constexpr Field kApprovalFields[] = {
    {.name = kVerdict, .kind = Kind::choice, .label = tr("May this case close?"), .missing = tr("Choose whether it may close"), .options = kVerdicts},
    {.name = kWhy, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr Field kWithdrawalFields[] = {{.name = kWhy,
                                        .kind = Kind::text,
                                        .label = tr("Why does it stay open?"),
                                        .missing = tr("Enter your reasons"),
                                        .at_most = 4000}};

constexpr Field kReopeningFields[] = {{.name = kWhy,
                                       .kind = Kind::text,
                                       .label = tr("Why is it opened again?"),
                                       .missing = tr("Enter your reasons"),
                                       .at_most = 4000}};

}  // namespace

const forms::Question kEntryQuestion{"entries", tr("Add to the chronology"), kEntryFields};
const forms::Question kOverseersEntryQuestion{"entries", tr("Add to the chronology"), kOverseersEntryFields};
const forms::Question kCaseExclusionQuestion{"exclusion", tr("Keep somebody away from this"), kExclusionFields};
const forms::Question kTaskQuestion{"tasks", tr("Add a task"), kTaskFields};
const forms::Question kCaseworkerQuestion{"caseworker", tr("Give to a caseworker"), kCaseworkerFields};
const forms::Question kClosureQuestion{"closure", tr("Ask to close this case"), kClosureFields};
const forms::Question kApprovalQuestion{"approval", tr("Decide on closing this case"), kApprovalFields};
const forms::Question kWithdrawalQuestion{"approval", tr("Withdraw the request to close"), kWithdrawalFields};
const forms::Question kReopeningQuestion{"reopening", tr("Open this case again"), kReopeningFields};

std::optional<CaseAction> verdict_from(std::string_view verdict) {
  for (const CaseAction action : {CaseAction::approve_closure, CaseAction::keep_open})
    if (word(action) == verdict) return action;
  return {};
}

}  // namespace regard::concerns
