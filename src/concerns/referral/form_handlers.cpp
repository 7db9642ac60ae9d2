// The forms of a referral besides the national one: what is each one's own. How they go is in record_form.h.
#include <algorithm>

#include "concerns/opening.h"
#include "concerns/referral/forms.h"
#include "concerns/referral/handlers.h"
#include "concerns/referral/pages.h"
#include "concerns/referral/store.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

using referring::form_page;

template <ReferralAction action>
Done by_the_table(const OpenedReferral& opened, const Viewer& viewer) {
  return referring::may(opened.referral, action, viewer);
}

web::FormPage consent_page(db::Read&, const web::Visit& visit, const OpenedReferral& opened) {
  auto page = form_page(visit, opened, referring::kConsentQuestion);
  page.adds = true;
  return page;
}

web::FormPage override_page(db::Read&, const web::Visit& visit, const OpenedReferral& opened) {
  auto page = form_page(visit, opened, referring::kOverrideQuestion);
  const std::string text = visit.language(tr("Finish the form first. What is agreed to is what the form says then: once it changes, you have to ask again."));
  page.before = html::render(visit.services.views, visit.language, html::InsetText{.text = text});
  return page;
}

// With everything that is declared to be right.
web::FormPage ready_page(db::Read& read, const web::Visit& visit, const OpenedReferral& opened) {
  auto page = form_page(visit, opened, referring::kReadyQuestion);
  page.before = referring::to_read(visit, form_of_version(visit.services, read, opened.referral.form_version), referring::all_answers(read, opened));
  return page;
}

template <const forms::Question& question>
web::FormPage plain_page(db::Read&, const web::Visit& visit, const OpenedReferral& opened) {
  return form_page(visit, opened, question);
}

Result<Referral> act_consent(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const auto& answers = posted.answers;
  const NewConsent consent{ConsentId{posted.once}, consent_from(answers.text(referring::kAnswer)), answers.text(referring::kAnsweredOn),
                           consent_means_from(answers.text(referring::kMeans)), answers.hidden(referring::kWords), posted.version};
  return record_consent(tx, visit.services, visit.viewer, visit.parameter("reference"), consent, visit.now);
}

Result<Referral> act_override(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return ask_override(tx, visit.services, visit.viewer, visit.parameter("reference"), posted.answers.hidden(referring::kReasons), posted.version, visit.now);
}

template <ReferralAction action>
Result<Referral> act_change(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const ReferralChange change{action, action == ReferralAction::check ? PrivateText{} : posted.answers.hidden(referring::kReasons), posted.version};
  return change_referral(tx, visit.services, visit.viewer, visit.parameter("reference"), change, visit.now);
}

// What waits for a second person, with the form that they agree to.
struct Waiting {
  OpenedReferral opened;
  Override request;
};

Result<Waiting> find_waiting(db::Read& read, const web::Visit& visit) {
  auto opened = referring::find(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const auto all = store::overrides(read, opened->referral.id);
  if (all.empty()) return fail(ErrorKind::not_found, "override.none");
  return Waiting{std::move(*opened), all.front()};
}

bool asked_oneself(const Waiting& waiting, const Viewer& viewer) { return !asked_for_override_themselves(waiting.request, viewer).empty(); }

Done may_decide(const Waiting& waiting, const Viewer& viewer) {
  const bool is_open = waiting.opened.referral.state == ReferralState::draft && waiting.opened.record.state == CaseState::open;
  if (!is_open || waiting.request.state != OverrideState::asked) return fail(ErrorKind::conflict, "override.not_waiting");
  const auto action = asked_oneself(waiting, viewer) ? OverrideAction::withdraw : OverrideAction::refuse;
  const auto may = workflow::permitted(kOverrideMoves, waiting.request, action, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

html::Html what_is_asked(db::Read& read, const web::Visit& visit, const Waiting& waiting) {
  const auto& say = visit.language;
  const PrivateText reasons = crypto::open(waiting.opened.key, {kOverrideReasons, waiting.request.id.value}, waiting.request.reasons_sealed);
  const StaffNames staff{read, say, {waiting.request.asked_by}};
  html::SummaryList list;
  list.rows.push_back({say(tr("Asked by")), staff.of(waiting.request.asked_by), {}});
  list.rows.push_back({say(tr("Asked on")), i18n::long_time(say, waiting.request.asked_at), {}});
  list.rows.push_back({say(tr("Reasons")), reasons.reveal(), {}});
  list.rows.push_back({say(tr("What the person says")), say(label(waiting.opened.referral.readiness.consent)), {}});
  html::Html before = html::render(visit.services.views, say, list);
  if (waiting.request.content_version != waiting.opened.referral.content_version)
    before += html::render(visit.services.views, say,
                           html::WarningText{.text = say(tr("The form was changed, or the person answered, after this was asked for. Whoever asked has to ask again before you can agree."))});
  return before += referring::to_read(visit, form_of_version(visit.services, read, waiting.opened.referral.form_version), referring::all_answers(read, waiting.opened));
}

web::FormPage decision_page(db::Read& read, const web::Visit& visit, const Waiting& waiting) {
  auto page = form_page(visit, waiting.opened, asked_oneself(waiting, visit.viewer) ? referring::kWithdrawalQuestion : referring::kVerdictQuestion);
  page.before = what_is_asked(read, visit, waiting);
  page.version = waiting.request.version;
  return page;
}

std::string decision_says_now(db::Read& read, const web::Visit& visit, const Waiting& waiting) {
  const PrivateText reasons = crypto::open(waiting.opened.key, {kOverrideReasons, waiting.request.id.value}, waiting.request.reasons_sealed);
  if (waiting.request.state == OverrideState::asked)
    return visit.language(tr("{STATE}, with these reasons: “{REASONS}”"), {{"STATE", visit.language(label(waiting.request.state))}, {"REASONS", reasons.reveal()}});
  const StaffNames staff{read, visit.language, {waiting.request.decided_by.value_or(waiting.request.asked_by)}};
  return visit.language(tr("{STATE} by {NAME}"), {{"STATE", visit.language(label(waiting.request.state))},
                                                   {"NAME", staff.of(waiting.request.decided_by.value_or(waiting.request.asked_by))}});
}

Result<Referral> act_decision(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const std::string& verdict = posted.answers.text(referring::kVerdict);
  const auto action = verdict == "agree" ? OverrideAction::agree : verdict == "refuse" ? OverrideAction::refuse : OverrideAction::withdraw;
  auto done = decide_override(tx, visit.services, visit.viewer, visit.parameter("reference"), {action, posted.answers.hidden(referring::kReasons), posted.version}, visit.now);
  if (!done && done.error().code == "override.second_person")
    return fail(ErrorKind::invalid, done.error().code, {{"", tr("You asked for this, so somebody else has to agree")}});
  return done;
}

// In one transaction, and back to the referral.
template <Result<Referral> (*action)(db::Tx&, const web::Visit&, const web::Posted&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  auto done = visit.services.database.write([&](db::Tx& tx) { return action(tx, visit, posted); });
  if (!done && done.error().code.starts_with("referral.") && done.error().kind == ErrorKind::not_allowed)
    return fail(ErrorKind::conflict, done.error().code);  // not a matter of one's post: the page says what is missing
  if (!done) return tl::unexpected{done.error()};
  return referring::url_of(visit.parameter("reference"));
}

using ReferralForm = web::RecordForm<OpenedReferral>;
constexpr ReferralForm kConsentForm{referring::find, by_the_table<ReferralAction::record_consent>, consent_page, act<act_consent>, referring::says_now};
constexpr ReferralForm kOverrideForm{referring::find, by_the_table<ReferralAction::ask_override>, override_page, act<act_override>, referring::says_now};
constexpr ReferralForm kReadyForm{referring::find, by_the_table<ReferralAction::check>, ready_page, act<act_change<ReferralAction::check>>, referring::says_now};
constexpr ReferralForm kDropForm{referring::find, by_the_table<ReferralAction::drop>, plain_page<referring::kDropQuestion>, act<act_change<ReferralAction::drop>>, referring::says_now};
constexpr ReferralForm kRevisionForm{referring::find, by_the_table<ReferralAction::revise>, plain_page<referring::kRevisionQuestion>, act<act_change<ReferralAction::revise>>, referring::says_now};
constexpr ReferralForm kClosingForm{referring::find, by_the_table<ReferralAction::close>, plain_page<referring::kClosingQuestion>, act<act_change<ReferralAction::close>>, referring::says_now};
constexpr ReferralForm kReopeningForm{referring::find, by_the_table<ReferralAction::reopen>, plain_page<referring::kReopeningQuestion>, act<act_change<ReferralAction::reopen>>, referring::says_now};
constexpr web::RecordForm<Waiting> kDecisionForm{find_waiting, may_decide, decision_page, act<act_decision>, decision_says_now};

}  // namespace

Result<http::Response> ask_consent(const web::Visit& visit) { return web::ask(visit, kConsentForm); }
Result<http::Response> save_consent(const web::Visit& visit) { return web::answer(visit, kConsentForm); }
Result<http::Response> ask_for_override(const web::Visit& visit) { return web::ask(visit, kOverrideForm); }
Result<http::Response> save_override(const web::Visit& visit) { return web::answer(visit, kOverrideForm); }
Result<http::Response> ask_override_decision(const web::Visit& visit) { return web::ask(visit, kDecisionForm); }
Result<http::Response> save_override_decision(const web::Visit& visit) { return web::answer(visit, kDecisionForm); }
Result<http::Response> ask_ready(const web::Visit& visit) { return web::ask(visit, kReadyForm); }
Result<http::Response> save_ready(const web::Visit& visit) { return web::answer(visit, kReadyForm); }
Result<http::Response> ask_dropping(const web::Visit& visit) { return web::ask(visit, kDropForm); }
Result<http::Response> save_dropping(const web::Visit& visit) { return web::answer(visit, kDropForm); }
Result<http::Response> ask_revision(const web::Visit& visit) { return web::ask(visit, kRevisionForm); }
Result<http::Response> save_revision(const web::Visit& visit) { return web::answer(visit, kRevisionForm); }
Result<http::Response> ask_referral_closing(const web::Visit& visit) { return web::ask(visit, kClosingForm); }
Result<http::Response> save_referral_closing(const web::Visit& visit) { return web::answer(visit, kClosingForm); }
Result<http::Response> ask_referral_reopening(const web::Visit& visit) { return web::ask(visit, kReopeningForm); }
Result<http::Response> save_referral_reopening(const web::Visit& visit) { return web::answer(visit, kReopeningForm); }

}  // namespace regard::concerns
