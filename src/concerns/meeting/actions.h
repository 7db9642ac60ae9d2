// Planning a meeting, choosing what is discussed, and writing down what was said and who does what.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/actions.h"
#include "concerns/meeting/meeting.h"
#include "people/people.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// Who may be a member: whoever works on cases at the meeting's centre.
std::vector<people::Person> may_attend(db::Read& read, const std::optional<CentreId>& centre, Date today);
// The centre of a meeting that this viewer calls: none when they oversee the whole provider.
std::optional<CentreId> centre_of_meeting(const Viewer& viewer);

struct NewMeeting {
  MeetingId id;  // made with the form: sent twice, it is planned once
  std::string held_on;  // a date
  std::vector<PersonId> members;
};
Result<Meeting> plan_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, const NewMeeting& wanted, Instant now);
// Cases that the viewer sees, by reference; what they do not see is left out as if it did not exist.
Result<Meeting> put_on_agenda(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                              const std::vector<std::string>& cases, Instant now);
// hold or close.
Result<Meeting> move_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, MeetingAction action, int version,
                             Instant now);

// Into the case's chronology, as an entry of the day of the meeting.
Result<Meeting> note_in_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const MeetingItemId& item,
                                const EntryId& id, const PrivateText& text, Instant now);
// A task of the case.
Result<Meeting> act_in_meeting(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const MeetingItemId& item,
                               const NewTask& task, Instant now);

}  // namespace regard::concerns
