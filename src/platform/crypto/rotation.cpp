#include "platform/crypto/rotation.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <stdexcept>
#include <string>

#include "platform/crypto/master_key.h"
#include "platform/crypto/store.h"
#include "platform/crypto/wrap.h"

namespace regard::crypto {
namespace {

constexpr std::size_t kAtOnce = 500;  // keys in a transaction: some milliseconds, so that servers hardly wait

// Two rotations at once would each write a file without the other's key. The folder is locked, since the file
// itself is replaced.
class OnlyRotation {
 public:
  explicit OnlyRotation(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path{"."};
    folder_ = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder_ >= 0 && ::flock(folder_, LOCK_EX | LOCK_NB) == 0) return;
    if (folder_ >= 0) ::close(folder_);
    throw std::runtime_error("another rotation of " + file.string() + " is running: let it finish");
  }
  ~OnlyRotation() { ::close(folder_); }
  OnlyRotation(const OnlyRotation&) = delete;
  OnlyRotation& operator=(const OnlyRotation&) = delete;

 private:
  int folder_ = -1;
};

MasterKey with_new_key(const std::filesystem::path& file) {
  MasterKey master = MasterKey::load(file);
  if (master.entries().size() == 1) master.add_current();
  return master;
}

void refuse_unless_known(const MasterKey& master, db::Database& store) {
  auto read = store.read();
  const auto wrapping = store::wrapping(read);
  if (wrapping && !master.find(*wrapping))
    throw std::runtime_error("the keys store is wrapped under a master key that " + master.file().string() +
                             " does not hold: put your copy of the file back");
}

struct Batch {
  std::size_t rewrapped = 0;
  std::vector<KeyId> unreadable;
  std::string last;  // empty: there was nothing left
};

// Reads and wraps before it writes: the transaction that servers wait for is short, and on PostgreSQL meets no
// insert of theirs.
Batch rewrap_some(db::Database& store, const MasterKey& master, std::string_view after_id) {
  const auto& [id, key] = master.current();
  std::vector<store::StoredKey> keys;
  {
    auto read = store.read();
    keys = store::wrapped_otherwise(read, id, after_id, kAtOnce);
  }
  Batch batch;
  for (auto& stored : keys) {
    batch.last = stored.id.text();
    const auto* old = master.find(stored.master_id);
    const auto secret = old ? unwrap(old->key, stored.id, *stored.wrapped) : std::nullopt;
    stored.wrapped.reset();
    if (secret) stored.wrapped = wrap(key, stored.id, *secret);
    else batch.unreadable.push_back(stored.id);
  }
  batch.rewrapped = store.write([&](db::Tx& tx) {
    std::size_t count = 0;
    for (const auto& stored : keys)
      if (stored.wrapped) count += store::rewrap(tx, stored, id);
    return count;
  });
  return batch;
}

}  // namespace

void add_master_key(const std::filesystem::path& file) {
  const OnlyRotation only{file};
  with_new_key(file);
}

Rotation rotate(const std::filesystem::path& file, db::Database& store,
                const std::function<void(RotationStep)>& after) {
  const OnlyRotation only{file};
  refuse_unless_known(MasterKey::load(file), store);
  MasterKey master = with_new_key(file);
  after(RotationStep::added);
  // From here on nobody can store a key under the old one, so the walk below misses none.
  store.write([&](db::Tx& tx) { store::move_wrapping(tx, master.current().id); });
  after(RotationStep::announced);

  Rotation rotation;
  for (std::string last; true;) {
    const Batch batch = rewrap_some(store, master, last);
    if (batch.last.empty()) break;
    last = batch.last;
    rotation.rewrapped += batch.rewrapped;
    rotation.unreadable.insert(rotation.unreadable.end(), batch.unreadable.begin(), batch.unreadable.end());
    after(RotationStep::rewrapped_some);
  }
  store.scrub();
  after(RotationStep::rewrapped_all);
  if (rotation.unreadable.empty()) {
    master.keep_only_current();
    after(RotationStep::dropped);
  }
  return rotation;
}

}  // namespace regard::crypto
