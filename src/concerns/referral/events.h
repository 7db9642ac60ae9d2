// What happens to a case by its referral, for the chronology and the trail.
#pragma once

#include <span>

#include "concerns/happenings.h"

namespace regard::concerns {

inline constexpr std::string_view kReferralBegun = "referral.begun";
inline constexpr std::string_view kReferralSectionSaved = "referral.section_saved";
inline constexpr std::string_view kReferralConsentRecorded = "referral.consent_recorded";
inline constexpr std::string_view kReferralOverrideAsked = "referral.override_asked";
inline constexpr std::string_view kReferralOverrideAgreed = "referral.override_agreed";
inline constexpr std::string_view kReferralOverrideRefused = "referral.override_refused";
inline constexpr std::string_view kReferralOverrideWithdrawn = "referral.override_withdrawn";
inline constexpr std::string_view kReferralChecked = "referral.checked";
inline constexpr std::string_view kReferralReworked = "referral.reworked";
inline constexpr std::string_view kReferralDropped = "referral.dropped";
inline constexpr std::string_view kReferralSent = "referral.sent";
inline constexpr std::string_view kReferralRevised = "referral.revised";
inline constexpr std::string_view kReferralClosed = "referral.closed";
inline constexpr std::string_view kReferralReopened = "referral.reopened";
inline constexpr std::string_view kReferralDocumentTaken = "referral.document_taken";
inline constexpr std::string_view kCategoryChosen = "referral.category_chosen";

std::span<const Happening> referral_happenings();

}  // namespace regard::concerns
