// That a referral was sent, and the copies of what was sent.
#include <boost/json.hpp>

#include "concerns/agency/store.h"
#include "concerns/category/category.h"
#include "concerns/declared_choices.h"
#include "concerns/figures/handlers.h"
#include "concerns/pathway/step.h"
#include "concerns/referral/document.h"
#include "concerns/referral/events.h"
#include "concerns/referral/forms.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/pages.h"
#include "concerns/referral/sending.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::concerns {
namespace {

Done may_send(const OpenedReferral& opened, const Viewer& viewer) { return referring::may(opened.referral, ReferralAction::send, viewer); }

forms::Picks picks(db::Read& read, const web::Visit& visit, const provisions::Provision& bases) {
  forms::Picks made;
  for (const auto& agency : store::agencies(read)) made[std::string{referring::kAgency}].push_back({agency.id.text(), agency.name});
  for (const Route route : {Route::secure_email, Route::portal, Route::post})
    made[std::string{referring::kRoute}].push_back({std::string{word(route)}, visit.language(label(route))});
  made[std::string{referring::kBasis}] = offered(visit.language, choices_of(bases, "basis"));
  return made;
}

web::FormPage sending_page(db::Read& read, const web::Visit& visit, const OpenedReferral& opened) {
  auto page = referring::form_page(visit, opened, referring::kSendingQuestion);
  const auto bases = visit.services.provisions.in_force(read, "referral_bases", london_date(visit.now));
  page.picks = picks(read, visit, *bases);
  page.adds = true;
  page.button = visit.language(tr("Record that it was sent"));
  if (page.picks[std::string{referring::kAgency}].empty())
    page.before = html::render(visit.services.views, visit.language,
                               html::WarningText{.text = visit.language(tr("No agency is in the register yet. Add the one that it goes to first, then come back here."))});
  if (store::categories(read, opened.record.id).empty())
    page.before += html::render(visit.services.views, visit.language,
                                html::WarningText{.text = visit.language(tr("The categories for the figures are not chosen yet. Choose them on the page Referral, before or after this: until then the case is counted under none."))});
  page.before += definitions(visit, *bases, "basis");
  page.before += definition_note(visit, read, word(StepKind::referral));
  return page;
}

Result<std::string> act_sending(const web::Visit& visit, const web::Posted& posted) {
  const auto& answers = posted.answers;
  const NewSending sending{StepId{posted.once}, answers.text(referring::kSentOn), AgencyId::stored(answers.text(referring::kAgency)),
                           route_from(answers.text(referring::kRoute)), answers.text(referring::kBasis), answers.hidden(referring::kBasisNote), posted.version};
  auto done = visit.services.database.write([&](db::Tx& tx) {
    return send_referral(tx, visit.services, visit.language, visit.viewer, visit.parameter("reference"), sending, visit.now);
  });
  if (!done && done.error().code.starts_with("referral.") && done.error().kind == ErrorKind::not_allowed) return fail(ErrorKind::conflict, done.error().code);
  if (!done) return tl::unexpected{done.error()};
  return referring::url_of(visit.parameter("reference"));
}

constexpr web::RecordForm<OpenedReferral> kSendingForm{referring::find, may_send, sending_page, act_sending, referring::says_now};

// A copy as it was sent; taking it is recorded.
struct TakenCopy {
  std::string document, file_name;
};
Result<TakenCopy> take_copy(const web::Visit& visit, std::string_view ending) {
  const auto id = uuid_from(visit.parameter("copy"));
  if (!id) return fail(ErrorKind::not_found, "referral.copy");
  auto read = visit.services.database.read();
  const auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  const auto copy = store::find_copy(read, sight_of(visit.viewer, kOverseeCases), opened->record.reference, CopyId{*id});
  if (!copy) return fail(ErrorKind::not_found, "referral.copy");
  const PrivateText document = crypto::open(opened->key, {kCopyDocument, copy->id.value}, copy->document_sealed);
  const bool is_as_sent = copy->hash == hash_of(opened->key, document.reveal()) || copy->hash == crypto::hash(document.reveal());  // earlier copies: without the key
  if (!is_as_sent) throw crypto::Damage("a copy of a referral is not what was sent");
  const auto parsed = boost::json::parse(document.reveal()).as_object();
  const std::string file_name = std::string{parsed.at("reference").as_string()} + "-" + std::to_string(copy->edition);
  const PrivateText what{file_name + std::string{ending}};
  visit.services.audit.looked(visit.viewer, visit.now, CaseHappened{.type = kReferralDocumentTaken, .record = opened->record, .key = opened->key, .what = what});
  return TakenCopy{document.reveal(), file_name};
}

}  // namespace

Result<http::Response> ask_referral_sending(const web::Visit& visit) { return web::ask(visit, kSendingForm); }
Result<http::Response> save_referral_sending(const web::Visit& visit) { return web::answer(visit, kSendingForm); }

Result<http::Response> take_copy_pdf(const web::Visit& visit) {
  const auto taken = take_copy(visit, ".pdf");
  if (!taken) return tl::unexpected{taken.error()};
  const auto document = boost::json::parse(taken->document).as_object();
  auto bytes = documents::pdf(documents::page(visit.services.views, visit.language, paper_of(visit, document)));
  if (!bytes) return tl::unexpected{bytes.error()};
  return referring::attachment(std::move(*bytes), "application/pdf", taken->file_name + ".pdf");
}

Result<http::Response> take_copy_json(const web::Visit& visit) {
  const auto taken = take_copy(visit, ".json");
  if (!taken) return tl::unexpected{taken.error()};
  return referring::attachment(taken->document, "application/json", taken->file_name + ".json");
}

}  // namespace regard::concerns
