// What is asked about a referral besides the national form.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns::referring {

inline constexpr std::string_view kAnswer = "answer";
inline constexpr std::string_view kAnsweredOn = "answered_on";
inline constexpr std::string_view kMeans = "means";
inline constexpr std::string_view kWords = "words";
inline constexpr std::string_view kReasons = "reasons";
inline constexpr std::string_view kVerdict = "verdict";
inline constexpr std::string_view kAgency = "agency";
inline constexpr std::string_view kRoute = "route";
inline constexpr std::string_view kSentOn = "sent_on";
inline constexpr std::string_view kBasis = "basis";
inline constexpr std::string_view kBasisNote = "basis_note";
inline constexpr std::string_view kGivenOn = "given_on";
inline constexpr std::string_view kExtent = "extent";

extern const forms::Question kSectionQuestion;   // nothing to fill in: the section's answers are shown
extern const forms::Question kConsentQuestion;
extern const forms::Question kOverrideQuestion;
extern const forms::Question kVerdictQuestion;
extern const forms::Question kWithdrawalQuestion;  // on the same page, for whoever asked
extern const forms::Question kReadyQuestion;
extern const forms::Question kSendingQuestion;
extern const forms::Question kInformationQuestion;
extern const forms::Question kDropQuestion;
extern const forms::Question kRevisionQuestion;
extern const forms::Question kClosingQuestion;
extern const forms::Question kReopeningQuestion;

}  // namespace regard::concerns::referring
