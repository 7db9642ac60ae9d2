// What the audit says about supervision, and about whose case it is.
#pragma once

#include <span>

#include "concerns/happenings.h"

namespace regard::concerns {

inline constexpr std::string_view kHandedOver = "case.handed_over";
inline constexpr std::string_view kStepGivenTo = "case.step_given_to";
inline constexpr std::string_view kSupervised = "case.supervised";

std::span<const Happening> supervision_happenings();

}  // namespace regard::concerns
