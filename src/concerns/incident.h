// What belongs to one incident: a concern, the cases that it touches, the other concerns of those cases, and so on. Whoever is
// kept away from one of them is kept away from all, since each tells of the others.
#pragma once

#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/base/clock.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct Incident {
  std::vector<ConcernId> concerns;
  std::vector<CaseId> cases;
};
Incident incident_of(db::Read& read, const CaseId& record);
Incident incident_of(db::Read& read, const ConcernId& concern);
Incident both(const Incident& one, const Incident& other);

std::vector<PersonId> kept_away_from(db::Read& read, const Incident& incident);

// Somebody besides this person and the viewer still oversees every part of it. `kept_away`: who else will not.
Done leaves_somebody(db::Read& read, const Viewer& viewer, const Incident& incident, const std::vector<PersonId>& kept_away, Date today);

// Where somebody had to be kept away although nobody oversees a part of it now: those who look after posts are told that something
// waits, and no more.
void tell_if_nobody_oversees(db::Tx& tx, const web::Services& services, const Incident& incident, Instant now);

// Everything that this person is not yet kept away from; their tasks go to somebody who sees the case.
void keep_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const PersonId& person, Instant now);
void let_in(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const PersonId& person, Instant now);

}  // namespace regard::concerns
