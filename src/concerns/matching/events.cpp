#include "concerns/matching/events.h"

namespace regard::concerns {
namespace {

constexpr Happening kHappenings[] = {
    {kKeptTogether, tr("Belongs together with"), tr("Two records were said to belong together")},
    {kKeptApart, tr("Not the same person as"), tr("Two records were said to be about different people")},
    {kTookIn, tr("Another case was merged into this"), tr("Case merged with another, and goes on")},
    {kMergedInto, {}, tr("Case merged into another, and ended")},
    {kTaskMoved, tr("Task came from another case"), tr("Task of a case moved with a merge")},
    {kConcernAdded, tr("Concern added"), tr("Concern added to a case")},
    {kTouchesCase, tr("Touches a case"), tr("Concern said to touch a case")},
};

}  // namespace

std::span<const Happening> matching_happenings() { return kHappenings; }

}  // namespace regard::concerns
