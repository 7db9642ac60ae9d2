// What is asked at the inbox.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns::inbox {

inline constexpr std::string_view kCode = "code";
inline constexpr std::string_view kMessage = "message";

extern const forms::Question kCodeQuestion;   // of whoever comes back
// Of the reporter, with what is known of them by how they told us.
enum class KnownAs { nobody, kept_in_confidence, told_in_confidence, reachable, described, named };
const forms::Question& write_question(KnownAs reporter);
extern const forms::Question kReplyQuestion;  // of those who see the concern

}  // namespace regard::concerns::inbox
