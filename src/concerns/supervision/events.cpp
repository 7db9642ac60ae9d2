#include "concerns/supervision/events.h"

namespace regard::concerns {
namespace {

constexpr Happening kHappenings[] = {
    {kHandedOver, tr("Owned from now on by"), tr("Case handed over to another owner")},
    {kStepGivenTo, tr("Step seen to from now on by"), tr("Step of a case given to somebody else")},
    {kSupervised, tr("Supervised"), tr("Note about the supervision of a case")},
};

}  // namespace

std::span<const Happening> supervision_happenings() { return kHappenings; }

}  // namespace regard::concerns
