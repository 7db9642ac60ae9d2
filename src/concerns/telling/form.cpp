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

constexpr Option kKnownOptions[] = {
    {"saw", tr("I saw or heard it myself")},
    {"told", tr("Somebody told me")},
    {"read", tr("I read it")},
    {"other", tr("Another way")},
};

constexpr Option kReporterOptions[] = {
    {"named", tr("Yes, you may know who I am"), tr("We can ask you more, and tell you that it was acted on")},
    {kInConfidence, tr("Only in confidence"),
     tr("Your name is locked away. Nobody who works on this sees it, unless somebody who is not concerned with it agrees to a written reason.")},
    {"anonymous", tr("No, I want to stay anonymous"), tr("We will take it just as seriously. You are given a number with which you can come back and read our questions.")},
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
     .autocomplete = "off"},
    {.name = "student_number",
     .kind = Kind::line,
     .label = tr("Student number, if they study here and you know it"),
     .missing = {},
     .need = Need::optional,
     .at_most = 30,
     .autocomplete = "off"},
    {.name = "date_of_birth",
     .kind = Kind::date,
     .label = tr("Date of birth, if you know it"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("For example, 27 3 2004")}};

constexpr Field kWhatFields[] = {{.name = kWhat,
                                  .kind = Kind::text,
                                  .label = tr("What did you see or hear?"),
                                  .missing = tr("Tell us what you saw or heard"),
                                  .hint = tr("Only what happened: when, where, and the words that were said, as well as you remember. What you make of "
                                             "it comes later. You do not need proof, and nothing is too small."),
                                  .at_most = 8000}};

constexpr Field kKnownFields[] = {{.name = "known",
                                   .kind = Kind::choice,
                                   .label = tr("How do you know this?"),
                                   .missing = tr("Choose how you know this"),
                                   .options = kKnownOptions},
                                  {.name = "known_more",
                                   .kind = Kind::text,
                                   .label = tr("More about how you know"),
                                   .missing = {},
                                   .need = Need::optional,
                                   .hint = tr("For example who told you and when, or where you read it"),
                                   .at_most = 1000}};

constexpr Field kAssumedFields[] = {{.name = "assumed",
                                     .kind = Kind::text,
                                     .label = tr("What do you think may be behind it?"),
                                     .missing = {},
                                     .need = Need::optional,
                                     .hint = tr("What you suppose, and do not know. It helps us to keep the two apart."),
                                     .at_most = 2000},
                                    {.name = "alternative",
                                     .kind = Kind::text,
                                     .label = tr("Could there be another explanation?"),
                                     .missing = {},
                                     .need = Need::optional,
                                     .hint = tr("An ordinary one, for example pressure of exams, grief, or a joke that was taken wrongly"),
                                     .at_most = 2000}};

constexpr Field kNotForFields[] = {{.name = kNotFor,
                                    .kind = Kind::text,
                                    .label = tr("Is there anybody who should not see this?"),
                                    .missing = {},
                                    .need = Need::optional,
                                    .hint = tr("Somebody at the university who is involved, or close to somebody who is. Give names or email addresses, one on each "
                                               "line. Whoever you are worried about never sees it: you need not name them here."),
                                    .at_most = 600}};

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
     .autocomplete = "email"},
    {.name = kConfidentialName,
     .kind = Kind::line,
     .label = tr("Your name, in confidence"),
     .missing = tr("Enter your name"),
     .when = {kReporter, kInConfidence},
     .autocomplete = "name"},
    {.name = kConfidentialContact,
     .kind = Kind::line,
     .label = tr("How could we reach you, if it was agreed?"),
     .missing = tr("Enter an email address or a telephone number"),
     .hint = tr("An email address or a telephone number"),
     .when = {kReporter, kInConfidence},
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

constexpr Field kOwnWhatFields[] = {{.name = kWhat,
                                     .kind = Kind::text,
                                     .label = tr("What is worrying you?"),
                                     .missing = tr("Tell us what is worrying you"),
                                     .hint = tr("In your own words. Nothing is too small."),
                                     .at_most = 8000}};

constexpr Field kOwnNotForFields[] = {{.name = kNotFor,
                                       .kind = Kind::text,
                                       .label = tr("Is there anybody who should not see this?"),
                                       .missing = {},
                                       .need = Need::optional,
                                       .hint = tr("Somebody at the university. Give names or email addresses, one on each line."),
                                       .at_most = 600}};

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
    {"what", tr("What is worrying you?"), kOwnWhatFields},
    {"centre", tr("Where do you study or work?"), kOwnCentreFields},
    {"not-for", tr("Is there anybody who should not see this?"), kOwnNotForFields},
    {"you", tr("How can we reach you?"), kOwnContactFields},
};

constexpr Question kQuestions[] = {
    {"whom", tr("Who are you worried about?"), kWhomFields},
    {"person", tr("Who is it?"), kPersonFields},
    {"what", tr("What did you see or hear?"), kWhatFields},
    {kKnown, tr("How you know this"), kKnownFields},
    {kAssumed, tr("What you think about it"), kAssumedFields},
    {"danger", tr("Could somebody come to harm today?"), kDangerFields},
    {"centre", tr("Where do they study or work?"), kCentreFields},
    {"not-for", tr("Is there anybody who should not see this?"), kNotForFields},
    {"you", tr("May we know who you are?"), kReporterFields},
};

}  // namespace

std::span<const Question> telling_questions() { return kQuestions; }

// Whoever worries about themselves knows it, and is not asked what they suppose.
bool is_asked_of_oneself(const Question& question) { return question.slug != kKnown && question.slug != kAssumed; }

const Question& asked_of_oneself(const Question& question) {
  for (const Question& own : kOwnQuestions)
    if (own.slug == question.slug) return own;
  return question;
}

bool is_in_confidence(const forms::Answers& answers) { return answers.text(kReporter) == kInConfidence && answers.has(kConfidentialName); }

forms::Picks telling_picks(db::Read& read) {
  forms::Picks picks;
  for (const auto& centre : people::centres(read)) picks[std::string{kCentre}].push_back({centre.id.text(), centre.name});
  return picks;
}

}  // namespace regard::concerns
