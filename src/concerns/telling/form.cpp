#include "concerns/telling/form.h"

#include <algorithm>

#include "people/people.h"
#include "platform/forms/declared.h"
#include "platform/provisions/mistakes.h"

namespace regard::concerns {
namespace {

std::string_view provision_for(std::string_view whom) { return whom == kMyself ? "telling_oneself" : "telling"; }

std::span<const forms::Question> questions_of(const web::Services& services, const provisions::Kept& provision) {
  return services.declarations.of(provision).questions();
}

constexpr std::ptrdiff_t kFewestDigits = 6;  // of a telephone number, as people say it within a town

bool could_reach_somebody(std::string_view typed) {
  if (typed.find('@') != std::string_view::npos) return typed.find('.') != std::string_view::npos;
  return std::ranges::count_if(typed, [](char c) { return c >= '0' && c <= '9'; }) >= kFewestDigits;
}

using forms::Kind;
using forms::Need;

// As they are read: in deciding by when, in keeping away who is named, in what happens on these pages.
constexpr forms::Option kWhomAnswers[] = {{kSomeoneElse, {}}, {kMyself, {}}};
constexpr forms::Option kDangerAnswers[] = {{"now", {}}, {"unsure", {}}, {"later", {}}};
constexpr forms::Field kReadOfEverybody[] = {
    {.name = kWhom, .kind = Kind::choice, .label = {}, .missing = {}, .options = kWhomAnswers},
    {.name = kName, .kind = Kind::line, .label = {}, .missing = {}},
    {.name = kWhat, .kind = Kind::text, .label = {}, .missing = {}},
    {.name = kDanger, .kind = Kind::choice, .label = {}, .missing = {}, .options = kDangerAnswers},
    {.name = kCentre, .kind = Kind::pick, .label = {}, .missing = {}, .need = Need::optional},
    {.name = kNotFor, .kind = Kind::text, .label = {}, .missing = {}, .need = Need::optional}};
constexpr forms::Option kReporterAnswers[] = {{"named", {}}, {kInConfidence, {}}, {"anonymous", {}}};
constexpr forms::Field kReadOfAReporter[] = {
    {.name = kReporter, .kind = Kind::choice, .label = {}, .missing = {}, .options = kReporterAnswers},
    {.name = kReporterContact, .kind = Kind::line, .label = {}, .missing = {}, .need = Need::optional, .when = {kReporter, "named"}},
    {.name = kReporterName, .kind = Kind::line, .label = {}, .missing = {}, .when = {kReporter, "named"}},
    {.name = kConfidentialName, .kind = Kind::line, .label = {}, .missing = {}, .when = {kReporter, kInConfidence}},
    {.name = kConfidentialContact, .kind = Kind::line, .label = {}, .missing = {}, .when = {kReporter, kInConfidence}}};

// Where pages of ours stand beside the questions (routes.cpp).
constexpr std::string_view kTakenSlugs[] = {"before-you-start", "emergency", "check", "sent", "about-you", "receipt", "start-again"};

bool has_field(const forms::Question& question, std::string_view name) { return std::ranges::count(question.fields, name, &forms::Field::name) > 0; }

// Who studies where is not asked where there is one place, nor who they are of whoever has signed in: with it goes all of its page.
void check_asked_alone(const forms::Question& question, std::string_view field, provisions::Mistakes& mistakes) {
  if (!has_field(question, field)) return;
  for (const auto& read : kReadOfEverybody)
    if (read.name != field && has_field(question, read.name))
      mistakes.add(tr("Ask this on another page, as that page is not shown to everybody: {NUMBER}"), std::string{read.name} + ", " + std::string{question.slug});
}

// Who tells us about themselves may leave their name out.
std::vector<forms::Field> read_of_everybody(std::string_view form) {
  std::vector<forms::Field> read{std::begin(kReadOfEverybody), std::end(kReadOfEverybody)};
  if (form != provision_for(kMyself)) return read;
  std::ranges::find(read, kName, &forms::Field::name)->need = Need::optional;
  read.push_back({.name = kReporterContact, .kind = Kind::line, .label = {}, .missing = {}, .need = Need::optional});
  return read;
}

}  // namespace

Done check_telling(const provisions::Provision& written) {
  const auto form = forms::Declared::read(written.content);
  if (!form) return tl::unexpected{form.error()};
  provisions::Mistakes mistakes;
  forms::find_lacking(**form, read_of_everybody(written.name), mistakes);
  if (written.name == provision_for(kSomeoneElse)) forms::find_lacking(**form, kReadOfAReporter, mistakes);
  const auto& first = (*form)->questions().front();
  if (first.slug != kWhom || !has_field(first, kWhom)) mistakes.add(tr("Begin with this question, as every way to the form leads there: {NUMBER}"), kWhom);
  for (const auto& question : (*form)->questions()) {
    if (std::ranges::count(kTakenSlugs, question.slug) > 0) mistakes.add(tr("Choose another slug, as Regard has a page of this name already: {NUMBER}"), question.slug);
    for (const auto field : {kCentre, kReporter}) check_asked_alone(question, field, mistakes);
  }
  return mistakes.done("telling.check");
}

std::span<const forms::Question> telling_questions(db::Read& read, const web::Services& services, std::string_view whom, Date on) {
  return questions_of(services, services.provisions.in_force(read, provision_for(whom), on));
}

std::string telling_version(db::Read& read, const web::Services& services, std::string_view whom, Date on) {
  return services.provisions.in_force(read, provision_for(whom), on)->version;
}

std::span<const forms::Question> questions_told_with(db::Read& read, const web::Services& services, std::string_view whom,
                                                     std::string_view version, Date today) {
  const auto name = provision_for(whom);
  const auto all = provisions::versions(read, name);  // before there were any, the questions stood in the program
  if (std::ranges::count(all, version, &provisions::Provision::version) == 0) return telling_questions(read, services, whom, today);
  return questions_of(services, services.provisions.version(read, name, version));
}

bool is_in_confidence(const forms::Answers& answers) { return answers.text(kReporter) == kInConfidence && answers.has(kConfidentialName); }

std::vector<FieldError> contact_mistakes(const forms::Answers& answers) {
  std::vector<FieldError> wrong;
  for (const auto field : {kReporterContact, kConfidentialContact})
    if (answers.has(field) && !could_reach_somebody(answers.text(field)))
      wrong.push_back({std::string{field}, tr("Enter an email address like name@example.com, or a telephone number with its area code")});
  return wrong;
}

forms::Picks telling_picks(db::Read& read) {
  forms::Picks picks;
  for (const auto& centre : people::centres(read)) picks[std::string{kCentre}].push_back({centre.id.text(), centre.name});
  return picks;
}

}  // namespace regard::concerns
