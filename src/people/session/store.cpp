#include "people/session/store.h"

#include <stdexcept>

#include "platform/base/calendar.h"

namespace regard::people::session::store {
namespace {

constexpr std::string_view kInsert = R"sql(
  INSERT INTO session (id, secret_hash, person_id, strength, door, device, network, opened_at, last_seen_at, expires_at)
  VALUES (:id, :secret_hash, :person, :strength, :door, :device, :network, :opened_at, :last_seen_at, :expires_at)
)sql";

constexpr std::string_view kFind = R"sql(
  SELECT id, person_id, strength, door, device, network, opened_at, last_seen_at, expires_at FROM session WHERE id = :id
)sql";

constexpr std::string_view kOfPerson = R"sql(
  SELECT id, person_id, strength, door, device, network, opened_at, last_seen_at, expires_at
    FROM session
   WHERE person_id = :person AND expires_at > :now AND last_seen_at > :idle_since
   ORDER BY last_seen_at DESC, id DESC
)sql";

constexpr std::string_view kRecognise = R"sql(
  SELECT session.id AS id, session.person_id AS person_id, strength, door, device, network, opened_at, last_seen_at,
         expires_at, person.name AS name, post.role AS role, post.centre_id AS centre_id
    FROM session
    JOIN person ON person.id = session.person_id AND person.standing = 'here'
    LEFT JOIN post ON post.person_id = session.person_id AND post.state = 'granted'
                  AND post.starts_on <= :today AND coalesce(post.ends_on, '9999') >= :today
   WHERE session.secret_hash = :secret_hash AND session.expires_at > :now AND session.last_seen_at > :idle_since
)sql";

constexpr std::string_view kEnd = "DELETE FROM session WHERE id = :id AND person_id = :person";
constexpr std::string_view kEndAll = "DELETE FROM session WHERE person_id = :person AND id <> :except";
constexpr std::string_view kSaw = "UPDATE session SET last_seen_at = :now WHERE id = :id AND last_seen_at < :now";
constexpr std::string_view kPurge = "DELETE FROM session WHERE expires_at <= :now OR last_seen_at <= :idle_since";

std::string_view word(Strength strength) {
  return strength == Strength::second_factor ? "second_factor" : "password";
}

Session read_session(const db::Row& row) {
  return {.id = row.id<SessionTag>("id"),
          .person = row.id<PersonTag>("person_id"),
          .strength = row.text("strength") == "second_factor" ? Strength::second_factor : Strength::password,
          .door = door_from(row.text("door")),
          .place = {row.text("device"), row.text("network")},
          .opened_at = row.instant("opened_at"),
          .last_seen_at = row.instant("last_seen_at"),
          .expires_at = row.instant("expires_at")};
}

}  // namespace

void insert(db::Tx& tx, const Session& session, std::string_view secret_hash) {
  tx.run(kInsert, {{"id", session.id}, {"secret_hash", secret_hash}, {"person", session.person},
                   {"strength", word(session.strength)}, {"door", stored(session.door)}, {"device", session.place.device},
                   {"network", session.place.network}, {"opened_at", session.opened_at},
                   {"last_seen_at", session.last_seen_at}, {"expires_at", session.expires_at}});
}

std::optional<Session> find(db::Read& read, SessionId id) {
  const auto row = read.one(kFind, {{"id", id}});
  if (!row) return {};
  return read_session(*row);
}

std::vector<Session> of_person(db::Read& read, PersonId person, Instant now) {
  std::vector<Session> sessions;
  for (const auto& row : read.all(kOfPerson, {{"person", person}, {"now", now}, {"idle_since", now - kIdle}}))
    sessions.push_back(read_session(row));
  return sessions;
}

bool end(db::Tx& tx, SessionId id, PersonId person) { return tx.run(kEnd, {{"id", id}, {"person", person}}) == 1; }

std::size_t end_all(db::Tx& tx, PersonId person, std::optional<SessionId> except) {
  return tx.run(kEndAll, {{"person", person}, {"except", except ? except->text() : ""}});
}

void saw(db::Tx& tx, SessionId id, Instant now) { tx.run(kSaw, {{"id", id}, {"now", now}}); }

void purge(db::Tx& tx, Instant now) { tx.run(kPurge, {{"now", now}, {"idle_since", now - kIdle}}); }

std::optional<Recognised> recognise(db::Read& read, std::string_view secret_hash, Instant now) {
  const auto rows = read.all(kRecognise, {{"secret_hash", secret_hash}, {"now", now}, {"idle_since", now - kIdle},
                                          {"today", iso(london_date(now))}});
  if (rows.empty()) return {};
  Recognised found{read_session(rows.front()), rows.front().text("name"), {}};
  for (const auto& row : rows) {
    const auto word = row.maybe_text("role");
    if (!word) continue;
    const auto role = role_from(*word);
    if (!role) throw std::runtime_error("a stored post has an unknown role");
    const auto centre = row.maybe_text("centre_id");
    found.posts.push_back({*role, centre ? std::optional{CentreId::stored(*centre)} : std::nullopt});
  }
  return found;
}

}  // namespace regard::people::session::store
