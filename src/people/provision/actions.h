// A provider's own words in place of those that came with the program.
#pragma once

#include <string>
#include <string_view>

#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::people::provision {

// Refused where what the program reads of it is missing or of another kind, whoever reads it cannot go by it, it would be in force
// before somebody could know, or it says nothing new.
Result<provisions::Provision> write_own(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view name, std::string text, Instant now);

// What somebody begins with who writes another after this one: in force from today, unless they say a later day.
std::string begun_from(const provisions::Provision& version, Date today);

}  // namespace regard::people::provision
