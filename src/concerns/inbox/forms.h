// What is asked at the inbox.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns::inbox {

inline constexpr std::string_view kCode = "code";
inline constexpr std::string_view kMessage = "message";

extern const forms::Question kCodeQuestion;   // of whoever comes back
extern const forms::Question kWriteQuestion;  // of the reporter
extern const forms::Question kReplyQuestion;  // of those who see the concern

}  // namespace regard::concerns::inbox
