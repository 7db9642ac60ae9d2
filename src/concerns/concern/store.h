// All the SQL of concerns.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "concerns/concern/concern.h"
#include "concerns/paging.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void insert(db::Tx& tx, const Concern& concern);
std::optional<Concern> find_visible(db::Read& read, const Sight& sight, std::string_view reference);
bool save(db::Tx& tx, const Concern& concern);  // false: somebody saved before; version is the one that was read
void exclude(db::Tx& tx, const ConcernId& concern, const PersonId& person, Instant now);
bool is_excluded(db::Read& read, const ConcernId& concern, const PersonId& person);

// Waiting for a decision or a case, the most urgent clock first.
std::vector<Concern> waiting(db::Read& read, const Sight& sight, const std::optional<Place>& after, int at_most);
// All that arrived, newest first.
std::vector<Concern> arrived(db::Read& read, const Sight& sight, const std::optional<Place>& before, int at_most);
// How many wait, as far as 100.
int count_waiting(db::Read& read, const Sight& sight);
// How many wait at each centre that has some, or at none: whatever the viewer.
std::vector<std::pair<std::optional<CentreId>, int>> waiting_by_centre(db::Read& read);
// Those of them that somebody is kept away from.
std::vector<std::pair<ConcernId, std::optional<CentreId>>> waiting_with_somebody_kept_away(db::Read& read);
std::vector<ConcernId> ids_waiting(db::Read& read);  // whatever the viewer
// Those that cases began with which a viewer who does not oversee everything is on; sight decides whether they see them.
std::vector<Uuid> own_concern_ids(db::Read& read, const Sight& sight);
// Of these (candidates of a search), the visible ones, in their order.
std::vector<Concern> visible_among(db::Read& read, const Sight& sight, const std::vector<Uuid>& ids);

// For the index, after a restore or a job: whatever the viewer.
std::optional<Concern> find(db::Read& read, const ConcernId& id);
std::vector<Concern> every_after(db::Read& read, std::string_view id, int at_most);

}  // namespace regard::concerns::store
