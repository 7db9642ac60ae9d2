// Ending a record, whoever decided it. Private to this folder.
#pragma once

#include <functional>

#include "platform/retention/retention.h"

namespace regard::retention {

// In the transaction: the areas' tables emptied, a stub and an event in their place; the keys and the words of the index
// by the outbox, repeated until done. Refused when something stands in the way; then nothing of it stays.
struct Why {
  How how;
  std::string rule, rules_version;  // empty: found ended in a restored store
};
Done end(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Part& part, const Record& record, const Why& why, Instant now);

// A restored store has a record whose key was destroyed: it has ended, whatever stands here, and nothing else with it.
void end_as_found(db::Tx& tx, const web::Services& services, const Part& part, const Record& record, Instant now);

// The records of a part whose period ends by the day that `until` says for their rule, until `visit` says false.
// Of each rule what ends soonest comes first.
void for_each_ending(db::Read& read, const Rules& rules, const Part& part, const std::function<Date(const Rule&)>& until,
                     const std::function<bool(const Record&, const Term&)>& visit);

}  // namespace regard::retention
