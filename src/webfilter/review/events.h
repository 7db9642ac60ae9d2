// What the audit says about reviews. Sealed under the review's key, and without a name.
#pragma once

#include <optional>

#include "platform/audit/audit.h"
#include "webfilter/review/review.h"

namespace regard::webfilter {

struct ReviewEvent {
  enum class What { opened, grew, confirmed, dismissed, asked_who, agreed, refused, raised, settled, looked_at, identity_seen };
  What what;
  const Review& review;
  const crypto::RecordKey& key;
  std::optional<PrivateText> reasons = {};
  audit::Entry entry() const;
};

// Somebody who answers a request looked for what is held under a name, and there was something.
struct FoundByName {
  audit::Entry entry() const;
};

// The one explanatory e-mail was sent: to whom is nobody's business, so it says nothing but that.
struct NoticeSent {
  PeriodId period;
  audit::Entry entry() const;
};

}  // namespace regard::webfilter
