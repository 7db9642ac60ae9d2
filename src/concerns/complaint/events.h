// What the audit says about complaints. Nothing of it is in the chronology of a case: those who see the case do not see this.
#pragma once

#include <optional>

#include "concerns/complaint/complaint.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

struct ComplaintEvent {
  enum class What { received, taken, given_to, acknowledged, provided, answered, reopened, looked_at };
  What what;
  const Complaint& complaint;
  const crypto::RecordKey& key;
  std::optional<PersonId> person = {};      // given_to
  std::optional<PrivateText> reasons = {};  // sealed with the event
  audit::Entry entry() const;
};

}  // namespace regard::concerns
