// All the SQL of keeping.
#pragma once

#include "platform/retention/retention.h"

namespace regard::retention::store {

std::optional<Keeping> find(db::Read& read, const Uuid& record);
// False: somebody saved before; version is the one that was read.
bool save(db::Tx& tx, const Keeping& keeping);
std::vector<Keeping> in_state_after(db::Read& read, State state, std::string_view record, int at_most);

struct EndedBy {
  How how;
  Instant at;
  std::string_view rule, rules_version;
  std::optional<PersonId> by;
};
void insert(db::Tx& tx, const Stub& stub, const EndedBy& ended);
void insert_key(db::Tx& tx, const crypto::KeyId& key, const Uuid& record);
void forget_keeping(db::Tx& tx, const Stub& stub);  // what was said about it, but that it is over

std::optional<Remains> remains(db::Read& read, std::string_view reference);
std::vector<Remains> remains(db::Read& read, const Viewer& viewer, Instant before, int at_most);
std::vector<crypto::KeyId> destroyed_keys_after(db::Read& read, std::string_view key, int at_most);

}  // namespace regard::retention::store
