#include "concerns/lifting/events.h"

namespace regard::concerns {
namespace {

constexpr Happening kHappenings[] = {
    {kLiftAsked, tr("Asked to let in again"), tr("Asked to let somebody see a record again")},
    {kLiftAgreed, tr("Agreed to let in again"), tr("Agreed to let somebody see a record again")},
    {kLiftDeclined, tr("Stays away"), tr("Somebody stays away from a record")},
    {kLiftWithdrawn, tr("Request to let in withdrawn"), tr("Request to let somebody see a record again withdrawn")},
    {kMaySeeAgain, tr("May see it again"), tr("Somebody may see a record again")},
};

}  // namespace

std::span<const Happening> lifting_happenings() { return kHappenings; }

}  // namespace regard::concerns
