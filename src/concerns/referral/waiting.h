// What of referrals waits, for the first page.
#pragma once

#include "concerns/concerns.h"

namespace regard::concerns {

Needs overrides_waiting(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);  // for a second person
// What was weighed has a day after which it does not hold any more: from a week before, so that nobody finds out when sending.
Needs referrals_to_weigh_again(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);

}  // namespace regard::concerns
