// What the audit says about steps.
#pragma once

#include <string_view>
#include <vector>

#include "concerns/happenings.h"
#include "concerns/pathway/step.h"

namespace regard::concerns {

std::string_view event_type(StepKind kind);
std::vector<Happening> pathway_happenings();

}  // namespace regard::concerns
