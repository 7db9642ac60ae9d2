#include <algorithm>
#include <chrono>
#include <map>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>

#include "platform/crypto/crypto.h"
#include "platform/crypto/key_stock.h"
#include "platform/crypto/secret_cache.h"
#include "platform/crypto/store.h"
#include "platform/crypto/wrap.h"

namespace regard::crypto {
namespace {

constexpr std::size_t kCached = 4096;

// A rotation can move a row between reading it and reading the master key file, at most once until it ends.
constexpr int kAttempts = 3;

// The master key file as last read.
class FollowedMaster {
 public:
  explicit FollowedMaster(MasterKey master) : master_{std::make_shared<const MasterKey>(std::move(master))} {}

  std::shared_ptr<const MasterKey> now() {
    const std::lock_guard lock{mutex_};
    return master_;
  }
  void read_again() {
    auto fresh = std::make_shared<const MasterKey>(MasterKey::load(now()->file()));
    const std::lock_guard lock{mutex_};
    master_ = std::move(fresh);
  }

 private:
  std::mutex mutex_;
  std::shared_ptr<const MasterKey> master_;
};

std::runtime_error another_master(const MasterKey& master) {
  return std::runtime_error("the keys store is wrapped under a master key that " + master.file().string() +
                            " does not hold: put your copy of the file back");
}

struct Lookup {
  std::map<KeyId, FoundKey> found;
  std::vector<KeyId> unreadable;  // these are in `found` as missing
  bool unknown_master = false;
};

Lookup look_up(db::Database& store, const MasterKey& master, std::span<const KeyId> ids) {
  auto read = store.read();
  Lookup lookup;
  for (const auto& stored : store::find(read, ids)) {
    if (!stored.wrapped) {
      lookup.found.emplace(stored.id, tl::unexpected{Absent::destroyed});
      continue;
    }
    const auto* under = master.find(stored.master_id);
    lookup.unknown_master |= under == nullptr;
    const auto secret = under ? unwrap(under->key, stored.id, *stored.wrapped) : std::nullopt;
    if (secret) {
      lookup.found.emplace(stored.id, RecordKey{stored.id, *secret});
    } else {
      lookup.found.emplace(stored.id, tl::unexpected{Absent::missing});
      lookup.unreadable.push_back(stored.id);
    }
  }
  return lookup;
}

}  // namespace

struct Keyring::State {
  State(db::Database& keys, MasterKey first);

  Lookup look_up_following(std::span<const KeyId> ids);
  template <class Insert>
  store::Stored insert_under_master(Insert insert);
  std::vector<RecordKey> make(std::size_t count, Instant now);
  std::optional<Secret> make_purpose(std::string_view name);
  std::optional<Secret> stored_purpose(std::string_view name);
  // Puts in place what is remembered; returns what `remember` wants to be told.
  std::uint64_t recall(std::span<const KeyId> ids, std::vector<FoundKey>& found);
  void remember(const std::map<KeyId, FoundKey>& found, std::uint64_t destructions_then);

  db::Database& store;
  FollowedMaster master;
  std::mutex mutex;  // for the next three; never held while the database is asked
  SecretCache cache{kCached};
  std::map<std::string, Secret, std::less<>> purposes;
  std::uint64_t destructions = 0;
  KeyStock stock;  // last: its thread uses all the others
};

Keyring::State::State(db::Database& keys, MasterKey first)
    : store{keys}, master{std::move(first)}, stock{[this](std::size_t count, Instant now) { return make(count, now); }} {
  const auto wrapping = [this] {
    auto read = store.read();
    return store::wrapping(read);
  };
  if (!wrapping()) store.write([&](db::Tx& tx) { store::begin_wrapping(tx, master.now()->current().id); });
  // A rotation may have begun since the file was read.
  for (int attempt = 1; !master.now()->find(*wrapping()); ++attempt) {
    if (attempt == kAttempts) throw another_master(*master.now());
    master.read_again();
  }
}

Lookup Keyring::State::look_up_following(std::span<const KeyId> ids) {
  Lookup lookup = look_up(store, *master.now(), ids);
  for (int attempt = 1; attempt < kAttempts && lookup.unknown_master; ++attempt) {
    master.read_again();
    lookup = look_up(store, *master.now(), ids);
  }
  return lookup;
}

// What `insert` returns. It wraps keys under the master key that the store is at, which the file may have to be read
// again for.
template <class Insert>
store::Stored Keyring::State::insert_under_master(Insert insert) {
  for (int attempt = 0; attempt < kAttempts; ++attempt) {
    const auto file = master.now();
    const auto stored = store.write([&](db::Tx& tx) -> std::optional<store::Stored> {
      const auto* under = file->find(store::hold_wrapping(tx));
      if (!under) return {};
      return insert(tx, *under);
    });
    if (stored) return *stored;
    master.read_again();
  }
  throw another_master(*master.now());
}

std::vector<RecordKey> Keyring::State::make(std::size_t count, Instant now) {
  std::vector<RecordKey> keys;
  keys.reserve(count);
  for (std::size_t i = 0; i < count; ++i) keys.push_back({KeyId::make(now), Secret::random()});
  insert_under_master([&](db::Tx& tx, const MasterKey::Entry& under) {
    std::vector<store::NewKey> wrapped;
    for (const auto& key : keys) wrapped.push_back({key.id, wrap(under.key, key.id, key.secret)});
    store::insert(tx, wrapped, under.id, now);
    return store::Stored::yes;
  });
  return keys;
}

// Nothing when another program has just made one.
std::optional<Secret> Keyring::State::make_purpose(std::string_view name) {
  const Instant now = SystemClock{}.now();
  const RecordKey made{KeyId::make(now), Secret::random()};
  const auto stored = insert_under_master([&](db::Tx& tx, const MasterKey::Entry& under) {
    const store::NewKey wrapped{made.id, wrap(under.key, made.id, made.secret)};
    return store::insert_purpose(tx, wrapped, under.id, now, name);
  });
  return stored == store::Stored::yes ? std::optional{made.secret} : std::nullopt;
}

std::optional<Secret> Keyring::State::stored_purpose(std::string_view name) {
  std::optional<store::StoredKey> stored;
  {
    auto read = store.read();
    stored = store::find_purpose(read, name);
  }
  if (!stored) return {};
  const Lookup lookup = look_up_following({&stored->id, 1});
  const auto found = lookup.found.find(stored->id);
  if (found == lookup.found.end() || !found->second)
    throw Damage("the lasting key \"" + std::string{name} + "\" cannot be opened by the master key");
  return found->second->secret;
}

std::uint64_t Keyring::State::recall(std::span<const KeyId> ids, std::vector<FoundKey>& found) {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock{mutex};
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (const auto secret = cache.find(ids[i], now)) found[i] = RecordKey{ids[i], *secret};
  return destructions;
}

// Nothing is remembered that may have been destroyed since it was read.
void Keyring::State::remember(const std::map<KeyId, FoundKey>& found, std::uint64_t destructions_then) {
  const auto now = std::chrono::steady_clock::now();
  const std::lock_guard lock{mutex};
  if (destructions != destructions_then) return;
  for (const auto& [id, key] : found)
    if (key) cache.put(id, key->secret, now);
}

Keyring::Keyring(db::Database& store, MasterKey master) : state_{std::make_unique<State>(store, std::move(master))} {}
Keyring::~Keyring() = default;

RecordKey Keyring::take(Instant now) { return state_->stock.take(now); }

FoundKey Keyring::find(const KeyId& id) { return std::move(find_many({&id, 1}).front()); }

std::vector<FoundKey> Keyring::find_many(std::span<const KeyId> ids) {
  std::vector<FoundKey> found(ids.size(), tl::unexpected{Absent::missing});
  const std::uint64_t destructions = state_->recall(ids, found);
  std::vector<KeyId> rest;
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (!found[i]) rest.push_back(ids[i]);
  if (rest.empty()) return found;
  const auto lookup = state_->look_up_following(rest);
  state_->remember(lookup.found, destructions);
  for (std::size_t i = 0; i < ids.size(); ++i)
    if (const auto read = lookup.found.find(ids[i]); !found[i] && read != lookup.found.end()) found[i] = read->second;
  return found;
}

bool Keyring::destroy(const KeyId& id, Instant now) { return destroy_all({&id, 1}, now); }

bool Keyring::destroy_all(std::span<const KeyId> ids, Instant now) {
  state_->store.write([&](db::Tx& tx) {
    for (const auto& id : ids) store::destroy(tx, id, now);
  });
  {
    const std::lock_guard lock{state_->mutex};
    ++state_->destructions;
    for (const auto& id : ids) state_->cache.forget(id);
  }
  return state_->store.scrub();
}

Secret Keyring::purpose(std::string_view name) {
  {
    const std::lock_guard lock{state_->mutex};
    if (const auto known = state_->purposes.find(name); known != state_->purposes.end()) return known->second;
  }
  auto secret = state_->stored_purpose(name);
  if (!secret) secret = state_->make_purpose(name);
  if (!secret) secret = state_->stored_purpose(name);
  const std::lock_guard lock{state_->mutex};
  return state_->purposes.emplace(name, secret.value()).first->second;
}

KeyCheck Keyring::check(std::span<const KeyId> ids) {
  auto lookup = state_->look_up_following(ids);
  KeyCheck check;
  for (const auto& id : ids) {
    const auto found = lookup.found.find(id);
    if (found == lookup.found.end()) check.missing.push_back(id);
    else if (found->second) ++check.held;
    else if (found->second.error() == Absent::destroyed) ++check.destroyed;
  }
  check.unreadable = std::move(lookup.unreadable);
  return check;
}

}  // namespace regard::crypto
