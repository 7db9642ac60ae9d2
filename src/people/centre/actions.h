// Adding and renaming centres: colleges, campuses, faculties; whatever the provider is divided into.
#pragma once

#include <string>
#include <string_view>

#include "people/centre/store.h"
#include "platform/audit/audit.h"

namespace regard::people::centre {

Result<Record> add(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string name, Instant now);
Result<Record> rename(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string_view reference, std::string name,
                      std::int64_t version, Instant now);

}  // namespace regard::people::centre
