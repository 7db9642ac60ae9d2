// What an auditor, who reads no record, is told of each event. The chronology of a case has words of its own.
#include "concerns/concerns.h"

namespace regard::concerns {
namespace {

constexpr audit::EventWords kWords[] = {
    {"concern.raised", tr("Concern recorded")},
    {"concern.decided", tr("Concern decided")},
    {"concern.looked_at", tr("Concern looked at")},
    {"concern.person_kept_away", tr("Somebody is kept away from a concern")},
    {"case.opened", tr("Case opened")},
    {"case.entry_added", tr("Entry added to a case")},
    {"case.task_added", tr("Task added to a case")},
    {"case.task_done", tr("Task of a case done")},
    {"case.task_given_to", tr("Task of a case given to somebody else")},
    {"case.given_to", tr("Case given to a caseworker")},
    {"case.person_kept_away", tr("Somebody is kept away from a case")},
    {"case.caseworker_left", tr("Caseworker of a case left")},
    {"case.closure_asked", tr("Closure of a case asked for")},
    {"case.closure_approved", tr("Closure of a case approved")},
    {"case.kept_open", tr("Case kept open")},
    {"case.reopened", tr("Case opened again")},
    {"case.looked_at", tr("Case looked at")},
    {"list.looked_at", tr("List with names looked at")},
    {"concern", tr("A concern")},
    {"case", tr("A case")},
    {"list", tr("A list")},
};

}  // namespace

std::span<const audit::EventWords> event_words() { return kWords; }

}  // namespace regard::concerns
