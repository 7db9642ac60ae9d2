#include "concerns/handover/events.h"

#include <boost/json.hpp>

namespace regard::concerns {

audit::Entry WorkHandedOver::entry() const {
  return {.type = "handover.done", .subject = {.kind = "person", .id = person.value},
          .details = boost::json::serialize(boost::json::object{{"moved", moved}, {"undone", undone}})};
}

audit::Entry WorkLeftBehind::entry() const {
  return {.type = "handover.begun", .subject = {.kind = "person", .id = person.value},
          .details = boost::json::serialize(boost::json::object{{"waiting", waiting}})};
}

}  // namespace regard::concerns
