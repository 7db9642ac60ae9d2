#include "people/session/actions.h"

#include "people/events.h"
#include "people/session/store.h"
#include "platform/crypto/crypto.h"

namespace regard::people::session {

Opened open(db::Tx& tx, audit::Audit& audit, const Arrival& arrival, Instant now) {
  Opened opened{.session = {.id = SessionId::make(now), .person = arrival.person, .strength = arrival.strength,
                            .door = arrival.door, .place = arrival.place, .opened_at = now, .last_seen_at = now,
                            .expires_at = now + kLongest},
                .secret = random_token()};
  store::insert(tx, opened.session, crypto::hash(opened.secret));
  audit.append(tx, viewer_of(opened.session), now,
               SignedIn{arrival.person, arrival.strength, std::string{stored(arrival.door)}});
  return opened;
}

Result<Opened> strengthen(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, const Place& place, Instant now) {
  const auto old = store::find(tx, *viewer.session);
  if (!old || !store::end(tx, old->id, old->person)) return fail(ErrorKind::not_signed_in, "session.over");
  return open(tx, audit, {old->person, Strength::second_factor, old->door, place}, now);
}

Done sign_out(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Instant now) {
  return sign_out_of(tx, audit, viewer, *viewer.session, now);
}

Done sign_out_of(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, SessionId session, Instant now) {
  if (!store::end(tx, session, *viewer.person)) return fail(ErrorKind::not_found, "session.over");
  audit.append(tx, viewer, now, SessionEnded{*viewer.person, session, "signed_out"});
  return {};
}

Done sign_out_everywhere(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, Instant now) {
  end_all(tx, audit, viewer, *viewer.person, "everywhere", now);
  return {};
}

std::size_t end_all(db::Tx& tx, audit::Audit& audit, const Viewer& by, PersonId person, std::string_view why, Instant now,
                    std::optional<SessionId> except) {
  const std::size_t ended = store::end_all(tx, person, except);
  if (ended > 0)
    audit.append(tx, by, now, SessionsEnded{person, static_cast<std::int64_t>(ended), std::string{why}});
  return ended;
}

}  // namespace regard::people::session
