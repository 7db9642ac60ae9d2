// Whose names a case holds: whom it is about, who told, who works on it.
#pragma once

#include <vector>

#include "concerns/advice/anonymise.h"
#include "concerns/casework/opened.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

std::vector<advice::Known> known_people(db::Read& read, const web::Services& services, const Opened& opened);

// "Robin", "020 7946 0123": what a text still says of somebody, as it stands there; nothing when it may leave.
std::vector<std::string> still_named(db::Read& read, const web::Services& services, const i18n::Language& language, const Opened& opened,
                                     std::string_view text, Date today);

}  // namespace regard::concerns
