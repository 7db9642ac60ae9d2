// What the audit says about names given in confidence. Motives and reasons are sealed under the name's own key.
#pragma once

#include "concerns/identity/identity.h"
#include "platform/audit/audit.h"

namespace regard::concerns::identity {

struct IdentityEvent {
  enum class What { asked, granted, refused, looked_at };
  What what;
  const Identity& identity;
  const crypto::RecordKey& key;
  PrivateText words = {};  // motive or reasons
  audit::Entry entry() const;
};

}  // namespace regard::concerns::identity
