// The form on which information that a partner asked for is recorded as given. It stands in the place of the plain form of that step.
#include "concerns/casework/frame.h"
#include "concerns/declared_choices.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/store.h"
#include "concerns/referral/forms.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/information.h"
#include "concerns/referral/pages.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"

namespace regard::concerns {
namespace {

// The case, and the request that is answered.
struct Requested {
  Opened opened;
  Step request;
};

// The one that the address names; without one, what waits for our answer longest, else the newest.
Result<Requested> find_request(db::Read& read, const web::Visit& visit) {
  auto opened = open_visible(read, visit.services, visit.viewer, visit.parameter("reference"));
  if (!opened) return tl::unexpected{opened.error()};
  const auto wanted = uuid_from(visit.request.query.first("about"));
  std::optional<Step> found;
  for (Step& step : store::steps(read, opened->record.id)) {
    if (step.kind != StepKind::information_requested || !step.counts()) continue;
    if (wanted && step.id.value != *wanted) continue;
    if (!found || !found->is_open()) found = std::move(step);
  }
  if (!found) return fail(ErrorKind::not_found, "information.request");
  return Requested{std::move(*opened), std::move(*found)};
}

Done may_answer(const Requested& requested, const Viewer& viewer) { return may_record(requested.opened.record, StepKind::information_given, viewer); }

web::FormPage page_of(db::Read& read, const web::Visit& visit, const Requested& requested) {
  const std::string& reference = requested.opened.record.reference;
  const auto bases = visit.services.provisions.in_force(read, "referral_bases", london_date(visit.now));
  web::FormPage page{.question = referring::kInformationQuestion,
                     .action = case_url(reference, "/pathway/steps/information_given?about=" + requested.request.id.text()),
                     .back = case_url(reference, "/pathway"),
                     .reference = reference,
                     .caption = referring::caption(visit, requested.opened)};
  for (const Means means : {Means::meeting, Means::call, Means::letter, Means::secure_message})
    page.picks[std::string{referring::kMeans}].push_back({std::string{word(means)}, visit.language(label(means))});
  page.picks[std::string{referring::kBasis}] = offered(visit.language, choices_of(*bases, "basis"));
  page.adds = true;
  if (requested.request.text_sealed && requested.request.record == requested.opened.record.id) {  // else it is sealed under another key
    const PrivateText asked = crypto::open(requested.opened.key, {kStepText, requested.request.id.value}, *requested.request.text_sealed);
    page.before = html::render(visit.services.views, visit.language, html::InsetText{.text = asked.reveal()});
  }
  page.before += definitions(visit, *bases, "basis");
  return page;
}

std::string says_now(db::Read&, const web::Visit& visit, const Requested& requested) {
  return visit.language(requested.request.is_open() ? tr("Waits for our answer") : tr("Answered"));
}

Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto& answers = posted.answers;
  const auto request = [&] {
    auto read = visit.services.database.read();
    return find_request(read, visit);
  }();
  if (!request) return tl::unexpected{request.error()};
  const NewInformation given{StepId{posted.once}, request->request.id, answers.text(referring::kGivenOn), means_from(answers.text(referring::kMeans)),
                             extent_from(answers.text(referring::kExtent)), answers.text(referring::kBasis), answers.hidden(referring::kReasons),
                             answers.hidden(referring::kWords)};
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return give_information(tx, visit.services, visit.language, visit.viewer, visit.parameter("reference"), given, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return case_url(visit.parameter("reference"), "/pathway");
}

constexpr web::RecordForm<Requested> kForm{find_request, may_answer, page_of, act, says_now};

}  // namespace

Result<http::Response> ask_information(const web::Visit& visit) { return web::ask(visit, kForm); }
Result<http::Response> save_information(const web::Visit& visit) { return web::answer(visit, kForm); }

}  // namespace regard::concerns
