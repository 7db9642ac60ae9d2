#include "concerns/meeting/events.h"

#include <boost/json.hpp>

namespace regard::concerns {
namespace {

std::string_view type_of(MeetingEvent::What what) {
  switch (what) {
    case MeetingEvent::What::planned: return "meeting.planned";
    case MeetingEvent::What::held: return "meeting.held";
    case MeetingEvent::What::closed: return "meeting.closed";
  }
  throw std::logic_error("MeetingEvent::What outside its enumerators");
}

constexpr Happening kHappenings[] = {
    {kPutOnAgenda, tr("On the agenda of a meeting"), tr("Case put on the agenda of a meeting")},
};

}  // namespace

audit::Entry MeetingEvent::entry() const {
  return {.type = type_of(what), .subject = {.kind = "meeting", .id = meeting.id.value},
          .details = boost::json::serialize(boost::json::object{{"state", word(meeting.state)}, {"held_on", meeting.held_on}})};
}

std::span<const Happening> meeting_happenings() { return kHappenings; }

}  // namespace regard::concerns
