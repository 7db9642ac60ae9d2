#include "platform/crypto/store.h"

#include <algorithm>
#include <array>

namespace regard::crypto::store {
namespace {

// One statement for every number of ids: prepared once, the last id repeated.
constexpr std::array<std::string_view, 32> kSlots{
    "k0",  "k1",  "k2",  "k3",  "k4",  "k5",  "k6",  "k7",  "k8",  "k9",  "k10", "k11", "k12", "k13", "k14", "k15",
    "k16", "k17", "k18", "k19", "k20", "k21", "k22", "k23", "k24", "k25", "k26", "k27", "k28", "k29", "k30", "k31"};

constexpr std::string_view kFindOne = "SELECT id, wrapped, master_id FROM record_key WHERE id = :id";

constexpr std::string_view kFindMany = R"sql(
  SELECT id, wrapped, master_id
    FROM record_key
   WHERE id IN (:k0, :k1, :k2, :k3, :k4, :k5, :k6, :k7, :k8, :k9, :k10, :k11, :k12, :k13, :k14, :k15,
                :k16, :k17, :k18, :k19, :k20, :k21, :k22, :k23, :k24, :k25, :k26, :k27, :k28, :k29, :k30, :k31)
)sql";

constexpr std::string_view kFindPurpose = "SELECT id, wrapped, master_id FROM record_key WHERE purpose = :purpose";

constexpr std::string_view kInsertOne = R"sql(
  INSERT INTO record_key (id, wrapped, master_id, made_at) VALUES (:id, :wrapped, :master_id, :made_at)
)sql";

// To PostgreSQL on another machine each statement is a journey.
constexpr std::size_t kTogether = 8;
constexpr std::array<std::string_view, kTogether> kWrappedSlots{"w0", "w1", "w2", "w3", "w4", "w5", "w6", "w7"};
constexpr std::string_view kInsertTogether = R"sql(
  INSERT INTO record_key (id, wrapped, master_id, made_at)
  VALUES (:k0, :w0, :master_id, :made_at), (:k1, :w1, :master_id, :made_at), (:k2, :w2, :master_id, :made_at),
         (:k3, :w3, :master_id, :made_at), (:k4, :w4, :master_id, :made_at), (:k5, :w5, :master_id, :made_at),
         (:k6, :w6, :master_id, :made_at), (:k7, :w7, :master_id, :made_at)
)sql";

constexpr std::string_view kInsertPurpose = R"sql(
  INSERT INTO record_key (id, wrapped, master_id, made_at, purpose)
  VALUES (:id, :wrapped, :master_id, :made_at, :purpose)
      ON CONFLICT (purpose) DO NOTHING
)sql";

constexpr std::string_view kDestroy = R"sql(
  UPDATE record_key
     SET wrapped = NULL, destroyed_at = :now
   WHERE id = :id AND wrapped IS NOT NULL AND purpose IS NULL
)sql";

constexpr std::string_view kWrappedOtherwise = R"sql(
  SELECT id, wrapped, master_id
    FROM record_key
   WHERE id > :after AND master_id <> :master_id AND wrapped IS NOT NULL
   ORDER BY id
   LIMIT :at_most
)sql";

constexpr std::string_view kRewrap = R"sql(
  UPDATE record_key
     SET wrapped = :wrapped, master_id = :to_master
   WHERE id = :id AND master_id = :from_master AND wrapped IS NOT NULL
)sql";

StoredKey stored_key(const db::Row& row) {
  return {row.id<KeyTag>("id"), row.maybe_text("wrapped"), row.text("master_id")};
}

}  // namespace

std::optional<std::string> wrapping(db::Read& read) {
  const auto row = read.one("SELECT master_id FROM wrapping WHERE only_row = 1");
  if (!row) return {};
  return row->text("master_id");
}

std::string hold_wrapping(db::Tx& tx) {
  tx.run("UPDATE wrapping SET master_id = master_id WHERE only_row = 1");
  return wrapping(tx).value();
}

void begin_wrapping(db::Tx& tx, std::string_view master_id) {
  tx.run("INSERT INTO wrapping (only_row, master_id) VALUES (1, :master_id) ON CONFLICT (only_row) DO NOTHING",
         {{"master_id", master_id}});
}

void move_wrapping(db::Tx& tx, std::string_view master_id) {
  begin_wrapping(tx, master_id);
  tx.run("UPDATE wrapping SET master_id = :master_id WHERE only_row = 1", {{"master_id", master_id}});
}

void insert(db::Tx& tx, std::span<const NewKey> keys, std::string_view master_id, Instant made_at) {
  for (; keys.size() >= kTogether; keys = keys.subspan(kTogether)) {
    db::Binds binds{{"master_id", master_id}, {"made_at", made_at}};
    for (std::size_t i = 0; i < kTogether; ++i) {
      binds.emplace_back(kSlots[i], keys[i].id);
      binds.emplace_back(kWrappedSlots[i], keys[i].wrapped);
    }
    tx.run(kInsertTogether, binds);
  }
  for (const auto& key : keys)
    tx.run(kInsertOne, {{"id", key.id}, {"wrapped", key.wrapped}, {"master_id", master_id}, {"made_at", made_at}});
}

Stored insert_purpose(db::Tx& tx, const NewKey& key, std::string_view master_id, Instant made_at,
                      std::string_view purpose) {
  const std::size_t stored = tx.run(kInsertPurpose, {{"id", key.id},
                                                     {"wrapped", key.wrapped},
                                                     {"master_id", master_id},
                                                     {"made_at", made_at},
                                                     {"purpose", purpose}});
  return stored == 1 ? Stored::yes : Stored::there_is_one;
}

std::vector<StoredKey> find(db::Read& read, std::span<const KeyId> ids) {
  std::vector<StoredKey> found;
  if (ids.size() == 1) {
    if (const auto row = read.one(kFindOne, {{"id", ids[0]}})) found.push_back(stored_key(*row));
    return found;
  }
  while (!ids.empty()) {
    const auto some = ids.first(std::min(ids.size(), kSlots.size()));
    ids = ids.subspan(some.size());
    db::Binds binds;
    binds.reserve(kSlots.size());
    for (std::size_t i = 0; i < kSlots.size(); ++i) binds.emplace_back(kSlots[i], some[std::min(i, some.size() - 1)]);
    for (const auto& row : read.all(kFindMany, binds)) found.push_back(stored_key(row));
  }
  return found;
}

std::optional<StoredKey> find_purpose(db::Read& read, std::string_view purpose) {
  const auto row = read.one(kFindPurpose, {{"purpose", purpose}});
  if (!row) return {};
  return stored_key(*row);
}

void destroy(db::Tx& tx, const KeyId& id, Instant now) { tx.run(kDestroy, {{"id", id}, {"now", now}}); }

std::vector<StoredKey> wrapped_otherwise(db::Read& read, std::string_view master_id, std::string_view after_id,
                                         std::size_t at_most) {
  std::vector<StoredKey> keys;
  for (const auto& row :
       read.all(kWrappedOtherwise, {{"after", after_id}, {"master_id", master_id}, {"at_most", at_most}}))
    keys.push_back(stored_key(row));
  return keys;
}

std::size_t rewrap(db::Tx& tx, const StoredKey& key, std::string_view to_master) {
  return tx.run(kRewrap, {{"id", key.id},
                          {"wrapped", key.wrapped.value()},
                          {"to_master", to_master},
                          {"from_master", key.master_id}});
}

}  // namespace regard::crypto::store
