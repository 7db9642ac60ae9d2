#include "concerns/identity/events.h"

#include <boost/json.hpp>

namespace regard::concerns::identity {
namespace {

std::string_view type_of(IdentityEvent::What what) {
  switch (what) {
    case IdentityEvent::What::asked: return "identity.asked";
    case IdentityEvent::What::granted: return "identity.granted";
    case IdentityEvent::What::refused: return "identity.refused";
    case IdentityEvent::What::looked_at: return "identity.looked_at";
  }
  throw std::logic_error("IdentityEvent::What outside its enumerators");
}

}  // namespace

audit::Entry IdentityEvent::entry() const {
  boost::json::object details;
  if (!words.empty()) details[what == What::asked ? "motive" : "reasons"] = words.reveal();  // sealed by append
  return {.type = type_of(what), .subject = {.kind = "reporter_identity", .id = identity.id.value, .key = &key},
          .details = boost::json::serialize(details)};
}

}  // namespace regard::concerns::identity
