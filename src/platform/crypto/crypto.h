// Sealing: each record has its own key, wrapped by the provider's master key, kept in a store of its own.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <tl/expected.hpp>
#include <vector>

#include "platform/base/clock.h"
#include "platform/crypto/master_key.h"
#include "platform/crypto/seal.h"
#include "platform/crypto/secret.h"
#include "platform/db/db.h"

namespace regard::crypto {

// Why a key cannot be had: `destroyed` is how a record ends, `missing` is damage or a restore without its keys.
enum class Absent { destroyed, missing };
using FoundKey = tl::expected<RecordKey, Absent>;

// What a list of keys comes to, read from the store itself: after a restore.
struct KeyCheck {
  std::size_t held = 0;
  std::size_t destroyed = 0;
  std::vector<KeyId> missing;
  std::vector<KeyId> unreadable;  // there, but not opened by any master key of the file
};

// The keys store. Keys are made ahead in batches and durable before use, so no transaction spans both stores: an
// unused key is harmless. Any number of programs may share one store; each follows a rotation by itself.
class Keyring {
 public:
  // Throws when the store's keys are wrapped under a master key that the file does not hold.
  Keyring(db::Database& store, MasterKey master);
  ~Keyring();
  Keyring(const Keyring&) = delete;
  Keyring& operator=(const Keyring&) = delete;

  // A fresh, already durable key, from memory; waits only when none is left. The first call fills the stock.
  RecordKey take(Instant now);

  FoundKey find(const KeyId& id);
  std::vector<FoundKey> find_many(std::span<const KeyId> ids);  // in the same order; one query for 32

  // Wipes the wrapped key and then the store's log. False: a reader stood in the way of the log; call again. Other
  // programs on the same store forget the key within kRemembered (secret_cache.h).
  bool destroy(const KeyId& id, Instant now);
  bool destroy_all(std::span<const KeyId> ids, Instant now);

  Secret purpose(std::string_view name);  // a lasting key for one purpose ("audit", "index"), made at first use

  KeyCheck check(std::span<const KeyId> ids);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::crypto
