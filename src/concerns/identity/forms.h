// What is asked of whoever asks for a reporter's name, and of whoever decides.
#pragma once

#include <optional>

#include "concerns/identity/identity.h"
#include "platform/forms/forms.h"

namespace regard::concerns::identity {

inline constexpr std::string_view kMotive = "motive";
inline constexpr std::string_view kVerdict = "verdict";
inline constexpr std::string_view kReasons = "reasons";

extern const forms::Question kAskQuestion;
extern const forms::Question kDecideQuestion;

std::optional<IdentityAction> verdict_from(std::string_view typed);

}  // namespace regard::concerns::identity
