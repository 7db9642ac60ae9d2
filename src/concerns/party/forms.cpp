#include "concerns/party/forms.h"

#include <algorithm>

#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

using forms::Field;
using forms::Kind;
using forms::Need;

constexpr forms::Option kParts[] = {{"subject", tr("The person it is about"), tr("Whom this case looks after")},
                                    {"reporter", tr("Told us")},
                                    {"witness", tr("Saw or heard it")},
                                    {"affected", tr("Was harmed or affected")},
                                    {"alleged", tr("Is said to have done it"), tr("Said by somebody, and not found to be so")}};

constexpr Field kPartyFields[] = {
    {.name = kPart, .kind = Kind::choice, .label = tr("What is their part in it?"), .missing = tr("Choose their part in it"), .options = kParts},
    {.name = kPartyCalled,
     .kind = Kind::line,
     .label = tr("Name"),
     .missing = tr("Enter a name, or a few words that describe them"),
     .hint = tr("If you do not know the name, describe them in a few words"),
     .autocomplete = "off"},
    {.name = kPartyBorn, .kind = Kind::date, .label = tr("Date of birth"), .missing = {}, .need = Need::optional, .hint = tr("For example, 27 3 2005"), .days = forms::Days::born},
    {.name = kPartyNumber, .kind = Kind::line, .label = tr("Student number"), .missing = {}, .need = Need::optional, .at_most = 40, .autocomplete = "off"},
    {.name = kPartyReach,
     .kind = Kind::line,
     .label = tr("How can they be reached?"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("An email address or a telephone number"),
     .autocomplete = "off"},
    {.name = kPartyStaff,
     .kind = Kind::email,
     .label = tr("If they work here: their email address at work"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("Whoever has a part in a case does not look after it. Somebody that it is about, or who is said to have done it, is kept away from it at once."),
     .autocomplete = "off"},
    {.name = kPartyKnown,
     .kind = Kind::text,
     .label = tr("What else matters about their part?"),
     .missing = {},
     .need = Need::optional,
     .hint = tr("Leave out faith, origin and opinions."),
     .at_most = 2000}};

constexpr Field kEndFields[] = {{.name = kPartyWhy,
                                 .kind = Kind::text,
                                 .label = tr("Why have they no part in it any more?"),
                                 .missing = tr("Enter your reasons"),
                                 .hint = tr("They stay on record as somebody who had a part in it."),
                                 .at_most = 4000}};

constexpr Field kTakeUpFields[] = {
    {.name = kPartyWhy, .kind = Kind::text, .label = tr("Why have they a part in it after all?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

constexpr forms::Option kVerdicts[] = {{"kept_away", tr("Keep them away from this case"), tr("For them it will not exist, nor the concerns and cases of the same incident")},
                                       {"stays", tr("No, it is somebody else, or their part is no conflict")}};

constexpr Field kStaffFields[] = {
    {.name = kStaffPerson, .kind = Kind::pick, .label = tr("Who?"), .missing = tr("Choose a person")},
    {.name = kStaffVerdict, .kind = Kind::choice, .label = tr("Are they to be kept away?"), .missing = tr("Choose whether they are kept away"), .options = kVerdicts},
    {.name = kPartyWhy, .kind = Kind::text, .label = tr("Why?"), .missing = tr("Enter your reasons"), .at_most = 4000}};

}  // namespace

const forms::Question kNewPartyQuestion{"people/new", tr("Add a person"), kPartyFields};
const forms::Question kChangePartyQuestion{"change", tr("Change what is known of this person"), kPartyFields};
const forms::Question kEndPartQuestion{"part", tr("End their part in this case"), kEndFields};
const forms::Question kTakeUpPartQuestion{"part", tr("They have a part in it after all"), kTakeUpFields};
const forms::Question kStaffQuestion{"staff", tr("Somebody who works here may be this person"), kStaffFields};

Result<PartyDetails> details_from(db::Read& read, const forms::Answers& answers) {
  PartyDetails details{.part = part_from(answers.text(kPart)),
                       .name = answers.hidden(kPartyCalled),
                       .born_on = answers.hidden(kPartyBorn),
                       .student_number = answers.hidden(kPartyNumber),
                       .contact = answers.hidden(kPartyReach),
                       .note = answers.hidden(kPartyKnown)};
  const std::string& email = answers.text(kPartyStaff);
  if (email.empty()) return details;
  const auto called = people::called(read, email);
  const auto found = std::ranges::find_if(called, [&](const people::Person& person) { return people::is_same_email(person.email, email); });
  if (found == called.end()) return fail(ErrorKind::invalid, "party.staff", {{std::string{kPartyStaff}, tr("Nobody who works here has this address. Correct it or leave it out")}});
  details.person = found->id;
  return details;
}

std::string birthday(const i18n::Language& language, const PartyDetails& details) {
  const auto day = date_from_iso(details.born_on.reveal());
  return day ? i18n::long_date(language, *day) : details.born_on.reveal();
}

forms::Answers answers_from(db::Read& read, const PartyDetails& details) {
  forms::Answers answers;
  const auto set = [&](std::string_view field, const PrivateText& text) {
    if (!text.empty()) answers.set(field, text.reveal());
  };
  answers.set(kPart, std::string{word(details.part)});
  set(kPartyCalled, details.name);
  set(kPartyBorn, details.born_on);
  set(kPartyNumber, details.student_number);
  set(kPartyReach, details.contact);
  set(kPartyKnown, details.note);
  if (details.person)
    if (const auto person = people::find(read, *details.person)) answers.set(kPartyStaff, person->email);
  return answers;
}

}  // namespace regard::concerns
