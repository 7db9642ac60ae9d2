#include "concerns/referral/prefill.h"

#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/opening.h"
#include "concerns/party/store.h"
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

// "Robin Made-Up": what stands after the last space is most often the last name; people look at it before anything is sent.
void add_name(Filled& filled, const std::string& whole) {
  if (whole.empty()) return;
  const auto space = whole.rfind(' ');
  filled[field::kForename] = whole.substr(0, space);
  if (space != std::string::npos) filled[field::kSurname] = whole.substr(space + 1);
}

void add_contact(Filled& filled, const std::string& contact) {
  add(filled, contact.find('@') == std::string::npos ? field::kTelephones : field::kEmails, contact);
}

// Whom the case is about, as its people say; without such a person, by the case's own name.
void add_subject(Filled& filled, db::Read& read, const web::Services& services, const Opened& opened) {
  const PrivateText name = crypto::open(opened.key, {kCaseName, opened.record.id.value}, opened.record.name_sealed);
  add_name(filled, name.reveal());
  for (const Party& party : store::parties(read, opened.record.id)) {
    const auto key = services.keyring.find(party.key);
    if (party.part != Part::subject || party.state != PartyState::present || !key) continue;
    const PartyDetails details = details_of(party, *key);
    add_name(filled, details.name.reveal());
    if (!details.born_on.empty()) filled[field::kBornOn] = details.born_on.reveal();
    if (!details.student_number.empty()) filled[field::kStudentNumber] = details.student_number.reveal();
    if (!details.contact.empty()) add_contact(filled, details.contact.reveal());
    return;  // of several, the one who was there first
  }
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
  filled[field::kReferrerOrganisation] = services.provider_name;
  const auto person = people::find(read, *viewer.person);
  if (!person) return;
  filled[field::kReferrerName] = person->name;
  filled[field::kReferrerEmail] = person->email;
}

}  // namespace

FormAnswers prefilled(db::Read& read, const web::Services& services, const i18n::Language& language, const Viewer& viewer, const Opened& opened, const NationalForm& form) {
  Filled filled;
  add_concerns(filled, {read, services, language, viewer}, opened.record);
  add_subject(filled, read, services, opened);
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
