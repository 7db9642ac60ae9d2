// What the audit says about keeping.
#pragma once

#include "platform/audit/audit.h"
#include "platform/retention/keeping.h"
#include "platform/retention/part.h"

namespace regard::retention {

// About the record itself: reasons are sealed under its key and end with it.
struct KeepingEvent {
  Action action;
  const Record& record;
  const crypto::RecordKey* key;
  const Keeping& keeping;
  std::optional<PrivateText> reasons = {};
  audit::Entry entry() const;
};

// Somebody saw when it ends and why it is kept.
struct KeepingLookedAt {
  const Record& record;
  const crypto::RecordKey* key;
  audit::Entry entry() const;
};

// The record has no key any more: kind, rule and version, nothing of what it said.
struct RecordEnded {
  const Stub& stub;
  How how;
  std::string_view rule, rules_version;
  audit::Entry entry() const;
};

}  // namespace regard::retention
