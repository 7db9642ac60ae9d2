// What needs somebody today, of supervision, of work to hand over, of meetings and of complaints.
#pragma once

#include <string>
#include <vector>

#include "concerns/concerns.h"

namespace regard::concerns {

// `references`: of the records whose names are shown, for the look that is recorded.
std::vector<Needs> supervision_needs(const web::Visit& visit, db::Read& read, std::vector<std::string>& references);

}  // namespace regard::concerns
