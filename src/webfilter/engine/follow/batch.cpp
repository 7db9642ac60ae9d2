#include "webfilter/engine/follow/batch.h"

#include <algorithm>

namespace regard::webfilter {

bool is_due(const Batch& batch, const PlaceOf& place_of) {
  return std::all_of(batch.places.begin(), batch.places.end(), [&](const Place& place) {
    const auto known = place_of(place.fingerprint);
    return !known || (place.fingerprint == batch.fingerprint && *known == batch.from);
  });
}

}  // namespace regard::webfilter
