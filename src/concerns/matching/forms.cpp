#include "concerns/matching/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;

constexpr forms::Option kTogether{"keep_together", tr("They belong together"), tr("Each stays as it is, and shows the other to whoever may see both")};
constexpr forms::Option kApart{"keep_apart", tr("Not the same person"), tr("They are not proposed to anybody again")};

constexpr forms::Option kOfCases[] = {{"merge", tr("Merge the other case into this one"), tr("The other case ends and is found as this one. This is not undone")}, kTogether, kApart};
constexpr forms::Option kOfRecords[] = {kTogether, kApart};

constexpr forms::Option kMembers[] = {{"move", tr("They look after this case too"), tr("They see all of it from now on")},
                                      {"stay_behind", tr("They are not on it any more"), tr("They see neither case from now on, unless they are on this one")}};

constexpr Field kWhy{.name = kPairWhy,
                     .kind = Kind::text,
                     .label = tr("Why?"),
                     .missing = tr("Enter your reasons"),
                     .hint = tr("What tells you so. A name that two people share is no reason."),
                     .at_most = 4000};

constexpr Field kAboutTwoCases{.name = kPairVerdict, .kind = Kind::choice, .label = tr("What about these two cases?"), .missing = tr("Choose what about them"), .options = kOfCases};
constexpr Field kAboutMembers{.name = kPairMembers,
                              .kind = Kind::choice,
                              .label = tr("What about those who look after the other case?"),
                              .missing = tr("Choose what about those who look after it"),
                              .options = kMembers,
                              .when = {kPairVerdict, "merge"}};

constexpr forms::Option kOnePerson[] = {{"yes", tr("I know that both names are of one person")}};
constexpr Field kAboutNames{.name = kPairNames,
                            .kind = Kind::choices,
                            .label = tr("Their names are different. Are they one person?"),
                            .missing = tr("Tick that both names are of one person, or do not merge the cases"),
                            .options = kOnePerson,
                            .when = {kPairVerdict, "merge"}};

constexpr Field kTwoCasesFields[] = {kAboutTwoCases, kAboutMembers, kWhy};
constexpr Field kTwoNamesFields[] = {kAboutTwoCases, kAboutNames, kAboutMembers, kWhy};

constexpr Field kTwoRecordsFields[] = {
    {.name = kPairVerdict, .kind = Kind::choice, .label = tr("What about these two?"), .missing = tr("Choose what about them"), .options = kOfRecords}, kWhy};

constexpr Field kAddToCaseFields[] = {
    {.name = kTouched,
     .kind = Kind::line,
     .label = tr("Which case does it touch?"),
     .missing = tr("Enter the reference of a case that you can see, like K-7K2Q-9XWD"),
     .hint = tr("Its reference. Whoever is on that case reads this concern from now on, and whoever is kept away from one is kept away from both."),
     .at_most = 20,
     .autocomplete = "off"},
    {.name = kPairWhy, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr Field kAnotherCaseFields[] = {
    {.name = kAnotherName,
     .kind = Kind::line,
     .label = tr("Who is the other person?"),
     .missing = tr("Enter a name, or a few words that describe them"),
     .hint = tr("Whom the second case looks after. It is a case of its own, with its own chronology; the two show each other to whoever may see both."),
     .autocomplete = "off"},
    {.name = kAnotherBorn, .kind = Kind::date, .label = tr("Date of birth"), .missing = {}, .need = Need::optional, .hint = tr("For example, 27 3 2005"), .days = forms::Days::born},
    {.name = kAnotherNumber, .kind = Kind::line, .label = tr("Student number"), .missing = {}, .need = Need::optional, .at_most = 40, .autocomplete = "off"},
    {.name = kPairWhy, .kind = Kind::text, .label = tr("Why do they need a case?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kTwoCasesQuestion{"same-person", tr("Are these two cases about the same person?"), kTwoCasesFields};
const forms::Question kTwoNamesQuestion{"same-person", tr("Are these two cases about the same person?"), kTwoNamesFields};
const forms::Question kTwoRecordsQuestion{"same-person", tr("Are these two about the same person?"), kTwoRecordsFields};
const forms::Question kAddToCaseQuestion{"add-to-case", tr("This concern touches another case"), kAddToCaseFields};
const forms::Question kAnotherCaseQuestion{"another-case", tr("Open a case for another person"), kAnotherCaseFields};

}  // namespace regard::concerns
