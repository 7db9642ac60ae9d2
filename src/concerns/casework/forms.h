// What is asked on the pages of a case.
#pragma once

#include <optional>

#include "concerns/casework/casefile.h"
#include "platform/forms/forms.h"

namespace regard::concerns {

// Fields that the program itself reads.
inline constexpr std::string_view kKind = "kind";
inline constexpr std::string_view kHappenedOn = "happened_on";
inline constexpr std::string_view kText = "text";
inline constexpr std::string_view kEntryReach = "reach";      // "overseers": only they read it
inline constexpr std::string_view kTitle = "title";
inline constexpr std::string_view kDueOn = "due_on";
inline constexpr std::string_view kOwner = "owner";
inline constexpr std::string_view kCaseworker = "person";
inline constexpr std::string_view kHelper = "helper";         // "yes": the owner stays
inline constexpr std::string_view kNewOwnerAway = "new_owner";
inline constexpr std::string_view kOutcome = "outcome";
inline constexpr std::string_view kWhy = "reasons";
inline constexpr std::string_view kVerdict = "verdict";
inline constexpr std::string_view kBasis = "basis";
inline constexpr std::string_view kAssumed = "assumed";
inline constexpr std::string_view kAlternative = "alternative";

extern const forms::Question kEntryQuestion;
extern const forms::Question kOverseersEntryQuestion;  // and whether only those who oversee may read it
extern const forms::Question kCaseExclusionQuestion;   // and who owns it then
extern const forms::Question kTaskQuestion;
extern const forms::Question kCaseworkerQuestion;
extern const forms::Question kClosureQuestion;
extern const forms::Question kApprovalQuestion;
extern const forms::Question kWithdrawalQuestion;  // on the same page, for whoever asked to close it
extern const forms::Question kReopeningQuestion;

std::optional<CaseAction> verdict_from(std::string_view verdict);  // approve_closure or keep_open

}  // namespace regard::concerns
