// A provider's own words in place of those that came with the program.
#pragma once

#include <string>
#include <string_view>

#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::people::provision {

// Refused where what the program reads of it is missing or of another kind, and where its form does not read.
Result<provisions::Provision> write_own(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view name, std::string text, Instant now);

}  // namespace regard::people::provision
