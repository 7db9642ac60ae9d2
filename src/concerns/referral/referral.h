// A referral: a case put before those outside the provider, on the national form, after somebody has weighed whether that is
// necessary and proportionate, and with the person's consent or a second person's agreement to go on without it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using ReferralId = Id<struct ReferralTag>;
using SectionId = Id<struct ReferralSectionTag>;

enum class ReferralState { draft, checked, sent, closed, dropped };
enum class ReferralAction { fill_in, record_consent, ask_override, check, rework, drop, send, revise, close, reopen };
enum class Consent { none, given, declined, taken_back };

std::string_view word(ReferralState state);
std::string_view word(ReferralAction action);
std::string_view word(Consent consent);  // "none" is never stored
ReferralState referral_state_from(std::string_view stored);
Consent consent_from(std::string_view stored);
Words label(ReferralState state);
Words label(Consent consent);

// What has to be there before a referral may be sent, read with it in one query.
struct Readiness {
  int sections_open = 0;             // sections that nobody has marked as complete
  Consent consent = Consent::none;   // the newest answer
  bool override_agreed = false;      // to the form as it says now
  bool override_by_oneself = false;  // and by nobody but whoever asked for it
  std::optional<std::string> review_on = {};  // a date: what was weighed does not hold after it
};

struct Referral {
  ReferralId id;
  std::string reference;  // begins with R
  ReferralState state = ReferralState::draft;
  int version = 1;
  std::string form_version;
  int edition = 1;          // what is being written, or was sent last
  int content_version = 1;  // rises with each change of what the form says, and when the person does not agree
  Instant begun_at{};
  PersonId begun_by;
  std::optional<Instant> checked_at;
  std::optional<PersonId> checked_by;
  std::optional<Instant> sent_at;  // of the last edition that was sent
  Readiness readiness;

  // Of its case.
  CaseId case_id;
  std::string case_reference;
  CaseState case_state = CaseState::open;
  crypto::KeyId key;
  std::optional<CentreId> centre;

  // The one place where the state changes.
  Result<ReferralState> attempt(ReferralAction action, const Viewer& viewer);
};

// Conditions: the code of the refusal, or nothing. What somebody believes, where they come from and how they live is not asked
// here or anywhere else that decides: only whether it was weighed, agreed to and complete.
std::string_view case_is_not_open(const Referral& referral, const Viewer& viewer);
std::string_view is_not_complete(const Referral& referral, const Viewer& viewer);   // nobody could send it as it is
std::string_view needs_no_override(const Referral& referral, const Viewer& viewer);

using ReferralMove = workflow::Move<ReferralState, ReferralAction, Referral>;

inline constexpr ReferralMove kReferralMoves[] = {
    {ReferralState::draft, ReferralAction::fill_in, ReferralState::draft, kWorkOnCases, tr("Fill in the form"), &case_is_not_open},
    {ReferralState::draft, ReferralAction::record_consent, ReferralState::draft, kWorkOnCases, tr("Record what the person says to it"), &case_is_not_open},
    {ReferralState::draft, ReferralAction::ask_override, ReferralState::draft, kWorkOnCases, tr("Ask to go on without consent"), &needs_no_override},
    {ReferralState::draft, ReferralAction::check, ReferralState::checked, kOverseeCases, tr("Say that it is ready to send"), &is_not_complete},
    {ReferralState::draft, ReferralAction::drop, ReferralState::dropped, kOverseeCases, tr("Do not refer after all")},
    {ReferralState::checked, ReferralAction::record_consent, ReferralState::draft, kWorkOnCases, tr("Record what the person says to it"), &case_is_not_open},
    {ReferralState::checked, ReferralAction::rework, ReferralState::draft, kWorkOnCases, tr("Change it once more"), &case_is_not_open},
    {ReferralState::checked, ReferralAction::send, ReferralState::sent, kOverseeCases, tr("Record that it was sent"), &is_not_complete},
    {ReferralState::checked, ReferralAction::drop, ReferralState::dropped, kOverseeCases, tr("Do not refer after all")},
    {ReferralState::sent, ReferralAction::revise, ReferralState::draft, kOverseeCases, tr("Write a new edition"), &case_is_not_open},
    {ReferralState::sent, ReferralAction::close, ReferralState::closed, kOverseeCases, tr("Close this referral"), &case_is_not_open},
    {ReferralState::closed, ReferralAction::reopen, ReferralState::sent, kOverseeCases, tr("Open this referral again"), &case_is_not_open},
};

// Sealed columns, under the key of the case.
inline constexpr crypto::Column kSectionAnswers{"referral_section.answers"};
inline constexpr crypto::Column kConsentWords{"referral_consent.words"};
inline constexpr crypto::Column kOverrideReasons{"referral_override.reasons"};
inline constexpr crypto::Column kOverrideAnswer{"referral_override.answer"};
inline constexpr crypto::Column kCopyDocument{"referral_copy.document"};
inline constexpr crypto::Column kCopyReasons{"referral_copy.reasons"};
inline constexpr crypto::Column kCopyBasisNote{"referral_copy.basis_note"};

}  // namespace regard::concerns
