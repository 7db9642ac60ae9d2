// Opening and ending sessions. Whoever opens one has proved who they are; how is the doors' business.
#pragma once

#include "people/session/session.h"
#include "platform/audit/audit.h"

namespace regard::people::session {

struct Arrival {
  PersonId person;
  Strength strength;
  Door door;
  Place place;
};
Opened open(db::Tx& tx, audit::Audit& audit, const Arrival& arrival, Instant now);
// The same person, signed in more strongly: another secret, the old one is worth nothing any more.
Result<Opened> strengthen(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, const Place& place, Instant now);

Done sign_out(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Instant now);
Done sign_out_of(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, SessionId session, Instant now);
// Everywhere, this browser included.
Done sign_out_everywhere(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Instant now);
// Because of something that happened to the person; `why` is a word of ours: "left", "password", "second_factor".
std::size_t end_all(db::Tx& tx, audit::Audit& audit, const Viewer& by, PersonId person, std::string_view why, Instant now,
                    std::optional<SessionId> except = {});

}  // namespace regard::people::session
