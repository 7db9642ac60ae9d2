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

constexpr std::string_view kInsert = R"sql(
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
     SET wrapped = :wrapped, master_id = :master_id
   WHERE id = :id AND wrapped IS NOT NULL
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

Stored insert(db::Tx& tx, const NewKey& key) {
  const std::size_t stored = tx.run(kInsert, {{"id", key.id},
                                              {"wrapped", key.wrapped},
                                              {"master_id", key.master_id},
                                              {"made_at", key.made_at},
                                              {"purpose", key.purpose}});
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

void rewrap(db::Tx& tx, const KeyId& id, std::string_view wrapped, std::string_view master_id) {
  tx.run(kRewrap, {{"id", id}, {"wrapped", wrapped}, {"master_id", master_id}});
}

}  // namespace regard::crypto::store
