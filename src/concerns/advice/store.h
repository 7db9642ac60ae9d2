// All the SQL of extracts.
#pragma once

#include <optional>
#include <vector>

#include "concerns/advice/extract.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const CaseId& record, const Extract& extract);
bool save(db::Tx& tx, const Extract& extract);  // false: somebody saved before
std::optional<Extract> find_extract(db::Read& read, const CaseId& record, const ExtractId& id);
bool is_used(db::Read& read, const ExtractId& id);
std::vector<Extract> extracts(db::Read& read, const CaseId& record);  // the newest first

}  // namespace regard::concerns::store
