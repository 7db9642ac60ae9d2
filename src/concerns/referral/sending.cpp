#include "concerns/referral/sending.h"

#include <algorithm>

#include "concerns/agency/store.h"
#include "concerns/pathway/actions.h"
#include "concerns/pathway/store.h"
#include "concerns/declared_choices.h"
#include "concerns/referral/document.h"
#include "concerns/referral/events.h"
#include "concerns/referral/store.h"
#include "platform/base/calendar.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<Route> kRoutes[] = {{Route::secure_email, "secure_email"}, {Route::portal, "portal"}, {Route::post, "post"}};

tl::unexpected<Error> refused(std::string code, std::string field, Words message) {
  return fail(ErrorKind::invalid, std::move(code), {{std::move(field), message}});
}

// A day between the last check and the day until which it was weighed.
Done is_in_order(const Referral& referral, const NewSending& sending) {
  if (referral.checked_at && sending.sent_on < iso(london_date(*referral.checked_at)))
    return refused("referral.sent_before_check", "sent_on", tr("Enter a day that is no earlier than the day on which it was checked"));
  if (referral.readiness.review_on && sending.sent_on > *referral.readiness.review_on)
    return refused("referral.weighed_long_ago", "", tr("The day to look at it again has passed. Change it once more: weigh why it is proportionate, and set another day"));
  return {};
}

struct ChosenBasis {
  provisions::Kept provision;
  DeclaredChoice choice;
};
Result<ChosenBasis> basis_of(db::Tx& tx, const web::Services& services, const NewSending& sending, Instant now) {
  auto provision = services.provisions.in_force(tx, "referral_bases", london_date(now));
  const auto choices = choices_of(*provision, "basis");
  const auto* chosen = choice_named(choices, sending.basis);
  if (!chosen) return refused("referral.basis", "basis", tr("Choose one of the answers on this page"));
  if (sending.basis == "agreement" && sending.basis_note.empty()) return refused("referral.agreement", "basis_note", tr("Enter which agreement it is"));
  return ChosenBasis{std::move(provision), *chosen};
}

std::string basis_in_words(const i18n::Language& language, const DeclaredChoice& basis, const PrivateText& note) {
  const std::string label = language(basis.label);
  return note.empty() ? label : label + ". " + note.reveal();
}

FormAnswers answers_saved(db::Tx& tx, const OpenedReferral& opened) {
  FormAnswers all;
  for (const SavedSection& saved : store::sections(tx, opened.referral.id)) all[saved.slug] = answers_of(saved.answers_sealed, saved.id, opened.key);
  return all;
}

// What was sent, and beside it why: sealed as they stand now.
Copy copy_of(const OpenedReferral& opened, const NewSending& sending, const ChosenBasis& basis, const std::string& document, const std::string& reasons,
             const Viewer& viewer, Instant now) {
  Copy copy{.id = CopyId::make(now), .edition = opened.referral.edition, .form_version = opened.referral.form_version, .sent_on = sending.sent_on,
            .recorded_at = now, .sent_by = *viewer.person, .agency = sending.agency, .route = sending.route, .basis = sending.basis,
            .basis_version = basis.provision->version, .hash = hash_of(opened.key, document), .document_sealed = {}, .reasons_sealed = {}, .basis_note_sealed = {}};
  copy.document_sealed = crypto::seal(opened.key, {kCopyDocument, copy.id.value}, PrivateText{document});
  copy.reasons_sealed = crypto::seal(opened.key, {kCopyReasons, copy.id.value}, PrivateText{reasons});
  if (!sending.basis_note.empty()) copy.basis_note_sealed = crypto::seal(opened.key, {kCopyBasisNote, copy.id.value}, sending.basis_note);
  return copy;
}

// The case's way goes on from the first edition; a later one corrects what is on its way already, unless that was withdrawn.
Done record_on_pathway(db::Tx& tx, const web::Services& services, const Viewer& viewer, const OpenedReferral& opened, const NewSending& sending, Instant now) {
  const auto is_on_its_way = [](const Step& step) { return step.kind == StepKind::referral && step.counts(); };
  if (opened.referral.edition > 1 && std::ranges::any_of(store::steps(tx, opened.record.id), is_on_its_way)) return {};
  const NewStep step{.id = sending.step, .kind = StepKind::referral, .happened_on = sending.sent_on, .agency = sending.agency};
  auto recorded = record_referral(tx, services, viewer, Opened{opened.record, opened.key}, step, now);
  if (recorded) return {};
  for (FieldError& mistake : recorded.error().fields)
    if (mistake.field == "happened_on") mistake.field = "sent_on";  // as it is called on this page
  return tl::unexpected{recorded.error()};
}

}  // namespace

std::string_view word(Route route) { return word_in(kRoutes, route); }
Route route_from(std::string_view stored) { return value_in(kRoutes, stored); }

Words label(Route route) {
  switch (route) {
    case Route::secure_email: return tr("Secure email");
    case Route::portal: return tr("The agency’s own portal");
    case Route::post: return tr("Post, by hand or recorded delivery");
  }
  throw std::logic_error("Route outside its enumerators");
}

Result<Referral> send_referral(db::Tx& tx, const web::Services& services, const i18n::Language& language, const Viewer& viewer,
                               std::string_view case_reference, const NewSending& sending, Instant now) {
  auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  Referral& referral = opened->referral;
  if (auto moved = referral.attempt(ReferralAction::send, viewer); !moved) return tl::unexpected{moved.error()};
  if (auto order = is_in_order(referral, sending); !order) return tl::unexpected{order.error()};
  const auto agency = store::find_agency(tx, sending.agency);
  if (!agency || agency->ended_at) return refused("referral.agency", "agency", tr("Choose an agency of the register"));
  const auto basis = basis_of(tx, services, sending, now);
  if (!basis) return tl::unexpected{basis.error()};
  const NationalForm form = form_of_version(services, tx, referral.form_version);
  const FormAnswers answers = answers_saved(tx, *opened);
  const Sending how{agency->name, language(label(sending.route)), basis_in_words(language, basis->choice, sending.basis_note), sending.sent_on};
  store::insert(tx, referral.id, copy_of(*opened, sending, *basis, text_of(document_of(services, language, form, answers, *opened, how)),
                                         text_of(reasons_of(language, form, answers)), viewer, now));
  referral.sent_at = now;
  referral.version = sending.version;
  if (!store::save(tx, referral)) return fail(ErrorKind::conflict, "referral.changed");
  if (auto recorded = record_on_pathway(tx, services, viewer, *opened, sending, now); !recorded) return tl::unexpected{recorded.error()};
  services.audit.append(tx, viewer, now, CaseHappened{.type = kReferralSent, .record = opened->record, .key = opened->key, .what = PrivateText{agency->name}});
  return referral;
}

}  // namespace regard::concerns
