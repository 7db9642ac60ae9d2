// What the audit says about requests.
#pragma once

#include "platform/audit/audit.h"
#include "platform/holdings/request.h"

namespace regard::holdings {

struct RequestEvent {
  enum class What { started, looked_at, gathered, released, extended, decided, second_look_asked, sent_back, approved, given_out, refused, withdrawn };
  What what;
  const Request& request;
  const crypto::RecordKey& key;
  std::optional<PrivateText> reasons = {};  // sealed with the event
  audit::Entry entry() const;
};

RequestEvent::What what_of(RequestAction action);

}  // namespace regard::holdings
