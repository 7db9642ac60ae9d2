#include "people/centre/store.h"

#include "people/person/sort_key.h"
#include "platform/base/calendar.h"

namespace regard::people::centre::store {
namespace {

using person::sort_key;

constexpr std::string_view kInsert = R"sql(
  INSERT INTO centre (id, reference, name, sort_name, version) VALUES (:id, :reference, :name, :sort_name, :version)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE centre SET name = :name, sort_name = :sort_name, version = version + 1 WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = "SELECT id, reference, name, version FROM centre WHERE id = :id";

constexpr std::string_view kFindByReference = R"sql(
  SELECT id, reference, name, version FROM centre WHERE reference = :reference
)sql";

constexpr std::string_view kFindByName = R"sql(
  SELECT id, reference, name, version FROM centre WHERE sort_name = :sort_name
)sql";

constexpr std::string_view kAll = "SELECT id, reference, name, version FROM centre ORDER BY sort_name";

constexpr std::string_view kList = R"sql(
  SELECT id, reference, name, version,
         (SELECT count(DISTINCT person_id)
            FROM post
           WHERE post.centre_id = centre.id AND post.state = 'granted'
             AND post.starts_on <= :today AND coalesce(post.ends_on, '9999') >= :today) AS people
    FROM centre
   ORDER BY sort_name
)sql";

Record read_centre(const db::Row& row) {
  return {{row.id<CentreTag>("id"), row.text("reference"), row.text("name")}, row.integer("version")};
}

std::optional<Record> maybe_centre(const std::optional<db::Row>& row) {
  if (!row) return {};
  return read_centre(*row);
}

}  // namespace

void insert(db::Tx& tx, const Record& centre) {
  tx.run(kInsert, {{"id", centre.id}, {"reference", centre.reference}, {"name", centre.name},
                   {"sort_name", sort_key(centre.name)}, {"version", centre.version}});
}

bool save(db::Tx& tx, const Record& centre) {
  return tx.run(kSave, {{"id", centre.id}, {"version", centre.version}, {"name", centre.name},
                        {"sort_name", sort_key(centre.name)}}) == 1;
}

std::optional<Record> find(db::Read& read, CentreId id) { return maybe_centre(read.one(kFind, {{"id", id}})); }

std::optional<Record> find_by_reference(db::Read& read, std::string_view reference) {
  return maybe_centre(read.one(kFindByReference, {{"reference", reference}}));
}

std::optional<Record> find_by_name(db::Read& read, std::string_view name) {
  return maybe_centre(read.one(kFindByName, {{"sort_name", sort_key(name)}}));
}

std::vector<Counted> list(db::Read& read, Date today) {
  std::vector<Counted> found;
  for (const auto& row : read.all(kList, {{"today", iso(today)}})) found.push_back({read_centre(row), row.integer("people")});
  return found;
}

std::vector<Centre> all(db::Read& read) {
  std::vector<Centre> found;
  for (const auto& row : read.all(kAll)) found.push_back(read_centre(row));
  return found;
}

}  // namespace regard::people::centre::store
