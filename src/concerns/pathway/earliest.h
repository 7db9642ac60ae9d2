// How far back something may be recorded that was done about a case.
#pragma once

#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "concerns/clocks.h"
#include "concerns/pathway/step.h"
#include "platform/db/db.h"

namespace regard::concerns {

// People talk before they write: somebody rings the Prevent lead, and the concern is told in Regard a week later. Longer ago than
// this it was not done about what the case began with, and would be late at once and counted in another year.
inline constexpr std::chrono::days kBeforeItWasTold{28};
// A provider that begins with Regard brings cases that have run for long: who oversees them records what was done before.
inline constexpr std::chrono::days kBeforeItWasToldForOverseers{3 * 365};

// Refused at `field` for a day more than these before the first concern of the case was told.
Done may_have_been_on(db::Read& read, const Viewer& viewer, const Case& record, std::string_view day, std::string field);

// A review after some months is held when at least half of the time to it has passed; sooner, it is another talk, not that review.
Done is_time_for_review(const Clocks& clocks, const std::vector<Step>& before, const Step& review);

}  // namespace regard::concerns
