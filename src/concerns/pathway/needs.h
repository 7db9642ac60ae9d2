// What is awaited, on the first page: of its owner, and what is overdue of whoever oversees it.
#pragma once

#include <string>
#include <vector>

#include "concerns/concerns.h"
#include "platform/web/web.h"

namespace regard::concerns {

// The cases that are shown are added to `references`: looking at them is recorded.
Needs steps_to_see_to(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);
Needs steps_overdue(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);

}  // namespace regard::concerns
