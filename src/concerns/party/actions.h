// What people do with those who have a part in a case. Each takes the transaction it belongs to, checks, saves and writes the
// audit event, renews what the case is recognised by, and keeps members of staff away whom it concerns.
#pragma once

#include <string_view>

#include "concerns/casework/opened.h"
#include "concerns/party/party.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct NewParty {
  PartyId id;  // made with the form: sent twice, it is added once
  PartyDetails details;
};
Result<Party> add_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewParty& party, Instant now);

struct PartyChange {
  PartyDetails details;
  int version;
};
Result<Party> change_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                           const PartyChange& change, Instant now);

struct PartyMoved {
  PartyAction action;  // end_part or take_up_again
  PrivateText reasons;
  int version;
};
Result<Party> move_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                         const PartyMoved& moved, Instant now);

// Whom a case is about, in the transaction that opens it: what the concern says of them.
void add_subject(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const PartyDetails& details, Instant now);

// What somebody decided about a member of staff who may be the same person. Keeping away needs somebody else who oversees.
struct StaffAnswer {
  PersonId person;
  StaffVerdict verdict;
  PrivateText reasons;
};
Result<Case> answer_staff(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                          const StaffAnswer& answer, Instant now);

// Somebody else who oversees the case looked at it: they stay away.
Result<Case> leave_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                        const PersonId& person, Instant now);

}  // namespace regard::concerns
