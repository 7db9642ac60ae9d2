// All the SQL about sessions.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "people/session/session.h"

namespace regard::people::session::store {

void insert(db::Tx& tx, const Session& session, std::string_view secret_hash);
std::optional<Session> find(db::Read& read, SessionId id);
std::vector<Session> of_person(db::Read& read, PersonId person, Instant now);  // last seen first
bool end(db::Tx& tx, SessionId id, PersonId person);                            // false: it is over already
std::size_t end_all(db::Tx& tx, PersonId person, std::optional<SessionId> except = {});
void saw(db::Tx& tx, SessionId id, Instant now);
void purge(db::Tx& tx, Instant now);

// All that a request needs to know about who sends it, in one query.
struct Recognised {
  Session session;
  std::string name;
  std::vector<Held> posts;
};
std::optional<Recognised> recognise(db::Read& read, std::string_view secret_hash, Instant now);

}  // namespace regard::people::session::store
