// A case-discussion meeting: regular, of people who work on cases, about cases chosen by a person. Its notes are entries in
// the chronologies of those cases and its actions are tasks there: a meeting keeps nothing about anybody itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "platform/workflow/workflow.h"

namespace regard::concerns {

using MeetingId = Id<struct MeetingTag>;
using MeetingItemId = Id<struct MeetingItemTag>;

enum class MeetingState { planned, held, closed };
enum class MeetingAction { add_item, hold, discuss, close };

std::string_view word(MeetingState state);
std::string_view word(MeetingAction action);
MeetingState meeting_state_from(std::string_view stored);
Words label(MeetingState state);

struct Meeting {
  MeetingId id;
  std::string reference;
  MeetingState state = MeetingState::planned;
  int version = 1;
  std::string held_on;  // a date
  std::optional<CentreId> centre;  // whose lead called it; none: of the whole provider
  Instant made_at{};
  PersonId made_by;
  std::optional<Instant> closed_at;
  std::optional<PersonId> closed_by;

  // The one place where the state changes.
  Result<MeetingState> attempt(MeetingAction action, const Viewer& viewer);
};

// A case on the agenda, as somebody who may see that case finds it.
struct MeetingItem {
  MeetingItemId id;
  Case record;
};

// Being a member is the store's question; what somebody may write in a case is the case's.
using MeetingMove = workflow::Move<MeetingState, MeetingAction, Meeting>;

inline constexpr MeetingMove kMeetingMoves[] = {
    {MeetingState::planned, MeetingAction::add_item, MeetingState::planned, kOverseeCases, tr("Put cases on the agenda")},
    {MeetingState::planned, MeetingAction::hold, MeetingState::held, kOverseeCases, tr("Begin the meeting")},
    {MeetingState::held, MeetingAction::add_item, MeetingState::held, kOverseeCases, tr("Put cases on the agenda")},
    {MeetingState::held, MeetingAction::discuss, MeetingState::held, kWorkOnCases, tr("Write down what was said")},
    {MeetingState::held, MeetingAction::close, MeetingState::closed, kOverseeCases, tr("Close the meeting")},
};

}  // namespace regard::concerns
