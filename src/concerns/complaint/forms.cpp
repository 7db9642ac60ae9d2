#include "concerns/complaint/forms.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;
using forms::Option;

constexpr Field kComplainFields[] = {
    {.name = kComplaintAbout,
     .kind = Kind::line,
     .label = tr("The reference, if you have one"),
     .missing = tr("Enter the reference"),
     .need = Need::optional,
     .hint = tr("For example, C-7K2Q-9XWD. You can complain without it."),
     .at_most = 40,
     .autocomplete = "off"},
    {.name = kComplaintWhat,
     .kind = Kind::text,
     .label = tr("What was wrong with how it was handled?"),
     .missing = tr("Enter what was wrong"),
     .hint = tr("What happened, when, and who it was with, as far as you know."),
     .at_most = 8000},
    {.name = kComplaintWish, .kind = Kind::text, .label = tr("What would put it right?"), .missing = tr("Enter what would put it right"), .need = Need::optional, .at_most = 4000},
    {.name = kComplaintName, .kind = Kind::line, .label = tr("Your name"), .missing = tr("Enter your name"), .need = Need::optional, .autocomplete = "name"},
    {.name = kComplaintReach,
     .kind = Kind::text,
     .label = tr("How can we reach you?"),
     .missing = tr("Enter how we can reach you"),
     .need = Need::optional,
     .hint = tr("An address, an email address or a telephone number. Without it we cannot answer you."),
     .at_most = 1000}};

constexpr Field kProvidedFields[] = {{.name = kComplaintProvidedText,
                                      .kind = Kind::text,
                                      .label = tr("What were you given?"),
                                      .missing = tr("Enter what you were given"),
                                      .hint = tr("Extracts that those who oversee the case released, by whom and when. You see no more of the case than this."),
                                      .at_most = 20000}};

constexpr Option kOutcomes[] = {{"upheld", tr("Upheld")}, {"partly", tr("Partly upheld")}, {"not_upheld", tr("Not upheld")}};

constexpr Field kAnswerFields[] = {
    {.name = kComplaintOutcome, .kind = Kind::choice, .label = tr("What did you find?"), .missing = tr("Choose what you found"), .options = kOutcomes},
    {.name = kComplaintReasons,
     .kind = Kind::text,
     .label = tr("The answer, with its reasons"),
     .missing = tr("Enter the answer and its reasons"),
     .hint = tr("As the person who complained is told it, by letter or however they can be reached."),
     .at_most = 8000},
    {.name = kComplaintLearned,
     .kind = Kind::text,
     .label = tr("What do we learn from it?"),
     .missing = tr("Enter what is learned"),
     .need = Need::optional,
     .hint = tr("What will be done differently. Names nobody."),
     .at_most = 4000}};

constexpr Field kReopeningFields[] = {
    {.name = kComplaintReasons, .kind = Kind::text, .label = tr("Why is it looked into again?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kComplainQuestion{"complain", tr("Complain about how a concern was handled"), kComplainFields};
const forms::Question kProvidedQuestion{"provided", tr("Write down what you were given"), kProvidedFields};
const forms::Question kComplaintAnswerQuestion{"answer", tr("Write down the answer"), kAnswerFields};
const forms::Question kComplaintReopeningQuestion{"reopening", tr("Look into it again"), kReopeningFields};

}  // namespace regard::concerns
