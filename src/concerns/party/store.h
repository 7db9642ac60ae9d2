// All the SQL of people in a case. A case is asked for with the cases that were merged into it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/party/party.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Party& party);
bool save(db::Tx& tx, const Party& party);  // false: somebody saved before; version is the one that was read
std::vector<Party> parties(db::Read& read, const CaseId& record);  // those who have a part still, first
std::optional<Party> find_party(db::Read& read, const CaseId& record, const PartyId& id);
bool is_used(db::Read& read, const PartyId& id);  // in any case

// What was decided about members of staff who may be the same person as somebody in the case.
struct DecidedStaff {
  PartyId party;
  PersonId person;
  StaffVerdict verdict;
  bool to_look_at = false;  // by somebody else who oversees the case
  PersonId by = {};         // as it was read
};
std::vector<DecidedStaff> decided_staff(db::Read& read, const CaseId& record);
struct StaffDecision {
  PersonId by;
  Instant at;
};
void decide_staff(db::Tx& tx, const DecidedStaff& decided, const StaffDecision& decision);
bool was_looked_at(db::Tx& tx, const DecidedStaff& decided);  // false: somebody did before
// Of what the viewer oversees, what somebody else decided and is to be looked at, the oldest first.
struct KeptAwayAtOnce {
  std::string reference;  // of the case
  PersonId person;
  Instant at;
};
std::vector<KeptAwayAtOnce> to_look_at(db::Read& read, const Sight& sight, int at_most);
void forget_who_stays(db::Tx& tx, const PartyId& party);  // it was decided about another part

}  // namespace regard::concerns::store
