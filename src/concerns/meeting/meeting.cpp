#include "concerns/meeting/meeting.h"

#include "platform/base/stored_words.h"

namespace regard::concerns {
namespace {

constexpr StoredWord<MeetingState> kStates[] = {{MeetingState::planned, "planned"}, {MeetingState::held, "held"}, {MeetingState::closed, "closed"}};
constexpr StoredWord<MeetingAction> kActions[] = {
    {MeetingAction::add_item, "add_item"}, {MeetingAction::hold, "hold"}, {MeetingAction::discuss, "discuss"}, {MeetingAction::close, "close"}};

}  // namespace

std::string_view word(MeetingState state) { return word_in(kStates, state); }
std::string_view word(MeetingAction action) { return word_in(kActions, action); }
MeetingState meeting_state_from(std::string_view stored) { return value_in(kStates, stored); }

Words label(MeetingState state) {
  switch (state) {
    case MeetingState::planned: return tr("Planned");
    case MeetingState::held: return tr("Going on");
    case MeetingState::closed: return tr("Closed");
  }
  throw std::logic_error("MeetingState outside its enumerators");
}

Result<MeetingState> Meeting::attempt(MeetingAction action, const Viewer& viewer) {
  auto next = workflow::permitted(kMeetingMoves, *this, action, viewer);
  if (next) state = *next;
  return next;
}

}  // namespace regard::concerns
