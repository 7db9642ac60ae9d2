// What concerns and cases leave for later, in the transaction that wants it: a mail that says only where to look, and
// words for the index.
#pragma once

#include <functional>
#include <string_view>

#include "platform/base/viewer.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// "Something needs you": at most one such mail waits for a person.
void tell(db::Tx& tx, const web::Services& services, const PersonId& person, Instant now);
// All who have the permission at that centre, but not those who are kept away from what it is about.
using KeptAway = std::function<bool(const PersonId&)>;
void tell_all_who_may(db::Tx& tx, const web::Services& services, Permission permission, std::optional<CentreId> centre, Instant now,
                      const KeptAway& kept_away = {});

inline constexpr std::string_view kConcernsIndex = "concern";
inline constexpr std::string_view kCasesIndex = "case";
// Everything that was written into the record (after a change of its names), or only what is new: "entry 0199…".
void index_later(db::Tx& tx, const web::Services& services, std::string_view kind, const Uuid& record, Instant now);
void index_later(db::Tx& tx, const web::Services& services, std::string_view kind, const Uuid& record, std::string_view place, Instant now);

}  // namespace regard::concerns
