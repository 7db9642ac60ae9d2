// What is asked when somebody reviews how long a record is kept, or puts it on hold.
#pragma once

#include "platform/forms/forms.h"

namespace regard::keeping {

inline constexpr std::string_view kKeepOrEnd = "verdict";
inline constexpr std::string_view kKeepUntil = "until";
inline constexpr std::string_view kKeepingReasons = "reasons";
inline constexpr std::string_view kConfirmed = "confirmed";  // the reference, typed again before what cannot be undone

extern const forms::Question kReviewQuestion;
extern const forms::Question kDestructionQuestion;
extern const forms::Question kHoldQuestion;
extern const forms::Question kReleaseQuestion;

}  // namespace regard::keeping
