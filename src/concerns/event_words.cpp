// What an auditor, who reads no record, is told of each event. The chronology of a case has words of its own (happenings.h).
#include "concerns/concerns.h"
#include "concerns/happenings.h"

namespace regard::concerns {
namespace {

constexpr audit::EventWords kOtherWords[] = {
    {"concern.raised", tr("Concern recorded")},
    {"concern.decided", tr("Concern decided")},
    {"concern.looked_at", tr("Concern looked at")},
    {"concern.person_kept_away", tr("Somebody is kept away from a concern")},
    {"agency.added", tr("Agency added")},
    {"agency.changed", tr("Agency changed")},
    {"agency.ended", tr("Agency not offered any more")},
    {"agency.contact_added", tr("Contact at an agency added")},
    {"agency.contact_changed", tr("Contact at an agency changed")},
    {"agency.contact_checked", tr("Contact at an agency checked")},
    {"agency.contact_ended", tr("Contact at an agency no longer there")},
    {"inbox.reporter_wrote", tr("Reporter wrote to the safeguarding team")},
    {"inbox.staff_wrote", tr("Reporter was written to")},
    {"inbox.set_aside", tr("Reporter's message needed no answer")},
    {"identity.asked", tr("Name given in confidence asked for")},
    {"identity.granted", tr("Name given in confidence released")},
    {"identity.refused", tr("Name given in confidence not released")},
    {"identity.looked_at", tr("Name given in confidence looked at")},
    {"complaint.received", tr("Complaint received")},
    {"complaint.taken", tr("Complaint taken on")},
    {"complaint.given_to", tr("Complaint passed on to somebody else")},
    {"complaint.acknowledged", tr("Complaint acknowledged")},
    {"complaint.provided", tr("Extracts for a complaint written down")},
    {"complaint.answered", tr("Complaint answered")},
    {"complaint.reopened", tr("Complaint looked into again")},
    {"complaint.looked_at", tr("Complaint looked at")},
    {"handover.begun", tr("Work of somebody who left waits to be handed over")},
    {"handover.done", tr("Work of somebody handed over")},
    {"meeting.planned", tr("Meeting about cases planned")},
    {"meeting.held", tr("Meeting about cases begun")},
    {"meeting.closed", tr("Meeting about cases closed")},
    {"complaint", tr("A complaint")},
    {"meeting", tr("A meeting")},
    {"list.looked_at", tr("List with names looked at")},
    {"concern", tr("A concern")},
    {"reporter_identity", tr("A name given in confidence")},
    {"case", tr("A case")},
    {"list", tr("A list")},
    {"agency", tr("An agency")},
};

}  // namespace

std::span<const audit::EventWords> event_words() {
  static const std::vector<audit::EventWords> all = [] {
    std::vector<audit::EventWords> made{std::begin(kOtherWords), std::end(kOtherWords)};
    for (const Happening& happening : happenings()) made.push_back({happening.type, happening.for_auditor});
    return made;
  }();
  return all;
}

}  // namespace regard::concerns
