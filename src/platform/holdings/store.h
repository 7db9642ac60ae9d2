// All the SQL of requests.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "platform/db/db.h"
#include "platform/holdings/request.h"

namespace regard::holdings::store {

// Whoever asks about themselves does not see their own request, whatever their post; nor does whoever is kept away from a
// record that was gathered.
std::optional<Request> find(db::Read& read, const Viewer& viewer, std::string_view reference);
enum class Which { open, over };
std::vector<Request> list(db::Read& read, const Viewer& viewer, Which which, int at_most);  // the soonest clock first; or the latest over

void insert(db::Tx& tx, const Request& request);
bool save(db::Tx& tx, const Request& request);  // false: somebody saved before; version is the one that was read

void insert(db::Tx& tx, const RequestId& request, const ConfirmedRecord& record);  // a repeat changes nothing
std::vector<ConfirmedRecord> records(db::Read& read, const RequestId& request);

void insert(db::Tx& tx, const RequestId& request, const StoredPassage& passage);  // a repeat changes nothing
bool save(db::Tx& tx, const StoredPassage& passage);
std::vector<StoredPassage> passages(db::Read& read, const RequestId& request);
std::optional<StoredPassage> find_passage(db::Read& read, const RequestId& request, const PassageId& passage);
bool has_undecided(db::Read& read, const RequestId& request);
void forget_passages(db::Tx& tx, const RequestId& request);

bool is_asked_for(db::Read& read, std::string_view record);

void end(db::Tx& tx, const RequestId& request, Instant now);

}  // namespace regard::holdings::store
