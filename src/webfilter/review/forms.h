// What is asked of whoever decides about a review.
#pragma once

#include "platform/forms/forms.h"

namespace regard::webfilter {

inline constexpr std::string_view kReasons = "reasons";
inline constexpr std::string_view kAim = "aim";
inline constexpr std::string_view kNecessary = "necessary";
inline constexpr std::string_view kLessIntrusive = "less_intrusive";
inline constexpr std::string_view kWhatHappened = "what";  // these two as a concern calls them
inline constexpr std::string_view kHarm = "danger";

extern const forms::Question kConfirmQuestion, kDismissQuestion, kSettleQuestion, kAskWhoQuestion, kAgreeQuestion, kRefuseQuestion, kRaiseQuestion;

}  // namespace regard::webfilter
