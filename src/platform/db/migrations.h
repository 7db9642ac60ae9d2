// Forward-only migrations: 0001_name.sql, and 0001_name.postgresql.sql beside it where the engines must
// differ.
#pragma once

#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "platform/files/files.h"

namespace regard::db {

// Applies what is missing from `folder` ("db/migrations"), each in a transaction of its own, and records it
// with a hash. Throws when an applied migration's text has changed or the database is newer than the program.
std::vector<std::string> migrate(Database& database, const Files& files, std::string_view folder,
                                 Instant now);

}  // namespace regard::db
