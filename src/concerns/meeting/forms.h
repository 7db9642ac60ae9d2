// What is asked about meetings.
#pragma once

#include "platform/forms/forms.h"

namespace regard::concerns {

inline constexpr std::string_view kHeldOn = "held_on";
inline constexpr std::string_view kMinute = "minute";
inline constexpr std::string_view kOtherCase = "other";

extern const forms::Question kMeetingQuestion;  // the day; the members are boxes to tick beside it
extern const forms::Question kAgendaQuestion;   // the cases that are proposed are boxes to tick beside it
extern const forms::Question kMinuteQuestion;

}  // namespace regard::concerns
