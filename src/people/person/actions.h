// Adding people, changing what the directory says, and what happens when they leave.
#pragma once

#include <string>
#include <string_view>

#include "people/link/link.h"
#include "people/person/person.h"
#include "platform/audit/audit.h"
#include "platform/web/web.h"

namespace regard::people::person {

enum class Invite { yes, no };

Result<Record> add(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Details& details, Invite invite,
                   Instant now);
// A new address closes every way in that was there, and an account is invited anew.
Result<Record> change(const web::Services& services, const Viewer& viewer, std::string_view reference, const Details& details,
                      std::int64_t version, Instant now);
// Mails a link to set a password to the address on record: the administrator never sees it.
Result<Record> invite(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, Instant now);

// At once: posts end, sessions end, password and second factor are forgotten, and what other areas end of leavers.
Result<Record> mark_as_left(const web::Services& services, const Viewer& viewer, std::string_view reference, Date on,
                            std::int64_t version, Instant now);
// Without any post: those are asked for anew.
Result<Record> mark_as_back(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                            std::int64_t version, Instant now);

}  // namespace regard::people::person
