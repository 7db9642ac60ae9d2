// Going on without the person's consent: one asks with reasons, another who oversees the case agrees or refuses with reasons.
#pragma once

#include "concerns/referral/referral.h"

namespace regard::concerns {

using OverrideId = Id<struct ReferralOverrideTag>;
using ConsentId = Id<struct ReferralConsentTag>;

enum class OverrideState { asked, agreed, refused, withdrawn };
enum class OverrideAction { agree, refuse, withdraw };
enum class ConsentMeans { in_person, call, writing };

std::string_view word(OverrideState state);
std::string_view word(OverrideAction action);
std::string_view word(ConsentMeans means);
OverrideState override_state_from(std::string_view stored);
ConsentMeans consent_means_from(std::string_view stored);
Words label(OverrideState state);
Words label(ConsentMeans means);

struct Override {
  OverrideId id;
  OverrideState state = OverrideState::asked;
  int version = 1;
  int content_version = 1;  // what the form said when it was asked
  Instant asked_at{};
  PersonId asked_by;
  std::optional<Instant> decided_at;
  std::optional<PersonId> decided_by;
  std::string reasons_sealed;
  std::optional<std::string> answer_sealed;
  std::optional<CentreId> centre;  // of the case

  // By whoever asked, as a provider with a single lead may allow: said wherever it is said that it was agreed.
  bool is_agreed_by_oneself() const { return state == OverrideState::agreed && decided_by == asked_by; }

  // The one place where the state changes.
  Result<OverrideState> attempt(OverrideAction action, const Viewer& viewer);
};

// The second person: whoever asked does not agree; and nobody but them takes it back.
std::string_view asked_for_override_themselves(const Override& override_, const Viewer& viewer);
std::string_view somebody_else_asked(const Override& override_, const Viewer& viewer);

using OverrideMove = workflow::Move<OverrideState, OverrideAction, Override>;

inline constexpr OverrideMove kOverrideMoves[] = {
    {OverrideState::asked, OverrideAction::agree, OverrideState::agreed, kOverseeCases, tr("Agree to go on without consent"), &asked_for_override_themselves},
    {OverrideState::asked, OverrideAction::refuse, OverrideState::refused, kOverseeCases, tr("Refuse to go on without consent"), &asked_for_override_themselves},
    {OverrideState::asked, OverrideAction::withdraw, OverrideState::withdrawn, kWorkOnCases, tr("Withdraw the request"), &somebody_else_asked},
};

struct ConsentAnswer {
  ConsentId id;
  Consent answer = Consent::given;
  std::string answered_on;  // a date
  ConsentMeans means = ConsentMeans::in_person;
  Instant recorded_at{};
  PersonId recorded_by;
  std::optional<std::string> words_sealed;
};

}  // namespace regard::concerns
