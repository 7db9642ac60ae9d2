#include "people/post/store.h"

#include <algorithm>
#include <stdexcept>

#include "platform/base/calendar.h"

namespace regard::people::post::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO post (id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by,
                    decided_at, ended_by, ended_at, version)
  VALUES (:id, :person, :role, :centre, :starts_on, :ends_on, :state, :asked_by, :asked_at, :decided_by,
          :decided_at, :ended_by, :ended_at, :version)
)sql";

constexpr std::string_view kSave = R"sql(
  UPDATE post
     SET ends_on = :ends_on, state = :state, decided_by = :decided_by, decided_at = :decided_at,
         ended_by = :ended_by, ended_at = :ended_at, version = version + 1
   WHERE id = :id AND version = :version
)sql";

constexpr std::string_view kFind = R"sql(
  SELECT id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by, decided_at,
         ended_by, ended_at, version,
         (SELECT count(*) FROM role_right WHERE role_right.role = post.role AND content = 'of_others') AS content_rights
    FROM post
   WHERE id = :id
)sql";

constexpr std::string_view kOfPerson = R"sql(
  SELECT id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by, decided_at,
         ended_by, ended_at, version,
         (SELECT count(*) FROM role_right WHERE role_right.role = post.role AND content = 'of_others') AS content_rights
    FROM post
   WHERE person_id = :person
   ORDER BY asked_at DESC, id DESC
)sql";

// Two days overlap when neither ends before the other starts; '9999' stands for no end.
constexpr std::string_view kOverlaps = R"sql(
  SELECT id
    FROM post
   WHERE person_id = :person AND role = :role AND coalesce(centre_id, '') = :centre
     AND state IN ('asked', 'granted') AND coalesce(ends_on, '9999') >= :starts_on AND starts_on <= :ends_on
   LIMIT 1
)sql";

constexpr std::string_view kAsked = R"sql(
  SELECT post.id AS id, person_id, role, centre_id, starts_on, ends_on, state, asked_by, asked_at, decided_by,
         decided_at, ended_by, ended_at, post.version AS version, person.name AS person_name,
         person.reference AS person_reference, coalesce(asker.name, '') AS asker_name,
         (SELECT count(*) FROM role_right WHERE role_right.role = post.role AND content = 'of_others') AS content_rights
    FROM post
    JOIN person ON person.id = post.person_id
    LEFT JOIN person AS asker ON asker.id = post.asked_by
   WHERE post.state = 'asked'
   ORDER BY asked_at, post.id
   LIMIT 200
)sql";

constexpr std::string_view kContentOf = R"sql(
  SELECT permission FROM role_right WHERE role = :role AND content = 'of_others' LIMIT 1
)sql";

constexpr std::string_view kNeedsSecondFactor = R"sql(
  SELECT post.id
    FROM post JOIN role_right ON role_right.role = post.role AND role_right.needs = 'second_factor'
   WHERE post.person_id = :person AND post.state = 'granted'
     AND post.starts_on <= :today AND coalesce(post.ends_on, '9999') >= :today
   LIMIT 1
)sql";

constexpr std::string_view kHoldsContent = R"sql(
  SELECT post.id
    FROM post JOIN role_right ON role_right.role = post.role AND role_right.content = 'of_others'
   WHERE post.person_id = :person AND post.state = 'granted' AND coalesce(post.ends_on, '9999') >= :today
   LIMIT 1
)sql";

constexpr std::string_view kHeld = R"sql(
  SELECT role, centre_id
    FROM post
   WHERE person_id = :person AND state = 'granted' AND starts_on <= :today AND coalesce(ends_on, '9999') >= :today
)sql";

constexpr std::string_view kSheet = R"sql(
  SELECT role, permission, needs, content FROM role_right ORDER BY role, permission
)sql";

constexpr std::string_view kClearSheet = "DELETE FROM role_right";

constexpr std::string_view kInsertRight = R"sql(
  INSERT INTO role_right (role, permission, needs, content) VALUES (:role, :permission, :needs, :content)
)sql";

template <class T>
std::optional<Id<T>> maybe_id(const db::Row& row, std::string_view column) {
  if (const auto text = row.maybe_text(column)) return Id<T>::stored(*text);
  return {};
}

Date stored_date(const std::string& text) {
  if (const auto day = date_from_iso(text)) return *day;
  throw std::runtime_error("a stored day is damaged");
}

std::optional<std::string> iso_or_nothing(const std::optional<Date>& day) {
  if (day) return iso(*day);
  return {};
}

Role stored_role(const std::string& text) {
  if (const auto role = role_from(text)) return *role;
  throw std::runtime_error("a stored post has an unknown role");
}

Post read_post(const db::Row& row) {
  Post post{.id = row.id<PostTag>("id"), .person = row.id<PersonTag>("person_id"), .role = stored_role(row.text("role")),
            .centre = maybe_id<CentreTag>(row, "centre_id"), .starts_on = stored_date(row.text("starts_on")),
            .asked_at = row.instant("asked_at")};
  if (const auto ends = row.maybe_text("ends_on")) post.ends_on = stored_date(*ends);
  post.state = state_from(row.text("state"));
  post.asked_by = maybe_id<PersonTag>(row, "asked_by");
  post.decided_by = maybe_id<PersonTag>(row, "decided_by");
  post.decided_at = row.maybe_instant("decided_at");
  post.ended_by = maybe_id<PersonTag>(row, "ended_by");
  post.ended_at = row.maybe_instant("ended_at");
  post.content = row.integer("content_rights") > 0 ? Content::of_others : Content::none;
  post.version = row.integer("version");
  return post;
}

std::string_view word(Strength strength) {
  switch (strength) {
    case Strength::none: break;
    case Strength::token: return "token";
    case Strength::password: return "password";
    case Strength::second_factor: return "second_factor";
  }
  throw std::logic_error("a right that needs no sign-in is no right");
}

struct SheetRow {
  std::string role, permission, needs, content;
  friend auto operator<=>(const SheetRow&, const SheetRow&) = default;
};

std::vector<SheetRow> rows_of(const RoleSheet& sheet) {
  std::vector<SheetRow> rows;
  for (const Right& right : sheet.rights())
    for (const Role role : right.roles)
      rows.push_back({std::string{named(role).stored}, std::string{right.permission.name}, std::string{word(right.needs)},
                      right.content == Content::of_others ? "of_others" : "none"});
  std::ranges::sort(rows);
  return rows;
}

}  // namespace

void insert(db::Tx& tx, const Post& post) {
  tx.run(kInsert, {{"id", post.id}, {"person", post.person}, {"role", named(post.role).stored}, {"centre", post.centre},
                   {"starts_on", iso(post.starts_on)}, {"ends_on", iso_or_nothing(post.ends_on)},
                   {"state", stored(post.state)}, {"asked_by", post.asked_by}, {"asked_at", post.asked_at},
                   {"decided_by", post.decided_by}, {"decided_at", post.decided_at}, {"ended_by", post.ended_by},
                   {"ended_at", post.ended_at}, {"version", post.version}});
}

bool save(db::Tx& tx, const Post& post) {
  return tx.run(kSave, {{"id", post.id}, {"version", post.version}, {"ends_on", iso_or_nothing(post.ends_on)},
                        {"state", stored(post.state)}, {"decided_by", post.decided_by}, {"decided_at", post.decided_at},
                        {"ended_by", post.ended_by}, {"ended_at", post.ended_at}}) == 1;
}

std::optional<Post> find(db::Read& read, PostId id) {
  const auto row = read.one(kFind, {{"id", id}});
  if (!row) return {};
  return read_post(*row);
}

std::vector<Post> of_person(db::Read& read, PersonId person) {
  std::vector<Post> posts;
  for (const auto& row : read.all(kOfPerson, {{"person", person}})) posts.push_back(read_post(row));
  return posts;
}

bool overlaps(db::Read& read, const Post& post) {
  return read.one(kOverlaps, {{"person", post.person}, {"role", named(post.role).stored},
                              {"centre", post.centre ? post.centre->text() : ""}, {"starts_on", iso(post.starts_on)},
                              {"ends_on", post.ends_on ? iso(*post.ends_on) : "9999"}}).has_value();
}

std::vector<Asked> asked(db::Read& read) {
  std::vector<Asked> waiting;
  for (const auto& row : read.all(kAsked))
    waiting.push_back({read_post(row), row.text("person_name"), row.text("person_reference"),
                       row.text("asker_name")});
  return waiting;
}

Content content_of(db::Read& read, Role role) {
  return read.one(kContentOf, {{"role", named(role).stored}}) ? Content::of_others : Content::none;
}

bool needs_second_factor(db::Read& read, PersonId person, Date today) {
  return read.one(kNeedsSecondFactor, {{"person", person}, {"today", iso(today)}}).has_value();
}

bool holds_content(db::Read& read, PersonId person, Date today) {
  return read.one(kHoldsContent, {{"person", person}, {"today", iso(today)}}).has_value();
}

std::vector<Held> held(db::Read& read, PersonId person, Date today) {
  std::vector<Held> posts;
  for (const auto& row : read.all(kHeld, {{"person", person}, {"today", iso(today)}}))
    posts.push_back({stored_role(row.text("role")), maybe_id<CentreTag>(row, "centre_id")});
  return posts;
}

bool sheet_is(db::Read& read, const RoleSheet& sheet) {
  std::vector<SheetRow> there;
  for (const auto& row : read.all(kSheet))
    there.push_back({row.text("role"), row.text("permission"), row.text("needs"), row.text("content")});
  std::ranges::sort(there);
  return there == rows_of(sheet);
}

void write_sheet(db::Tx& tx, const RoleSheet& sheet) {
  tx.run(kClearSheet);
  for (const auto& row : rows_of(sheet))
    tx.run(kInsertRight, {{"role", row.role}, {"permission", row.permission}, {"needs", row.needs}, {"content", row.content}});
}

}  // namespace regard::people::post::store
