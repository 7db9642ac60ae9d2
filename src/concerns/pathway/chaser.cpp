#include "concerns/pathway/chaser.h"

#include <boost/json.hpp>

#include "concerns/advice/known.h"
#include "concerns/agency/store.h"
#include "concerns/casework/store.h"
#include "concerns/opening.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/store.h"
#include "platform/base/calendar.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

constexpr std::string_view kChaserMail = "pathway.chaser";

std::string joined(const std::vector<std::string>& words) {
  std::string made;
  for (const auto& word : words) made += (made.empty() ? "" : ", ") + word;
  return made;
}

// Our own telephone number and address may stand in the letter.
std::vector<std::string> names_in_letter(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Opened& opened,
                                         std::string_view text, Date today) {
  std::vector<std::string> found;
  for (const auto& match : advice::identifying(text, known_people(tx, services, opened), today, language))
    if (match.kind == advice::Kind::name || match.kind == advice::Kind::number || match.kind == advice::Kind::birth_date)
      found.emplace_back(text.substr(match.from, match.length));
  return found;
}

// By mail there is somebody at the agency with an address.
Done may_go(db::Tx& tx, const Step& about, const Chaser& chaser) {
  if (chaser.means != Means::mail) return {};
  const auto contact = about.agency && chaser.contact ? store::find_contact(tx, *about.agency, *chaser.contact) : std::nullopt;
  if (contact && !contact->email.empty() && !contact->ended_at) return {};
  return fail(ErrorKind::invalid, "chaser.contact", {{"contact", tr("Choose a contact with an e-mail address, or say how else you asked")}});
}

}  // namespace

std::string chaser_draft(const web::Visit& visit, const Opened& opened, const Step& awaited, const Contact* contact) {
  const auto& say = visit.language;
  const std::string greeting = contact ? say(tr("Dear {NAME},"), {{"NAME", contact->name}}) : say(tr("Dear colleague,"));
  const std::string since = i18n::long_date(say, date_from_iso(awaited.happened_on).value());
  const std::string due = i18n::long_date(say, date_from_iso(awaited.due_on.value_or(awaited.happened_on)).value());
  return greeting + "\n\n" +
         say(tr("We wrote to you or spoke to you on {SINCE}. Our reference is {REFERENCE}. We had hoped for {WHAT} by {DUE}."),
             {{"SINCE", since}, {"REFERENCE", opened.record.reference}, {"WHAT", say(loop_of(awaited)->awaits)}, {"DUE", due}}) +
         "\n\n" + say(tr("Could you tell us what became of it, or when we may expect to hear? Please answer with our reference and without names.")) + "\n\n" +
         say(tr("The safeguarding team, {PROVIDER}"), {{"PROVIDER", visit.services.provider_name}});
}

Result<Step> chase(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer, std::string_view reference,
                   const Chaser& chaser, Instant now) {
  const auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  const auto about = store::find_step(tx, opened->record.id, chaser.about);
  if (!about) return fail(ErrorKind::not_found, "step.unknown");
  if (const auto names = names_in_letter(tx, services, language, *opened, chaser.text.reveal(), london_date(now)); !names.empty())
    return fail(ErrorKind::invalid, "chaser.names_somebody", {{"text", tr("Take out what says who it is about: {NUMBER}. The letter names our reference only"), joined(names)}});
  if (auto may = may_go(tx, *about, chaser); !may) return tl::unexpected{may.error()};
  const bool sent_before = store::is_used(tx, chaser.id);
  const NewStep step{.id = chaser.id, .kind = StepKind::chaser, .happened_on = iso(london_date(now)), .means = chaser.means, .agency = about->agency,
                     .about = about->id, .text = chaser.text};
  auto recorded = record_step(tx, services, viewer, *opened, step, now);
  if (!recorded || sent_before || chaser.means != Means::mail) return recorded;
  const boost::json::object payload{{"about", kChaserMail}, {"case", opened->record.id.text()}, {"step", chaser.id.text()}, {"contact", chaser.contact->text()}};
  outbox::enqueue(tx, "mail", boost::json::serialize(payload), now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
  return recorded;
}

std::optional<outbox::Message> chaser_letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  if (payload.at("about").as_string() != kChaserMail) return {};
  const auto id = [&](std::string_view name) { return std::string{payload.at(name).as_string()}; };
  auto read = services.database.read();
  const auto where = store::case_of(read, StepId::stored(id("step")));
  const auto record = where ? store::find_case(read, *where) : std::nullopt;
  const auto step = record ? store::find_step(read, record->id, StepId::stored(id("step"))) : std::nullopt;
  if (!step || !step->agency || !step->text_sealed || !step->counts()) return {};
  const auto contact = store::find_contact(read, *step->agency, ContactId::stored(id("contact")));
  const auto key = services.keyring.find(record->key);
  if (!contact || contact->email.empty() || !key) return {};
  const auto asked_from = store::find_case(read, CaseId::stored(id("case")));  // whose reference stands in the letter
  const std::string& reference = asked_from ? asked_from->reference : record->reference;
  const PrivateText text = crypto::open(*key, {kStepText, step->id.value}, *step->text_sealed);
  return outbox::Message{.id = job.id,
                         .to = contact->email,
                         .subject = language(tr("Our reference {REFERENCE}: may we hear from you?"), {{"REFERENCE", reference}}),
                         .text = std::string{text.reveal()}};
}

}  // namespace regard::concerns
