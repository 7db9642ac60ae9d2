// Whose case it is. Every case has one owner at all times, who sees it: whoever opened it at first, then whoever it is given
// to. Nobody is ever asked to choose between letting a case go and keeping it without anyone.
#pragma once

#include <optional>

#include "concerns/casework/casefile.h"
#include "people/people.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// A lead or deputy of its reach who is not kept away: for a case whose owner goes and where nobody was named. `rather` comes
// before others when they may. Nobody only where nobody oversees it at all.
std::optional<PersonId> overseer_instead_of(db::Read& read, const Case& record, const PersonId& going, const std::optional<PersonId>& rather, Date today);

// The one place where the owner changes: another version of the case, so that who chose by what they read before learns of it.
void set_owner(db::Tx& tx, Case& record, const PersonId& to);
// The same, on record. Whoever does not see the case yet is put on it, and told that something waits.
void hand_over(db::Tx& tx, const web::Services& services, const Viewer& viewer, Case& record, const crypto::RecordKey& key, const PersonId& to,
               std::optional<PrivateText> why, Instant now);

// By choice, in any state of the case: `to` is one of may_have_case.
struct NewOwner {
  PersonId person;
  PrivateText why;
  int version;
};
Result<Case> change_owner(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewOwner& wanted, Instant now);

bool may_change_owner(const Case& record, const Viewer& viewer);

}  // namespace regard::concerns
