// What is asked when somebody who is kept away may see a record again.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kLiftVerdict = "verdict";
inline constexpr std::string_view kLiftWhy = "reasons";

extern const forms::Question kLiftQuestion;            // of who asks
extern const forms::Question kLiftDecisionQuestion;    // of the second person
extern const forms::Question kLiftWithdrawalQuestion;  // of who asked

}  // namespace regard::concerns
