// Sealing: each record has its own key, wrapped by the provider's master key, kept in a store of its own.
// XChaCha20-Poly1305 (libsodium), bound to record and column, so that a sealed value moved elsewhere does not open.
#pragma once

#include <array>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>

#include "platform/base/ids.h"
#include "platform/base/private_text.h"
#include "platform/base/result.h"
#include "platform/db/db.h"
#include "platform/files/files.h"

namespace regard::crypto {

using KeyId = Id<struct KeyTag>;

// 32 bytes that are wiped when they go.
class Secret {
 public:
  Secret();
  explicit Secret(const std::array<unsigned char, 32>& bytes);
  ~Secret();
  Secret(const Secret&) = default;
  Secret& operator=(const Secret&) = default;
  const unsigned char* bytes() const { return bytes_.data(); }
  unsigned char* bytes() { return bytes_.data(); }
  static Secret random();

 private:
  std::array<unsigned char, 32> bytes_{};
};

// The provider's master keys, newest first: a 0600 file of base64url lines, "id key". More than one only while
// `regard keys rotate` rewraps.
class MasterKey {
 public:
  static MasterKey create(const std::filesystem::path& file);   // refuses to overwrite
  static MasterKey load(const std::filesystem::path& file);     // throws with what to do: missing, open to others, damaged
  // ...
  struct Entry { std::string id; Secret key; };
  const std::vector<Entry>& entries() const { return entries_; }
  const Entry& current() const { return entries_.front(); }

 private:
  std::vector<Entry> entries_;
};

struct RecordKey {
  KeyId id;
  Secret secret;
};

// Why a key cannot be had.
enum class Absent { destroyed, missing };

// Which value of which record is sealed: authenticated with it, not stored in it.
struct Place {
  std::string_view column;  // "concern.narrative"
  Uuid record;
};

// base64url of nonce and ciphertext.
std::string seal(const RecordKey& key, const Place& place, const PrivateText& text);
// A sealed value that does not open (changed, moved, wrong key) is damage: throws.
PrivateText open(const RecordKey& key, const Place& place, std::string_view sealed);

// The keys store. Keys are made ahead in batches and durable before use, so no transaction spans both stores.
class Keyring {
 public:
  Keyring(db::Database& store, MasterKey master);
  ~Keyring();

  RecordKey take(Instant now);                                        // a fresh, already durable key
  tl::expected<RecordKey, Absent> find(const KeyId& id);
  void destroy(const KeyId& id, Instant now);                         // and truncates the store's log; repeatable
  Secret purpose(std::string_view name);                              // a lasting key for one purpose: "audit", "index"

  // Rewraps every key under a new master key, in small transactions, while others use the store. Returns how many.
  std::size_t rewrap(const MasterKey& next);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// BLAKE2b-256 keyed hash, base64url: session secrets, blind tokens, chain links.
std::string keyed_hash(const Secret& key, std::string_view message);
std::string hash(std::string_view message);

}  // namespace regard::crypto
