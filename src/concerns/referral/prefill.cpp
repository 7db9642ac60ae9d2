#include "concerns/referral/prefill.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/opening.h"
#include "concerns/telling/form.h"
#include "people/people.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

using Filled = std::map<std::string_view, std::string>;

// One after the other, as several people may have told of it.
void add(Filled& filled, std::string_view field, const std::string& text) {
  if (text.empty()) return;
  std::string& so_far = filled[field];
  if (so_far.find(text) != std::string::npos) return;
  so_far += (so_far.empty() ? "" : "\n\n") + text;
}

void add_name(Filled& filled, const Opened& opened) {
  const PrivateText name = crypto::open(opened.key, {concerns::kCaseName, opened.record.id.value}, opened.record.name_sealed);
  const std::string& whole = name.reveal();
  const auto space = whole.rfind(' ');
  filled[field::kForename] = whole.substr(0, space);
  if (space != std::string::npos) filled[field::kSurname] = whole.substr(space + 1);
}

void add_identifier(Filled& filled, const forms::Answers& told) {
  if (told.text(kReporter) != "named") {
    filled[field::kIdentifierAnonymous] = "yes";
    return;
  }
  filled[field::kIdentifierAnonymous] = "no";
  filled[field::kIdentifierName] = told.text(kReporterName);
  const std::string& contact = told.text("reporter_contact");
  filled[contact.find('@') == std::string::npos ? field::kIdentifierTelephone : field::kIdentifierEmail] = contact;
}

// How whoever told it knows it, as the words of the form that they told it on.
constexpr std::pair<std::string_view, Words> kKnown[] = {{"saw", tr("Whoever told us saw or heard it themselves.")},
                                                         {"told", tr("Somebody told whoever told us.")},
                                                         {"read", tr("Whoever told us read it.")}};

// Facts, how they are known, what is assumed and what else could explain it stay apart.
void add_account(Filled& filled, const i18n::Language& language, const forms::Answers& told) {
  add(filled, field::kFacts, told.text(kWhat));
  for (const auto& [value, words] : kKnown)
    if (told.text("known") == value) add(filled, field::kHowKnown, language(words));
  add(filled, field::kHowKnown, told.text("known_more"));
  add(filled, field::kAssumption, told.text("assumed"));
  add(filled, field::kAlternative, told.text("alternative"));
}

struct Reading {
  db::Read& read;
  const web::Services& services;
  const i18n::Language& language;
  const Viewer& viewer;
};

void add_concerns(Filled& filled, const Reading& by, const Case& record) {
  std::vector<Uuid> ids;
  for (const ConcernId& id : store::concerns_of(by.read, record.id)) ids.push_back(id.value);
  auto concerns = store::visible_among(by.read, sight_of(by.viewer, kTriage), ids);
  std::ranges::sort(concerns, {}, &Concern::raised_at);
  for (const Concern& concern : concerns) {
    const auto key = by.services.keyring.find(concern.key);
    if (!key) continue;
    const PrivateText opened = crypto::open(*key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
    const forms::Answers told = forms::from_own_json(opened.reveal());
    add_account(filled, by.language, told);
    add(filled, field::kEducation, told.text("find"));
    if (&concern != &concerns.front()) continue;
    filled[field::kBornOn] = told.text("date_of_birth");
    filled[field::kStudentNumber] = told.text("student_number");
    filled[field::kFirstKnownOn] = iso(london_date(concern.raised_at));
    add_identifier(filled, told);
  }
}

void add_referrer(Filled& filled, db::Read& read, const web::Services& services, const Viewer& viewer) {
  filled[field::kReferrerName] = viewer.name;
  filled[field::kReferrerOrganisation] = services.provider_name;
  if (const auto person = people::find(read, *viewer.person)) filled[field::kReferrerEmail] = person->email;
}

}  // namespace

FormAnswers prefilled(db::Read& read, const web::Services& services, const i18n::Language& language, const Viewer& viewer, const Opened& opened, const NationalForm& form) {
  Filled filled;
  add_name(filled, opened);
  add_concerns(filled, {read, services, language, viewer}, opened.record);
  add_referrer(filled, read, services, viewer);
  FormAnswers answers;
  for (const FormSection& section : form.sections) {
    forms::Answers& of_section = answers[std::string{section.slug}];
    for (const forms::Field& field : section.fields())
      if (const auto found = filled.find(field.name); found != filled.end() && !found->second.empty()) of_section.set(field.name, found->second);
  }
  return answers;
}

}  // namespace regard::concerns
