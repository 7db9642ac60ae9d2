#include "platform/provisions/store.h"

#include "platform/base/calendar.h"

namespace regard::provisions::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO provision (name, version, in_force_from, source, body, made_by, made_at)
  VALUES (:name, :version, :in_force_from, :source, :body, :made_by, :made_at)
  ON CONFLICT DO NOTHING
)sql";

constexpr std::string_view kIsThere = "SELECT 1 AS yes FROM provision WHERE name = :name AND version = :version";

// A provider's own before what came with the program; the newest of those in force.
constexpr std::string_view kInForce = R"sql(
  SELECT version FROM provision
   WHERE name = :name AND in_force_from <= :day
   ORDER BY CASE WHEN made_by IS NULL THEN 1 ELSE 0 END, in_force_from DESC, made_at DESC, version DESC
   LIMIT 1
)sql";

#define REGARD_PROVISION_COLUMNS "name, version, body, made_by, made_at "
constexpr std::string_view kFind =
    "SELECT " REGARD_PROVISION_COLUMNS "FROM provision WHERE name = :name AND version = :version";
constexpr std::string_view kVersions =
    "SELECT " REGARD_PROVISION_COLUMNS "FROM provision WHERE name = :name ORDER BY in_force_from DESC, made_at DESC, version DESC";
constexpr std::string_view kNames = "SELECT DISTINCT name FROM provision ORDER BY name";
constexpr std::string_view kCountOfDay =
    "SELECT COUNT(*) AS n FROM provision WHERE name = :name AND made_by IS NOT NULL AND version LIKE :day || '.%'";

Stored read_stored(const db::Row& row) {
  return {row.text("name"), row.text("version"), row.text("body"), row.maybe_id<PersonTag>("made_by"), row.instant("made_at")};
}

}  // namespace

void insert(db::Tx& tx, const Provision& provision) {
  tx.run(kInsert, {{"name", provision.name},
                   {"version", provision.version},
                   {"in_force_from", iso(provision.in_force_from)},
                   {"source", provision.source},
                   {"body", provision.text},
                   {"made_by", provision.made_by},
                   {"made_at", provision.made_at}});
}

bool is_there(db::Read& read, std::string_view name, std::string_view version) {
  return read.one(kIsThere, {{"name", name}, {"version", version}}).has_value();
}

std::optional<std::string> version_in_force(db::Read& read, std::string_view name, Date on) {
  const auto row = read.one(kInForce, {{"name", name}, {"day", iso(on)}});
  return row ? std::optional{row->text("version")} : std::nullopt;
}

std::optional<Stored> find(db::Read& read, std::string_view name, std::string_view version) {
  const auto row = read.one(kFind, {{"name", name}, {"version", version}});
  return row ? std::optional{read_stored(*row)} : std::nullopt;
}

std::vector<Stored> versions(db::Read& read, std::string_view name) {
  std::vector<Stored> found;
  for (const db::Row& row : read.all(kVersions, {{"name", name}})) found.push_back(read_stored(row));
  return found;
}

std::vector<std::string> names(db::Read& read) {
  std::vector<std::string> found;
  for (const db::Row& row : read.all(kNames)) found.push_back(row.text("name"));
  return found;
}

int count_of_day(db::Read& read, std::string_view name, std::string_view day) {
  return static_cast<int>(read.one(kCountOfDay, {{"name", name}, {"day", day}})->integer("n"));
}

}  // namespace regard::provisions::store
