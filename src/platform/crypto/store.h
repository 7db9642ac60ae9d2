// All the SQL of the keys store.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/clock.h"
#include "platform/crypto/seal.h"
#include "platform/db/db.h"

namespace regard::crypto::store {

struct StoredKey {
  KeyId id;
  std::optional<std::string> wrapped;  // none: destroyed
  std::string master_id;
};

struct NewKey {
  KeyId id;
  std::string wrapped;
};

enum class Stored { yes, there_is_one };

std::optional<std::string> wrapping(db::Read& read);  // the master key that new keys go under
std::string hold_wrapping(db::Tx& tx);                // the same, and nobody moves it on before the commit
void begin_wrapping(db::Tx& tx, std::string_view master_id);  // of a new store; changes nothing in another
void move_wrapping(db::Tx& tx, std::string_view master_id);

void insert(db::Tx& tx, std::span<const NewKey> keys, std::string_view master_id, Instant made_at);
Stored insert_purpose(db::Tx& tx, const NewKey& key, std::string_view master_id, Instant made_at,
                      std::string_view purpose);
std::vector<StoredKey> find(db::Read& read, std::span<const KeyId> ids);  // those that exist, in any order
std::optional<StoredKey> find_purpose(db::Read& read, std::string_view purpose);
void destroy(db::Tx& tx, const KeyId& id, Instant now);  // never a purpose's

// Keys that are not wrapped under `master_id`, by id, for rotation.
std::vector<StoredKey> wrapped_otherwise(db::Read& read, std::string_view master_id, std::string_view after_id,
                                         std::size_t at_most);
// Puts its new `wrapped` under `to_master`, unless it was destroyed or rewrapped since it was read. Rows changed.
std::size_t rewrap(db::Tx& tx, const StoredKey& key, std::string_view to_master);

}  // namespace regard::crypto::store
