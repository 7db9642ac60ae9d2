// What the audit says about files. The events are about the record that the file belongs to, sealed under its key.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/attachment/attachment.h"
#include "concerns/attachment/home.h"
#include "concerns/happenings.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

struct FileEvent {
  enum class What { added, found_clean, found_harmful, removed, opened };
  What what;
  const Home& home;
  const crypto::RecordKey& key;
  const Attachment& file;
  std::optional<PrivateText> reasons = {};  // removed
  audit::Entry entry() const;
};

std::vector<Happening> file_happenings();

}  // namespace regard::concerns
