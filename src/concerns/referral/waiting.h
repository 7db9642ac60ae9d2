// What waits for a second person, for the first page.
#pragma once

#include "concerns/concerns.h"

namespace regard::concerns {

Needs overrides_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);

}  // namespace regard::concerns
