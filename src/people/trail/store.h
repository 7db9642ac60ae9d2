// Counting what the audit holds. Writing it is platform/audit's alone.
#pragma once

#include <string>
#include <vector>

#include "platform/base/clock.h"
#include "platform/db/db.h"

namespace regard::people::trail::store {

std::vector<std::string> types(db::Read& read);  // that ever happened

struct Count {
  std::string type;
  std::int64_t events;
};
std::vector<Count> counts(db::Read& read, Instant since);

}  // namespace regard::people::trail::store
