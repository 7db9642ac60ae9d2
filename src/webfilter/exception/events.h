// What the audit says about exceptions.
#pragma once

#include <optional>
#include <span>

#include "platform/audit/audit.h"
#include "webfilter/exception/exception.h"

namespace regard::webfilter::exception {

struct ExceptionEvent {
  enum class What { asked, granted, refused, withdrawn, set_up, shortened, ended, looked_at };
  What what;
  const WebException& exception;
  const crypto::RecordKey& key;
  std::optional<PrivateText> reasons = {};  // sealed with the event
  audit::Entry entry() const;
};

// What they, and what they are about, are called in the trail.
std::span<const audit::EventWords> exception_event_words();

}  // namespace regard::webfilter::exception
