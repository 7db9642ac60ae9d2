#include "concerns/referral/forms.h"

namespace regard::concerns::referring {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;
using forms::Option;

constexpr Option kAnswers[] = {{"given", tr("They agree")},
                               {"declined", tr("They do not agree")},
                               {"taken_back", tr("They agreed before, and take it back")}};
constexpr Option kMeansOptions[] = {{"in_person", tr("In person")}, {"call", tr("In a call")}, {"writing", tr("In writing")}};

constexpr Field kConsentFields[] = {
    {.name = kAnswer, .kind = Kind::choice, .label = tr("What does the person say to the referral?"), .missing = tr("Choose what they say"), .options = kAnswers},
    {.name = kAnsweredOn, .kind = Kind::date, .label = tr("When did they say so?"), .missing = tr("Enter the date, like 27 3 2026"),
     .hint = tr("For example, 27 3 2026"), .days = forms::Days::until_today},
    {.name = kMeans, .kind = Kind::choice, .label = tr("How did they say so?"), .missing = tr("Choose how they said so"), .options = kMeansOptions},
    {.name = kWords, .kind = Kind::text, .label = tr("In which words?"), .missing = {}, .need = Need::optional,
     .hint = tr("What they were told before, and what they answered"), .at_most = 4000}};

constexpr Field kOverrideFields[] = {
    {.name = kReasons, .kind = Kind::text, .label = tr("Why should this be referred without their consent?"), .missing = tr("Enter your reasons"),
     .hint = tr("Why they were not asked or what they said, what would happen if you waited, and why nothing gentler would do. What somebody believes, where they "
                "come from and how they live are never reasons. A second person reads this and decides."),
     .at_most = 4000}};

constexpr Option kVerdicts[] = {{"agree", tr("Yes, refer without consent")}, {"refuse", tr("No, not without consent")}};

constexpr Field kVerdictFields[] = {
    {.name = kVerdict, .kind = Kind::choice, .label = tr("May this be referred without their consent?"), .missing = tr("Choose whether it may be referred"),
     .hint = tr("Judge what was said or done and what would follow. Protected characteristics, faith and ideology are never criteria."), .options = kVerdicts},
    {.name = kReasons, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr Field kWithdrawalFields[] = {
    {.name = kReasons, .kind = Kind::text, .label = tr("Why do you take it back?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr Option kDeclared[] = {{"yes", tr("I have read the whole form. It is right, no more is shared than is needed, and nothing in it rests on what somebody believes, "
                                           "where they come from or how they live.")}};
constexpr Field kReadyFields[] = {{.name = kVerdict, .kind = Kind::choices, .label = tr("Your declaration"), .missing = tr("Read the form and tick the box"), .options = kDeclared}};

constexpr Field kSendingFields[] = {
    {.name = kAgency, .kind = Kind::pick, .label = tr("To whom was it sent?"), .missing = tr("Choose to whom it was sent")},
    {.name = kRoute, .kind = Kind::pick, .label = tr("How was it sent?"), .missing = tr("Choose how it was sent"),
     .hint = tr("Never by ordinary email")},
    {.name = kSentOn, .kind = Kind::date, .label = tr("When was it sent?"), .missing = tr("Enter the date, like 27 3 2026"), .hint = tr("For example, 27 3 2026"),
     .days = forms::Days::until_today},
    {.name = kBasis, .kind = Kind::pick, .label = tr("On what basis is it shared?"), .missing = tr("Choose on what basis it is shared")},
    {.name = kBasisNote, .kind = Kind::text, .label = tr("Which agreement, or why this basis?"), .missing = {}, .need = Need::optional,
     .hint = tr("Needed for an agreement: its name or number"), .at_most = 1000}};

constexpr Option kExtents[] = {{"extract", tr("An extract without names"), tr("What they need to judge, so that nobody can be recognised")},
                               {"full", tr("In full"), tr("Only after an extract, or when somebody’s life is at stake")}};
constexpr Field kInformationFields[] = {
    {.name = kExtent, .kind = Kind::choice, .label = tr("How much was given?"), .missing = tr("Choose how much was given"), .options = kExtents},
    {.name = kReasons, .kind = Kind::text, .label = tr("Why is an extract not enough?"), .missing = tr("Enter why an extract without names is not enough"),
     .at_most = 4000, .when = {kExtent, "full"}},
    {.name = kWords, .kind = Kind::text, .label = tr("What was given?"), .missing = tr("Enter what was given"),
     .hint = tr("The words themselves, or which documents. What somebody believes is no information about what they did."), .at_most = 8000},
    {.name = kGivenOn, .kind = Kind::date, .label = tr("When was it given?"), .missing = tr("Enter the date, like 27 3 2026"), .hint = tr("For example, 27 3 2026"),
     .days = forms::Days::until_today},
    {.name = kMeans, .kind = Kind::pick, .label = tr("How was it given?"), .missing = tr("Choose how it was given")},
    {.name = kBasis, .kind = Kind::pick, .label = tr("On what basis is it shared?"), .missing = tr("Choose on what basis it is shared")}};

constexpr Field kDropFields[] = {{.name = kReasons, .kind = Kind::text, .label = tr("Why is it not referred after all?"), .missing = tr("Enter your reasons"),
                                  .hint = tr("What is done instead. Most worries end in ordinary support, and that is a success."), .at_most = 4000}};
constexpr Field kRevisionFields[] = {{.name = kReasons, .kind = Kind::text, .label = tr("What has to change in what was sent?"), .missing = tr("Enter what has to change"),
                                      .hint = tr("What was sent stays as it was. The new edition is checked, agreed to and sent like the first."), .at_most = 4000}};
constexpr Field kClosingFields[] = {{.name = kReasons, .kind = Kind::text, .label = tr("What came of it?"), .missing = tr("Enter what came of it"),
                                     .hint = tr("After this, nothing more is recorded of it unless somebody opens it again"), .at_most = 4000}};
constexpr Field kReopeningFields[] = {{.name = kReasons, .kind = Kind::text, .label = tr("Why is it opened again?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kSectionQuestion{"", tr("Check this section"), {}};
const forms::Question kConsentQuestion{"consent", tr("What the person says to it"), kConsentFields};
const forms::Question kOverrideQuestion{"override", tr("Ask to refer without consent"), kOverrideFields};
const forms::Question kVerdictQuestion{"override/decision", tr("Decide on referring without consent"), kVerdictFields};
const forms::Question kWithdrawalQuestion{"override/decision", tr("Withdraw the request to refer without consent"), kWithdrawalFields};
const forms::Question kReadyQuestion{"ready", tr("Say that the referral is ready to send"), kReadyFields};
const forms::Question kSendingQuestion{"sending", tr("Record that the referral was sent"), kSendingFields};
const forms::Question kInformationQuestion{"", tr("Record what we gave them"), kInformationFields};
const forms::Question kDropQuestion{"dropping", tr("Do not refer after all"), kDropFields};
const forms::Question kRevisionQuestion{"revision", tr("Write a new edition of the referral"), kRevisionFields};
const forms::Question kClosingQuestion{"closing", tr("Close this referral"), kClosingFields};
const forms::Question kReopeningQuestion{"reopening", tr("Open this referral again"), kReopeningFields};

}  // namespace regard::concerns::referring
