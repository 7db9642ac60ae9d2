// What the audit says about inboxes: that something was written, never when a reporter only looked.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/audit/audit.h"

namespace regard::concerns::inbox {

struct InboxEvent {
  enum class What { reporter_wrote, staff_wrote, set_aside };
  What what;
  const Concern& concern;
  const crypto::RecordKey& key;
  audit::Entry entry() const;
};

}  // namespace regard::concerns::inbox
