// What every area calls its events, in one list, for those who read the trail.
#pragma once

#include <vector>

#include "platform/audit/audit.h"

namespace regard::program {

std::vector<audit::EventWords> event_words();

}  // namespace regard::program
