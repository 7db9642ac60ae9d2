// All the SQL of who is kept away and of lifting it.
#pragma once

#include <optional>
#include <vector>

#include "concerns/lifting/lift.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

struct KeptAwayPerson {
  PersonId person;
  Instant since;
};
std::vector<KeptAwayPerson> kept_away(db::Read& read, const RecordRef& record);  // who came first, first
bool let_in(db::Tx& tx, const RecordRef& record, const PersonId& person);        // false: was not kept away

bool was_let_in(db::Read& read, const RecordRef& record, const PersonId& person);  // by two people, whatever came later

bool insert(db::Tx& tx, const Lift& lift);  // false: somebody asked before
bool save(db::Tx& tx, const Lift& lift);    // false: somebody decided before
std::optional<Lift> waiting_lift(db::Read& read, const RecordRef& record, const PersonId& person);

// Those that the viewer may decide on: of records that they oversee, asked for by somebody else. The longest waiting first.
struct WaitingLift {
  std::string record_kind, reference;
  PersonId person;
  Instant asked_at;
};
std::vector<WaitingLift> lifts_to_decide(db::Read& read, const Sight& sight, int at_most);

}  // namespace regard::concerns::store
