// What the audit says about keeping away that is lifted.
#pragma once

#include "concerns/happenings.h"

namespace regard::concerns {

inline constexpr std::string_view kLiftAsked = "exclusion.lift_asked";
inline constexpr std::string_view kLiftAgreed = "exclusion.lift_agreed";
inline constexpr std::string_view kLiftDeclined = "exclusion.lift_declined";
inline constexpr std::string_view kLiftWithdrawn = "exclusion.lift_withdrawn";
inline constexpr std::string_view kMaySeeAgain = "exclusion.lifted";

std::span<const Happening> lifting_happenings();

}  // namespace regard::concerns
