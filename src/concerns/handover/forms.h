// What is asked when work is handed over.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kForAll = "all";
inline constexpr std::string_view kForOwned = "owned";
inline constexpr std::string_view kForWorkedOn = "worked_on";
inline constexpr std::string_view kForTasks = "tasks";

extern const forms::Question kHandoverQuestion;

}  // namespace regard::concerns
