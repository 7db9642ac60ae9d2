#include "concerns/referral/referral.h"

#include "concerns/referral/override.h"
#include "concerns/supervision/second_person.h"
#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<ReferralState> kStates[] = {{ReferralState::draft, "draft"},
                                                 {ReferralState::checked, "checked"},
                                                 {ReferralState::sent, "sent"},
                                                 {ReferralState::closed, "closed"},
                                                 {ReferralState::dropped, "dropped"}};
constexpr StoredWord<ReferralAction> kActions[] = {{ReferralAction::fill_in, "fill_in"},
                                                   {ReferralAction::record_consent, "record_consent"},
                                                   {ReferralAction::ask_override, "ask_override"},
                                                   {ReferralAction::check, "check"},
                                                   {ReferralAction::rework, "rework"},
                                                   {ReferralAction::drop, "drop"},
                                                   {ReferralAction::send, "send"},
                                                   {ReferralAction::revise, "revise"},
                                                   {ReferralAction::close, "close"},
                                                   {ReferralAction::reopen, "reopen"}};
constexpr StoredWord<Consent> kConsents[] = {{Consent::none, "none"},
                                             {Consent::given, "given"},
                                             {Consent::declined, "declined"},
                                             {Consent::taken_back, "taken_back"}};
constexpr StoredWord<OverrideState> kOverrideStates[] = {{OverrideState::asked, "asked"},
                                                         {OverrideState::agreed, "agreed"},
                                                         {OverrideState::refused, "refused"},
                                                         {OverrideState::withdrawn, "withdrawn"}};
constexpr StoredWord<OverrideAction> kOverrideActions[] = {{OverrideAction::agree, "agree"},
                                                           {OverrideAction::refuse, "refuse"},
                                                           {OverrideAction::withdraw, "withdraw"}};
constexpr StoredWord<ConsentMeans> kConsentMeans[] = {{ConsentMeans::in_person, "in_person"},
                                                      {ConsentMeans::call, "call"},
                                                      {ConsentMeans::writing, "writing"}};

}  // namespace

std::string_view word(ReferralState state) { return word_in(kStates, state); }
std::string_view word(ReferralAction action) { return word_in(kActions, action); }
std::string_view word(Consent consent) { return word_in(kConsents, consent); }
std::string_view word(OverrideState state) { return word_in(kOverrideStates, state); }
std::string_view word(OverrideAction action) { return word_in(kOverrideActions, action); }
std::string_view word(ConsentMeans means) { return word_in(kConsentMeans, means); }
ReferralState referral_state_from(std::string_view stored) { return value_in(kStates, stored); }
Consent consent_from(std::string_view stored) { return value_in(kConsents, stored); }
OverrideState override_state_from(std::string_view stored) { return value_in(kOverrideStates, stored); }
ConsentMeans consent_means_from(std::string_view stored) { return value_in(kConsentMeans, stored); }

Words label(ReferralState state) {
  switch (state) {
    case ReferralState::draft: return tr("Being written");
    case ReferralState::checked: return tr("Ready to send");
    case ReferralState::sent: return tr("Sent");
    case ReferralState::closed: return tr("Closed");
    case ReferralState::dropped: return tr("Not referred after all");
  }
  throw std::logic_error("ReferralState outside its enumerators");
}

Words label(Consent consent) {
  switch (consent) {
    case Consent::none: return tr("Not asked yet");
    case Consent::given: return tr("Agrees");
    case Consent::declined: return tr("Does not agree");
    case Consent::taken_back: return tr("Agreed, and has taken it back");
  }
  throw std::logic_error("Consent outside its enumerators");
}

Words label(OverrideState state) {
  switch (state) {
    case OverrideState::asked: return tr("Waits for a second person");
    case OverrideState::agreed: return tr("Agreed");
    case OverrideState::refused: return tr("Refused");
    case OverrideState::withdrawn: return tr("Withdrawn");
  }
  throw std::logic_error("OverrideState outside its enumerators");
}

Words label(ConsentMeans means) {
  switch (means) {
    case ConsentMeans::in_person: return tr("In person");
    case ConsentMeans::call: return tr("In a call");
    case ConsentMeans::writing: return tr("In writing");
  }
  throw std::logic_error("ConsentMeans outside its enumerators");
}

Result<ReferralState> Referral::attempt(ReferralAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kReferralMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

Result<OverrideState> Override::attempt(OverrideAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kOverrideMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

std::string_view case_is_not_open(const Referral& referral, const Viewer&) {
  return referral.case_state == CaseState::open ? std::string_view{} : "referral.case_not_open";
}

std::string_view is_not_complete(const Referral& referral, const Viewer& viewer) {
  if (const auto refusal = case_is_not_open(referral, viewer); !refusal.empty()) return refusal;
  if (referral.readiness.sections_open > 0) return "referral.sections_open";
  if (!referral.readiness.review_on) return "referral.not_weighed";
  if (referral.readiness.consent != Consent::given && !referral.readiness.override_agreed) return "referral.no_consent";
  return {};
}

std::string_view needs_no_override(const Referral& referral, const Viewer& viewer) {
  if (const auto refusal = case_is_not_open(referral, viewer); !refusal.empty()) return refusal;
  if (referral.readiness.consent == Consent::given) return "referral.consent_is_there";
  if (referral.readiness.override_agreed) return "referral.override_is_there";
  return {};
}

std::string_view asked_for_override_themselves(const Override& override_, const Viewer& viewer) {
  return refused_as_own(override_.asked_by, viewer, override_.centre).empty() ? std::string_view{} : "override.second_person";
}

std::string_view somebody_else_asked(const Override& override_, const Viewer& viewer) {
  return override_.asked_by == viewer.person ? std::string_view{} : "override.not_yours";
}

}  // namespace regard::concerns
