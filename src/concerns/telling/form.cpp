#include "concerns/telling/form.h"

#include "people/people.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;
using forms::Option;
using forms::Question;

constexpr Option kWhomOptions[] = {{"someone_else", tr("Someone else")}, {kMyself, tr("Myself")}};

constexpr Option kDangerOptions[] = {
    {"now", tr("Yes"), tr("Call 999 first, then tell us")},
    {"unsure", tr("I am not sure")},
    {"later", tr("No")},
};

constexpr Option kReporterOptions[] = {
    {"named", tr("Yes, you may know who I am"), tr("We can ask you more, and tell you that it was acted on")},
    {"anonymous", tr("No, I want to stay anonymous"), tr("We will take it just as seriously, but we cannot ask you anything")},
};

constexpr Field kWhomFields[] = {{.name = kWhom,
                                  .kind = Kind::choice,
                                  .label = tr("Who are you worried about?"),
                                  .missing = tr("Choose who you are worried about"),
                                  .options = kWhomOptions}};

constexpr Field kPersonFields[] = {
    {.name = kName,
     .kind = Kind::line,
     .label = tr("Name"),
     .missing = tr("Enter a name, or a few words that describe them"),
     .hint = tr("If you do not know the name, describe them in a few words"),
     .autocomplete = "off"},
    {.name = "find",
     .kind = Kind::line,
     .label = tr("How can we find them?"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("For example a course and year, a department or a hall of residence"),
     .at_most = 300,
     .autocomplete = "off"}};

constexpr Field kWhatFields[] = {{.name = kWhat,
                                  .kind = Kind::text,
                                  .label = tr("What are you worried about?"),
                                  .missing = tr("Tell us what you are worried about"),
                                  .hint = tr("Say what you saw or heard, when and where, in your own words. You do not need proof, and "
                                             "nothing is too small."),
                                  .at_most = 8000}};

constexpr Field kDangerFields[] = {{.name = kDanger,
                                    .kind = Kind::choice,
                                    .label = tr("Could somebody come to harm today?"),
                                    .missing = tr("Choose whether somebody could come to harm today"),
                                    .options = kDangerOptions}};

constexpr Field kCentreFields[] = {{.name = kCentre,
                                    .kind = Kind::pick,
                                    .label = tr("Where do they study or work?"),
                                    .missing = {},
                                    .need = Need::optional,
                                    .hint = tr("Leave this out if you do not know")}};

constexpr Field kReporterFields[] = {
    {.name = kReporter,
     .kind = Kind::choice,
     .label = tr("May we know who you are?"),
     .missing = tr("Choose whether we may know who you are"),
     .options = kReporterOptions},
    {.name = kReporterName,
     .kind = Kind::line,
     .label = tr("Your name"),
     .missing = tr("Enter your name"),
     .when = {kReporter, "named"},
     .autocomplete = "name"},
    {.name = "reporter_contact",
     .kind = Kind::line,
     .label = tr("How can we reach you?"),
     .missing = tr("Enter an email address or a telephone number"),
     .hint = tr("An email address or a telephone number"),
     .when = {kReporter, "named"},
     .autocomplete = "email"}};

constexpr Field kOwnPersonFields[] = {
    {.name = kName, .kind = Kind::line, .label = tr("Your name"), .missing = tr("Enter your name"), .autocomplete = "name"},
    {.name = "find",
     .kind = Kind::line,
     .label = tr("How can we find you?"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("For example a course and year, a department or a hall of residence"),
     .at_most = 300,
     .autocomplete = "off"}};

constexpr Field kOwnCentreFields[] = {{.name = kCentre,
                                       .kind = Kind::pick,
                                       .label = tr("Where do you study or work?"),
                                       .missing = {},
                                       .need = Need::optional,
                                       .hint = tr("Leave this out if you do not want to say")}};

// Who has named themselves is not asked whether they want to stay anonymous.
constexpr Field kOwnContactFields[] = {{.name = "reporter_contact",
                                        .kind = Kind::line,
                                        .label = tr("How can we reach you?"),
                                        .missing = {},
                                        .need = Need::optional,
                                        .hint = tr("An email address or a telephone number that is safe for you"),
                                        .autocomplete = "email"}};

constexpr Question kOwnQuestions[] = {
    {"person", tr("Who are you?"), kOwnPersonFields},
    {"centre", tr("Where do you study or work?"), kOwnCentreFields},
    {"you", tr("How can we reach you?"), kOwnContactFields},
};

constexpr Question kQuestions[] = {
    {"whom", tr("Who are you worried about?"), kWhomFields},
    {"person", tr("Who is it?"), kPersonFields},
    {"what", tr("What are you worried about?"), kWhatFields},
    {"danger", tr("Could somebody come to harm today?"), kDangerFields},
    {"centre", tr("Where do they study or work?"), kCentreFields},
    {"you", tr("May we know who you are?"), kReporterFields},
};

}  // namespace

std::span<const Question> telling_questions() { return kQuestions; }

const Question& asked_of_oneself(const Question& question) {
  for (const Question& own : kOwnQuestions)
    if (own.slug == question.slug) return own;
  return question;
}

forms::Picks telling_picks(db::Read& read) {
  forms::Picks picks;
  for (const auto& centre : people::centres(read)) picks[std::string{kCentre}].push_back({centre.id.text(), centre.name});
  return picks;
}

}  // namespace regard::concerns
