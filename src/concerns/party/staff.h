// Members of staff who may be the same person as somebody in a case. Whoever is named in a report never receives it.
#pragma once

#include <vector>

#include "concerns/incident.h"
#include "concerns/party/party.h"
#include "people/people.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct StaffMatch {
  people::Person person;
  enum class By { chosen, address, name } by;
};
Words label(StaffMatch::By by);

// Who is here and was chosen as this person, or has their address or their name.
std::vector<StaffMatch> staff_like(db::Read& read, const PartyDetails& details);

// Of these, whom nobody has decided about and who still sees the case as far as their post allows.
struct OpenMatch {
  Party party;
  PartyDetails details;
  StaffMatch match;
};
std::vector<OpenMatch> open_matches(db::Read& read, const web::Services& services, const CaseId& record);

// As the same person as somebody in the case. Where they oversee every centre and the viewer does not, everybody else who
// oversees it is asked to look at that: nobody is to be rid of a lead by adding their name.
void keep_away_as(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, const Party& party, const PersonId& person,
                  Instant now);

// Of somebody whose part says so, at once, whoever is left. Where nobody is, those who look after posts are told.
void keep_staff_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, const CaseId& record, Instant now);

// After two people let somebody in again, their name does not shut them out once more.
void stays_though_like(db::Tx& tx, const web::Services& services, const PersonId& by, const CaseId& record, const PersonId& person, Instant now);

}  // namespace regard::concerns
