// What the audit says about meetings.
#pragma once

#include <span>

#include "concerns/happenings.h"
#include "concerns/meeting/meeting.h"

namespace regard::concerns {

struct MeetingEvent {
  enum class What { planned, held, closed };
  What what;
  const Meeting& meeting;
  audit::Entry entry() const;
};

inline constexpr std::string_view kPutOnAgenda = "case.put_on_agenda";  // of the case

std::span<const Happening> meeting_happenings();

}  // namespace regard::concerns
