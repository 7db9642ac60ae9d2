#include "concerns/deferred.h"

#include <boost/json.hpp>

#include "people/people.h"
#include "platform/base/calendar.h"

namespace regard::concerns {

void tell(db::Tx& tx, const web::Services& services, const PersonId& person, Instant now) {
  const boost::json::object payload{{"about", "concerns.waiting"}, {"person", person.text()}};
  outbox::enqueue_merged(tx, "mail", boost::json::serialize(payload), "concerns.waiting " + person.text(), now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

void tell_all_who_may(db::Tx& tx, const web::Services& services, Permission permission, std::optional<CentreId> centre, Instant now,
                      const KeptAway& kept_away) {
  for (const auto& person : people::with_permission(tx, permission, centre, london_date(now)))
    if (!kept_away || !kept_away(person.id)) tell(tx, services, person.id, now);
}

void index_later(db::Tx& tx, const web::Services& services, std::string_view kind, const Uuid& record, Instant now) {
  index_later(tx, services, kind, record, {}, now);
}

void index_later(db::Tx& tx, const web::Services& services, std::string_view kind, const Uuid& record, std::string_view place, Instant now) {
  const boost::json::object payload{{"of", kind}, {"id", to_text(record)}, {"place", place}};
  outbox::enqueue(tx, "index", boost::json::serialize(payload), now);
  tx.after_commit([&outbox = services.outbox] { outbox.wake(); });
}

}  // namespace regard::concerns
