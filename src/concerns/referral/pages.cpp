#include "concerns/referral/pages.h"

#include "concerns/casework/events.h"
#include "concerns/opening.h"
#include "concerns/referral/store.h"
#include "concerns/shown_name.h"
#include "platform/forms/pages.h"
#include "platform/html/components.h"

namespace regard::concerns::referring {
namespace {

// Refusals that people can mend before they come back, as against those of their post.
bool can_be_mended(std::string_view code) { return code.starts_with("referral.") || code.starts_with("override."); }

}  // namespace

std::string url_of(std::string_view case_reference, std::string_view below) {
  return "/cases/" + std::string{case_reference} + "/referral" + std::string{below};
}

Result<OpenedReferral> find(db::Read& read, const web::Visit& visit) {
  return find_referral(read, visit.services, visit.viewer, visit.parameter("reference"));
}

Done may(const Referral& referral, ReferralAction action, const Viewer& viewer) {
  const auto permitted = workflow::permitted(kReferralMoves, referral, action, viewer);
  if (permitted) return {};
  if (can_be_mended(permitted.error().code)) return fail(ErrorKind::conflict, permitted.error().code);
  return tl::unexpected{permitted.error()};
}

Words what_is_missing(const Referral& referral) {
  if (referral.case_state != CaseState::open) return tr("The case is not open. Open the case again to go on with its referral.");
  if (referral.state != ReferralState::draft && referral.state != ReferralState::checked) return {};
  if (referral.readiness.sections_open > 0) return tr("Some sections are not marked as complete.");
  if (referral.readiness.consent != Consent::given && !referral.readiness.override_agreed)
    return tr("The person has not agreed, and nobody has agreed to go on without that.");
  return {};
}

std::string says_now(db::Read&, const web::Visit& visit, const OpenedReferral& opened) {
  const std::string state = visit.language(label(opened.referral.state));
  const Words missing = what_is_missing(opened.referral);
  if (missing.empty()) return state;
  std::string what = visit.language(missing);
  if (what.ends_with('.')) what.pop_back();  // it ends a sentence of the page
  return visit.language(tr("{STATE}. {MISSING}"), {{"STATE", state}, {"MISSING", what}});
}

std::string caption(const web::Visit& visit, const Opened& opened) {
  visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, opened.record, opened.key});
  const PrivateText name = crypto::open(opened.key, {kCaseName, opened.record.id.value}, opened.record.name_sealed);
  return visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", opened.record.reference}, {"NAME", shown_name(visit.language, name)}});
}

web::FormPage form_page(const web::Visit& visit, const OpenedReferral& opened, const forms::Question& question) {
  return {.question = question,
          .action = url_of(opened.record.reference, "/" + std::string{question.slug}),
          .back = url_of(opened.record.reference),
          .version = opened.referral.version,
          .reference = opened.record.reference,
          .caption = caption(visit, Opened{opened.record, opened.key})};
}

http::Response attachment(std::string bytes, std::string type, const std::string& file_name) {
  http::Response response;
  response.header("Content-Type", std::move(type)).header("Content-Disposition", "attachment; filename=\"" + file_name + "\"").header("Cache-Control", "no-store");
  response.body = std::move(bytes);
  return response;
}

FormAnswers all_answers(db::Read& read, const OpenedReferral& opened) {
  FormAnswers all;
  for (const SavedSection& saved : store::sections(read, opened.referral.id)) all[saved.slug] = answers_of(saved.answers_sealed, saved.id, opened.key);
  return all;
}

html::Html to_read(const web::Visit& visit, const NationalForm& form, const FormAnswers& answers) {
  html::View view{visit.services.views, visit.language, "concerns/views/referral_to_read.html"};
  for (const FormSection& section : form.sections) {
    html::View part = view.section("PART");
    part.set("PART_TITLE", visit.language(section.title));
    html::SummaryList list;
    const auto found = answers.find(section.slug);
    for (const forms::Field& field : section.fields()) {
      if (found == answers.end() || !found->second.has(field.name) || !forms::is_asked(field, found->second)) continue;
      list.rows.push_back({visit.language(field.label), forms::in_words(visit.language, field, found->second, {}), {}});
    }
    if (list.rows.empty()) part.show("NOTHING");
    else part.set("ANSWERS_HTML", html::render(visit.services.views, visit.language, list));
  }
  return view.render();
}

}  // namespace regard::concerns::referring
