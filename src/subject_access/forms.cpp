#include "subject_access/forms.h"

namespace regard::subject_access {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;

constexpr Field kNewFields[] = {
    {.name = kName, .kind = Kind::line, .label = tr("Who asks?"), .missing = tr("Enter their name"), .autocomplete = "off"},
    {.name = kBorn, .kind = Kind::date, .label = tr("When were they born?"), .missing = {}, .need = Need::optional, .hint = tr("For example, 27 3 2004"),
     .days = forms::Days::born},
    {.name = kNumber, .kind = Kind::line, .label = tr("Student or staff number"), .missing = {}, .need = Need::optional, .autocomplete = "off"},
    {.name = kLogin, .kind = Kind::line, .label = tr("The name they sign in with"), .missing = {}, .need = Need::optional,
     .hint = tr("As it stands in the web filter’s logs. Without it nothing that is kept under an alias is found."), .autocomplete = "off"},
    {.name = kStaff, .kind = Kind::line, .label = tr("Their reference in the staff directory"), .missing = {}, .need = Need::optional,
     .hint = tr("If they work here, like P-7K2Q-9XWD. They will not see this request."), .autocomplete = "off"},
    {.name = kContact, .kind = Kind::text, .label = tr("Where does the answer go?"), .missing = tr("Enter an address"),
     .hint = tr("One that they gave or confirmed, not one from a record"), .at_most = 1000},
    {.name = kIdentity, .kind = Kind::text, .label = tr("How do you know who they are?"), .missing = tr("Enter how you verified who they are"),
     .hint = tr("What you saw or asked. Ask for no more than you need, and keep no copy of a passport."), .at_most = 2000},
    {.name = kReceivedOn, .kind = Kind::date, .label = tr("When did it come?"), .missing = tr("Enter the date, like 27 3 2026"),
     .hint = tr("The day on which anybody here received it, in whatever form. The month counts from then."), .days = forms::Days::until_today}};

constexpr Field kExtensionFields[] = {{.name = kReasons, .kind = Kind::text, .label = tr("Why does it take longer, and what did you tell the person?"),
                                       .missing = tr("Enter your reasons, as you told them"),
                                       .hint = tr("Only because it is complex, or they sent several. They have to be told within the first month."),
                                       .at_most = 4000}};

constexpr forms::Option kEnds[] = {
    {"refuse", tr("It is refused, or there is nothing to give"), tr("Because nothing is held, or it is manifestly unfounded or excessive. They are told why, and how to complain")},
    {"withdraw", tr("The person took it back"), tr("By themselves, and in writing")}};

constexpr Field reasons(Words label) {
  return {.name = kReasons, .kind = Kind::text, .label = label, .missing = tr("Enter your reasons"), .at_most = 4000};
}

constexpr Field kClosingFields[] = {
    {.name = kVerdict, .kind = Kind::choice, .label = tr("How does it end?"), .missing = tr("Choose how it ends"), .options = kEnds}, reasons(tr("Why?"))};

constexpr forms::Option kChecks[] = {{"approve", tr("Yes, it may go out"), tr("I looked for other records too, and read what is given and what is withheld")},
                                     {"send_back", tr("No, send it back"), tr("Something is missing, or tells about somebody else")}};

constexpr Field kCheckFields[] = {
    {.name = kVerdict, .kind = Kind::choice, .label = tr("May this answer go out?"), .missing = tr("Choose whether it may go out"), .options = kChecks},
    reasons(tr("What did you look at?"))};

constexpr Field kSendingBackFields[] = {reasons(tr("What is missing, or tells about somebody else?"))};

constexpr Field kTakeUpFields[] = {reasons(tr("Why is it taken up again?"))};

constexpr forms::Option kVerdicts[] = {{"given", tr("Give it as it is")},
                                       {"redacted", tr("Give it with words taken out"), tr("Names of other people, and what tells who they are")},
                                       {"withheld", tr("Withhold it"), tr("Because an exemption applies to this piece")}};

constexpr Field kPassageFields[] = {
    {.name = kVerdict, .kind = Kind::choice, .label = tr("What becomes of this piece?"), .missing = tr("Choose what becomes of it"), .options = kVerdicts},
    {.name = kTakenOut, .kind = Kind::text, .label = tr("Which names and words are taken out?"), .missing = tr("Enter at least one, or give it as it is"),
     .hint = tr("One a line. Those of other people in the record are proposed: leave out a line to keep that name in."), .at_most = 4000,
     .when = {kVerdict, "redacted"}},
    {.name = kExemption, .kind = Kind::pick, .label = tr("Which exemption?"), .missing = tr("Choose the exemption"), .when = {kVerdict, "withheld"}},
    {.name = kWhy, .kind = Kind::text, .label = tr("Why does it apply to this piece?"), .missing = tr("Enter your reasons"),
     .hint = tr("What would happen if it were given. They stay with the request and are not given out."), .at_most = 4000, .when = {kVerdict, "withheld"}}};

}  // namespace

const forms::Question kNewQuestion{"new", tr("Somebody asks what is held about them"), kNewFields};
const forms::Question kExtensionQuestion{"extension", tr("Take two months more"), kExtensionFields};
const forms::Question kClosingQuestion{"closing", tr("End this request without an answer"), kClosingFields};
const forms::Question kReleaseQuestion{"release", tr("Release what was found"), {}};
const forms::Question kSecondLookQuestion{"second-look", tr("Ask for a second look"), {}};
const forms::Question kCheckQuestion{"check", tr("Look at this answer a second time"), kCheckFields};
const forms::Question kSendingBackQuestion{"check", tr("Send this answer back"), kSendingBackFields};
const forms::Question kTakeUpQuestion{"take-up", tr("Take this answer up again"), kTakeUpFields};
const forms::Question kGivingQuestion{"giving", tr("Give the answer out"), {}};
const forms::Question kPassageQuestion{"decision", tr("Decide about one piece"), kPassageFields};

}  // namespace regard::subject_access
