// Consent, and going on without it.
#include <algorithm>

#include "concerns/casework/store.h"
#include "concerns/casework/texts.h"
#include "concerns/deferred.h"
#include "concerns/pathway/earliest.h"
#include "concerns/referral/actions.h"
#include "concerns/referral/events.h"
#include "concerns/referral/store.h"

namespace regard::concerns {
namespace {

void happened(db::Tx& tx, const web::Services& services, const Viewer& viewer, const OpenedReferral& opened, std::string_view type, Instant now,
              std::optional<PrivateText> reasons = {}) {
  services.audit.append(tx, viewer, now, CaseHappened{.type = type, .record = opened.record, .key = opened.key, .reasons = std::move(reasons)});
  index_reasons_later(tx, services, opened.record.id, now);
}

Done attempt(db::Tx& tx, OpenedReferral& opened, const Viewer& viewer, ReferralAction action, int version) {
  if (auto moved = opened.referral.attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  opened.referral.version = version;
  opened.referral.checked_at = {};  // it is a draft now, and nobody declared that one ready
  opened.referral.checked_by = {};
  if (!store::save(tx, opened.referral)) return fail(ErrorKind::conflict, "referral.changed");
  return {};
}

bool is_the_same(const ConsentAnswer& before, const NewConsent& consent, const crypto::RecordKey& key) {
  const PrivateText words = before.words_sealed ? crypto::open(key, {kConsentWords, before.id.value}, *before.words_sealed) : PrivateText{};
  return before.answer == consent.answer && before.answered_on == consent.answered_on && before.means == consent.means && words.reveal() == consent.words.reveal();
}

// The same page sent twice: what was recorded the first time is the answer, if it is what is sent now.
Result<Referral> recorded_before(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference, const NewConsent& consent) {
  const auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  const auto all = store::consents(tx, opened->referral.id);
  const auto before = std::ranges::find(all, consent.id, &ConsentAnswer::id);
  if (before != all.end() && is_the_same(*before, consent, opened->key)) return opened->referral;
  return fail(ErrorKind::conflict, "consent.sent_before", {{"", tr("Something else was sent from this page before. Send this once more to add it too")}});
}

std::optional<Override> waiting(db::Read& read, const ReferralId& referral) {
  auto all = store::overrides(read, referral);
  const auto asked = std::ranges::find(all, OverrideState::asked, &Override::state);
  return asked == all.end() ? std::nullopt : std::optional{std::move(*asked)};
}

}  // namespace

Result<Referral> record_consent(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                const NewConsent& consent, Instant now) {
  if (store::is_used(tx, consent.id)) return recorded_before(tx, services, viewer, case_reference, consent);
  auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  // Going on without consent was asked for and agreed to on what the person had said by then: what they say now is weighed anew.
  if (consent.answer != Consent::given) opened->referral.content_version += 1;
  if (auto saved = attempt(tx, *opened, viewer, ReferralAction::record_consent, consent.version); !saved) return tl::unexpected{saved.error()};
  if (consent.answer == Consent::taken_back && opened->referral.readiness.consent != Consent::given)
    return fail(ErrorKind::invalid, "consent.nothing_to_take_back",
                {{"answer", tr("They have not agreed before, so there is nothing to take back. Choose that they do not agree, or record first that they agreed")}});
  if (auto may = may_have_been_on(tx, viewer, opened->record, consent.answered_on, "answered_on"); !may) return tl::unexpected{may.error()};
  ConsentAnswer answer{.id = consent.id, .answer = consent.answer, .answered_on = consent.answered_on, .means = consent.means,
                       .recorded_at = now, .recorded_by = *viewer.person};
  if (!consent.words.empty()) answer.words_sealed = crypto::seal(opened->key, {kConsentWords, answer.id.value}, consent.words);
  store::insert(tx, opened->referral.id, answer);
  services.audit.append(tx, viewer, now, CaseHappened{.type = kReferralConsentRecorded, .record = opened->record, .key = opened->key,
                                                      .what = PrivateText{std::string{label(consent.answer).english}}});
  return opened->referral;
}

Result<Referral> ask_override(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                              const PrivateText& reasons, int version, Instant now) {
  auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  if (auto saved = attempt(tx, *opened, viewer, ReferralAction::ask_override, version); !saved) return tl::unexpected{saved.error()};
  auto request = waiting(tx, opened->referral.id);
  const bool is_new = !request;
  if (is_new) request = Override{.id = OverrideId::make(now), .asked_at = now, .asked_by = *viewer.person};
  else if (request->asked_by != *viewer.person) return fail(ErrorKind::conflict, "override.asked_already");
  request->content_version = opened->referral.content_version;
  request->reasons_sealed = crypto::seal(opened->key, {kOverrideReasons, request->id.value}, reasons);
  if (is_new) store::insert(tx, opened->referral.id, *request);
  else if (!store::save(tx, *request)) throw std::logic_error("a request changed within the transaction that read it");
  happened(tx, services, viewer, *opened, kReferralOverrideAsked, now, reasons);
  const auto left_out = [&](const PersonId& person) { return person == viewer.person || store::is_excluded(tx, opened->record.id, person); };
  tell_all_who_may(tx, services, kOverseeCases, opened->record.centre, now, left_out);
  return opened->referral;
}

Result<Referral> decide_override(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view case_reference,
                                 const OverrideDecision& decision, Instant now) {
  auto opened = find_referral(tx, services, viewer, case_reference);
  if (!opened) return tl::unexpected{opened.error()};
  if (opened->referral.state != ReferralState::draft || opened->record.state != CaseState::open) return fail(ErrorKind::conflict, "override.not_waiting");
  auto request = waiting(tx, opened->referral.id);
  if (!request) return fail(ErrorKind::conflict, "override.not_waiting");
  if (auto moved = request->attempt(decision.action, viewer); !moved) return tl::unexpected{moved.error()};
  // What was agreed to is what was read: a form that changed since it was asked needs another request.
  if (decision.action == OverrideAction::agree && request->content_version != opened->referral.content_version)
    return fail(ErrorKind::invalid, "override.form_changed",
                {{"", tr("The form was changed, or the person answered, after this was asked for. Whoever asked has to ask again; then read the form as it says now")}});
  request->version = decision.version;
  const PersonId asked_by = request->asked_by;
  if (decision.action != OverrideAction::withdraw) {
    request->decided_at = now;
    request->decided_by = viewer.person;
  }
  request->answer_sealed = crypto::seal(opened->key, {kOverrideAnswer, request->id.value}, decision.reasons);
  if (!store::save(tx, *request)) return fail(ErrorKind::conflict, "override.changed");
  const auto type = decision.action == OverrideAction::agree    ? kReferralOverrideAgreed
                    : decision.action == OverrideAction::refuse ? kReferralOverrideRefused
                                                                : kReferralOverrideWithdrawn;
  services.audit.append(tx, viewer, now, CaseHappened{.type = type, .record = opened->record, .key = opened->key, .reasons = decision.reasons,
                                                      .by_oneself = request->is_agreed_by_oneself()});
  index_reasons_later(tx, services, opened->record.id, now);
  if (asked_by != viewer.person && !store::is_excluded(tx, opened->record.id, asked_by)) tell(tx, services, asked_by, now);
  return opened->referral;
}

}  // namespace regard::concerns
