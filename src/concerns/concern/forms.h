// What is asked when a concern is decided.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kDecision = "decision";
inline constexpr std::string_view kReasons = "reasons";
inline constexpr std::string_view kPerson = "person";

extern const forms::Question kTriageQuestion;
extern const forms::Question kReconsiderQuestion;
extern const forms::Question kKeepAwayQuestion;  // from a concern or a case

std::optional<ConcernAction> triage_from(std::string_view decision);

}  // namespace regard::concerns
