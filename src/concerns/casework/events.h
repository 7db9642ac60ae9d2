// What the audit says about cases.
#pragma once

#include <optional>
#include <string>

#include "concerns/casework/casefile.h"
#include "concerns/happenings.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

// One shape for all: which case, what was done, and the few words that are not in the record itself.
struct CaseEvent {
  enum class What {
    opened, entry_added, task_added, task_done, task_given_to, given_to, person_kept_away, caseworker_left, closure_asked, closure_approved, kept_open, reopened,
    looked_at
  };
  What what;
  const Case& record;
  const crypto::RecordKey& key;
  std::optional<PersonId> person = {};  // task_given_to, given_to, person_kept_away, caseworker_left
  std::optional<PrivateText> reasons = {};  // sealed with the event
  std::optional<TaskId> task = {};          // task_added, task_done
  bool by_oneself = false;                  // closure_approved by whoever asked for it: allowed by configuration, and said
  audit::Entry entry() const;
};

std::vector<Happening> casework_happenings();

}  // namespace regard::concerns
