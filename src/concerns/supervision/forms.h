// What is asked on the pages of supervision.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kSupervisionNote = "note";
inline constexpr std::string_view kForWhom = "for_whom";
inline constexpr std::string_view kForCaseworkers = "caseworkers";
inline constexpr std::string_view kNextOn = "next_on";
inline constexpr std::string_view kNewOwner = "owner";
inline constexpr std::string_view kOwnerWhy = "why";

extern const forms::Question kSupervisionQuestion;
extern const forms::Question kOwnerQuestion;

}  // namespace regard::concerns
