// What people do with cases. Each takes the transaction it belongs to, checks, saves and writes the audit event.
#pragma once

#include <string>
#include <string_view>

#include "concerns/casework/apart.h"
#include "concerns/casework/casefile.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// From a concern that needs one. `key` is fresh (Keyring::take, before the transaction).
Result<Case> open_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern_reference,
                       int concern_version, const crypto::RecordKey& key, Instant now);

struct NewEntry {
  EntryId id;               // made with the form: sent twice, it is added once
  EntryKind kind;
  std::string happened_on;  // a date
  PrivateText text;
  SaidApart apart = {};
  EntryReach reach = EntryReach::everybody;  // for those who oversee alone, only of somebody who does
};
Result<Case> add_entry(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const NewEntry& entry, Instant now);

struct NewTask {
  TaskId id;                // made with the form: sent twice, it is added once
  PrivateText title;
  std::string due_on;  // a date
  PersonId owner;
};
Result<Case> add_task(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewTask& task,
                      Instant now);
Result<Case> finish_task(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                         const TaskId& task, int version, Instant now);

// Puts a caseworker on the case and tells them: as its owner from now on, or to help whoever owns it. `version`: of the case
// whose owner was read; a helper takes nothing from anybody.
enum class GivenAs { owner, helper };
Result<Case> give_to(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                     const PersonId& person, GivenAs as, int version, Instant now);
// Conflict of interest: for this person the case does not exist any more. If they own it, `new_owner` does from now on, or,
// where nobody is named, somebody who oversees it.
Result<Case> exclude_from_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                               const PersonId& person, const std::optional<PersonId>& new_owner, Instant now);

// The case's part of it, also when it began with a concern. What the person still had to do there becomes the viewer's, or
// that of somebody who oversees it where the viewer does not see the case; and so does the case, if they own it.
void keep_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, Case record, const PersonId& person, Instant now);

struct Closure {
  Outcome outcome;
  PrivateText reasons;
  int version;
};
Result<Case> ask_to_close(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                          const Closure& closure, Instant now);

// approve_closure, keep_open or reopen.
struct Decision {
  CaseAction action;
  PrivateText reasons;
  int version;
};
Result<Case> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                    const Decision& decision, Instant now);

}  // namespace regard::concerns
