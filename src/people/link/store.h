// All the SQL about mailed links.
#pragma once

#include <optional>
#include <string_view>

#include "people/link/link.h"

namespace regard::people::link::store {

void insert(db::Tx& tx, const Link& link, std::string_view secret_hash);
std::optional<Link> find(db::Read& read, LinkId id, Instant now);  // not used, not expired, its person here
std::optional<Link> find_by_secret(db::Read& read, std::string_view secret_hash, Instant now);
void forget_all(db::Tx& tx, PersonId person);  // one used ends the others
void purge(db::Tx& tx, Instant now);

}  // namespace regard::people::link::store
