// Asking for posts, granting, declining and ending them.
#pragma once

#include <optional>

#include "people/post/post.h"
#include "platform/audit/audit.h"

namespace regard::people::post {

struct Wish {
  PersonId person;
  Role role;
  std::optional<CentreId> centre;
  Date starts_on;
  std::optional<Date> ends_on = {};
};

// Granted at once when the viewer might grant it to this person alone; else it waits for somebody who may.
Result<Post> ask(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, const Wish& wish, Instant now);
Result<Post> grant(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::int64_t version, Instant now);
Result<Post> decline(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::int64_t version, Instant now);
// Without a day: at once. With one: it is held to the end of that day, which is no later than the last day it has. What
// is over stays over.
Result<Post> end(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, PostId id, std::optional<Date> last_day,
                 std::int64_t version, Instant now);

// All posts of somebody who leaves, whoever may end them otherwise: leaving is a fact, not a decision about the post.
// How many were held.
std::int64_t end_all(db::Tx& tx, audit::Audit& audit, const Viewer& by, PersonId person, Instant now);
// By whoever holds the machine: granted without anybody's asking.
Post appoint(db::Tx& tx, audit::Audit& audit, const Wish& wish, Instant now);

}  // namespace regard::people::post
