// All the SQL of names given in confidence.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/identity/identity.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::identity::store {

void insert(db::Tx& tx, const Identity& identity);
bool save(db::Tx& tx, const Identity& identity);  // false: somebody saved before; version is the one that was read
std::optional<Identity> find(db::Read& read, const ConcernId& concern);  // of a concern that the asker was found to see

// For a custodian, who need not see the concern, but must not be kept away from it.
std::optional<Identity> find_asked(db::Read& read, const Sight& custodian, std::string_view reference);
std::vector<Identity> asked(db::Read& read, const Sight& custodian, int at_most);  // the longest waiting first

// The keys, a batch at a time, in the order of their ids: whatever the viewer.
std::vector<Identity> every_after(db::Read& read, std::string_view id, int at_most);

}  // namespace regard::concerns::identity::store
