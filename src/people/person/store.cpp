#include "people/person/store.h"

#include <stdexcept>

#include "people/person/sort_key.h"
#include "platform/base/calendar.h"

namespace regard::people::person::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO person (id, reference, name, sort_name, email, standing, left_on, added_at, version)
  VALUES (:id, :reference, :name, :sort_name, :email, :standing, :left_on, :added_at, :version)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE person
     SET name = :name, sort_name = :sort_name, email = :email, standing = :standing, left_on = :left_on,
         version = version + 1
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = R"sql(
  SELECT id, reference, name, email, standing, left_on, added_at, version FROM person WHERE id = :id
)sql";

constexpr std::string_view kFindByReference = R"sql(
  SELECT id, reference, name, email, standing, left_on, added_at, version FROM person WHERE reference = :reference
)sql";

constexpr std::string_view kFindByEmail = R"sql(
  SELECT id, reference, name, email, standing, left_on, added_at, version
    FROM person
   WHERE email = :email AND standing = 'here'
)sql";

constexpr std::string_view kCalled = R"sql(
  SELECT id, reference, name, email FROM person WHERE standing = 'here' AND (sort_name = :name OR email = :name) ORDER BY id
)sql";

constexpr std::size_t kNamesAtOnce = 32;

// SQL has no list parameters: so many places, those left over filled with ''.
std::string names_sql() {
  std::string places;
  for (std::size_t i = 0; i < kNamesAtOnce; ++i) places += (i ? ", :id" : ":id") + std::to_string(i);
  return "SELECT id, name FROM person WHERE id IN (" + places + ") UNION ALL SELECT id, client AS name FROM api_token WHERE id IN (" + places + ")";
}

// One row per post held today, or one without a post. :role and :centre are '' when any will do; LIKE's own signs in
// what was typed are escaped by like_pattern.
constexpr std::string_view kList = R"sql(
  SELECT page.id AS id, page.reference AS reference, page.name AS name, page.email AS email, page.standing AS standing,
         page.left_on AS left_on, page.added_at AS added_at, page.version AS version, held.role AS role,
         held.centre_id AS centre_id
    FROM (SELECT id, reference, name, sort_name, email, standing, left_on, added_at, version
            FROM person
           WHERE standing = :standing
             AND (:name = '' OR sort_name LIKE :pattern ESCAPE '!')
             AND (:role = '' AND :centre = '' OR EXISTS (
                  SELECT 1 FROM post
                   WHERE post.person_id = person.id AND post.state = 'granted'
                     AND post.starts_on <= :today AND coalesce(post.ends_on, '9999') >= :today
                     AND (:role = '' OR post.role = :role) AND (:centre = '' OR post.centre_id = :centre)))
             AND (sort_name > :after_name OR (sort_name = :after_name AND id > :after_id))
           ORDER BY sort_name, id
           LIMIT :at_most) AS page
    LEFT JOIN post AS held ON held.person_id = page.id AND held.state = 'granted'
                          AND held.starts_on <= :today AND coalesce(held.ends_on, '9999') >= :today
   ORDER BY page.sort_name, page.id, held.role, held.centre_id
)sql";

constexpr std::string_view kCursor = "SELECT sort_name, id FROM person WHERE reference = :reference";

constexpr std::string_view kWithPermission = R"sql(
  SELECT DISTINCT person.id AS id, person.reference AS reference, person.name AS name, person.email AS email,
         person.sort_name AS sort_name
    FROM post
    JOIN role_right ON role_right.role = post.role AND role_right.permission = :permission
    JOIN person ON person.id = post.person_id AND person.standing = 'here'
   WHERE post.state = 'granted' AND post.starts_on <= :today AND coalesce(post.ends_on, '9999') >= :today
     AND (post.centre_id IS NULL OR post.centre_id = :centre)
   ORDER BY person.sort_name, person.id
)sql";

constexpr std::string_view kOnceHadPermission = R"sql(
  SELECT DISTINCT post.person_id AS id
    FROM post
    JOIN role_right ON role_right.role = post.role AND role_right.permission = :permission
    JOIN person ON person.id = post.person_id
   WHERE post.state = 'ended' OR (post.state = 'granted' AND (coalesce(post.ends_on, '9999') < :today OR person.standing = 'left'))
)sql";

std::string_view word(Standing standing) { return standing == Standing::here ? "here" : "left"; }

Record read_person(const db::Row& row) {
  Record person;
  person.id = row.id<PersonTag>("id");
  person.reference = row.text("reference");
  person.name = row.text("name");
  person.email = row.text("email");
  person.standing = row.text("standing") == "here" ? Standing::here : Standing::left;
  if (const auto day = row.maybe_text("left_on")) person.left_on = date_from_iso(*day);
  person.added_at = row.instant("added_at");
  person.version = row.integer("version");
  return person;
}

std::optional<Record> maybe_person(const std::optional<db::Row>& row) {
  if (!row) return {};
  return read_person(*row);
}

std::optional<std::string> iso_or_nothing(const std::optional<Date>& day) {
  if (day) return iso(*day);
  return {};
}

std::string like_pattern(std::string_view part) {
  std::string pattern = "%";
  for (const char c : part) {
    if (c == '%' || c == '_' || c == '!') pattern += '!';
    pattern += c;
  }
  return pattern + "%";
}

std::optional<Held> maybe_held(const db::Row& row) {
  const auto word = row.maybe_text("role");
  if (!word) return {};
  const auto role = role_from(*word);
  if (!role) throw std::runtime_error("a stored post has an unknown role");
  const auto centre = row.maybe_text("centre_id");
  return Held{*role, centre ? std::optional{CentreId::stored(*centre)} : std::nullopt};
}

}  // namespace

void insert(db::Tx& tx, const Record& person) {
  tx.run(kInsert, {{"id", person.id}, {"reference", person.reference}, {"name", person.name},
                   {"sort_name", sort_key(person.name)}, {"email", person.email}, {"standing", word(person.standing)},
                   {"left_on", iso_or_nothing(person.left_on)}, {"added_at", person.added_at},
                   {"version", person.version}});
}

bool save(db::Tx& tx, const Record& person) {
  return tx.run(kSave, {{"id", person.id}, {"version", person.version}, {"name", person.name},
                        {"sort_name", sort_key(person.name)}, {"email", person.email},
                        {"standing", word(person.standing)}, {"left_on", iso_or_nothing(person.left_on)}}) == 1;
}

std::optional<Record> find(db::Read& read, PersonId id) { return maybe_person(read.one(kFind, {{"id", id}})); }

std::optional<Record> find_by_reference(db::Read& read, std::string_view reference) {
  return maybe_person(read.one(kFindByReference, {{"reference", reference}}));
}

std::optional<Record> find_by_email(db::Read& read, std::string_view email) {
  return maybe_person(read.one(kFindByEmail, {{"email", email}}));
}

std::vector<Person> called(db::Read& read, std::string_view typed) {
  std::string name;  // one space between words
  for (const char c : sort_key(typed)) {
    const bool space = c == ' ' || c == '\t' || c == '\n';
    if (!space) name += c;
    else if (!name.empty() && name.back() != ' ') name += ' ';
  }
  if (name.ends_with(' ')) name.pop_back();
  std::vector<Person> found;
  if (name.empty()) return found;
  for (const auto& row : read.all(kCalled, {{"name", name}}))
    found.push_back({row.id<PersonTag>("id"), row.text("reference"), row.text("name"), row.text("email"), Standing::here});
  return found;
}

std::vector<PersonId> once_had_permission(db::Read& read, Permission permission, Date today) {
  std::vector<PersonId> found;
  for (const auto& row : read.all(kOnceHadPermission, {{"permission", permission.name}, {"today", iso(today)}})) found.push_back(row.id<PersonTag>("id"));
  return found;
}

std::map<PersonId, std::string> names(db::Read& read, std::span<const PersonId> ids) {
  static const std::string sql = names_sql();
  static const std::vector<std::string> places = [] {
    std::vector<std::string> made;
    for (std::size_t i = 0; i < kNamesAtOnce; ++i) made.push_back("id" + std::to_string(i));
    return made;
  }();
  std::map<PersonId, std::string> found;
  for (std::size_t from = 0; from < ids.size(); from += kNamesAtOnce) {
    db::Binds binds;
    for (std::size_t i = 0; i < kNamesAtOnce; ++i) binds.emplace_back(places[i], from + i < ids.size() ? ids[from + i].text() : std::string{});
    for (const auto& row : read.all(sql, binds)) found.emplace(row.id<PersonTag>("id"), row.text("name"));
  }
  return found;
}


std::vector<Listed> list(db::Read& read, const Wanted& wanted, Date today, std::size_t at_most) {
  const auto cursor = wanted.after.empty() ? std::nullopt : read.one(kCursor, {{"reference", wanted.after}});
  const std::string name = sort_key(wanted.name), day = iso(today);
  std::vector<Listed> found;
  for (const auto& row : read.all(kList, {{"standing", word(wanted.standing)}, {"name", name}, {"pattern", like_pattern(name)},
                                          {"role", wanted.role ? named(*wanted.role).stored : ""},
                                          {"centre", wanted.centre ? wanted.centre->text() : ""}, {"today", day},
                                          {"after_name", cursor ? cursor->text("sort_name") : ""},
                                          {"after_id", cursor ? cursor->text("id") : ""}, {"at_most", at_most}})) {
    if (found.empty() || found.back().person.id != row.id<PersonTag>("id")) found.push_back({read_person(row), {}});
    if (const auto post = maybe_held(row)) found.back().posts.push_back(*post);
  }
  return found;
}

std::vector<Person> with_permission(db::Read& read, Permission permission, std::optional<CentreId> at, Date today) {
  std::vector<Person> found;
  for (const auto& row : read.all(kWithPermission, {{"permission", permission.name}, {"today", iso(today)},
                                                    {"centre", at ? at->text() : ""}}))
    found.push_back({row.id<PersonTag>("id"), row.text("reference"), row.text("name"), row.text("email"), Standing::here});
  return found;
}

}  // namespace regard::people::person::store
