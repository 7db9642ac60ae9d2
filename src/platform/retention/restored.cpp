// Data and keys that were put together from backups of different ages.
#include "platform/retention/ending.h"
#include "platform/retention/store.h"

namespace regard::retention {
namespace {

constexpr int kBatch = 200;

// The record's key was destroyed, so the record is: the stub that this store lacks is written again.
std::size_t end_what_lost_its_key(const web::Services& services, const Part& part, Instant now) {
  std::size_t ended = 0;
  for (std::string last;;) {
    const auto batch = [&] {
      auto read = services.database.read();
      return part.every_after(read, last, kBatch);
    }();
    if (batch.empty()) return ended;
    last = to_text(batch.back().record);
    std::vector<crypto::KeyId> ids;
    for (const Keyed& keyed : batch) ids.push_back(keyed.key);
    const auto keys = services.keyring.find_many(ids);
    for (std::size_t i = 0; i < batch.size(); ++i) {
      if (keys[i] || keys[i].error() != crypto::Absent::destroyed) continue;
      ended += services.database.write([&](db::Tx& tx) -> std::size_t {
        const auto record = part.find(tx, batch[i].record);
        if (!record) return 0;
        end_as_found(tx, services, part, *record, now);
        return 1;
      });
    }
  }
}

std::size_t end_keys_that_came_back(const web::Services& services, Instant now) {
  std::size_t ended = 0;
  for (std::string last;;) {
    const auto batch = [&] {
      auto read = services.database.read();
      return store::destroyed_keys_after(read, last, kBatch);
    }();
    if (batch.empty()) return ended;
    last = batch.back().text();
    std::vector<crypto::KeyId> back;
    const auto keys = services.keyring.find_many(batch);
    for (std::size_t i = 0; i < batch.size(); ++i)
      if (keys[i]) back.push_back(batch[i]);
    if (back.empty()) continue;
    services.keyring.destroy_all(back, now);
    ended += back.size();
  }
}

}  // namespace

Reapplied reapply(const web::Services& services, std::span<const Part> parts, Instant now) {
  Reapplied done;
  for (const Part& part : parts) done.records += end_what_lost_its_key(services, part, now);
  done.keys = end_keys_that_came_back(services, now);
  return done;
}

void for_each_batch_of_keys(db::Database& database, std::span<const Part> parts, const std::function<void(std::span<const crypto::KeyId>)>& visit) {
  auto read = database.read();
  for (const Part& part : parts)
    for (auto batch = part.every_after(read, {}, kBatch); !batch.empty(); batch = part.every_after(read, to_text(batch.back().record), kBatch)) {
      std::vector<crypto::KeyId> keys;
      for (const Keyed& keyed : batch) keys.push_back(keyed.key);
      visit(keys);
    }
}

}  // namespace regard::retention
