#include "concerns/inbox/events.h"

#include <stdexcept>

namespace regard::concerns::inbox {
namespace {

std::string_view type_of(InboxEvent::What what) {
  switch (what) {
    case InboxEvent::What::reporter_wrote: return "inbox.reporter_wrote";
    case InboxEvent::What::staff_wrote: return "inbox.staff_wrote";
    case InboxEvent::What::set_aside: return "inbox.set_aside";
  }
  throw std::logic_error("InboxEvent::What outside its enumerators");
}

}  // namespace

audit::Entry InboxEvent::entry() const {
  return {.type = type_of(what), .subject = {.kind = "concern", .id = concern.id.value, .key = &key}, .details = "{}"};
}

}  // namespace regard::concerns::inbox
