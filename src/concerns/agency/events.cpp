#include "concerns/agency/events.h"

#include <stdexcept>

namespace regard::concerns {
namespace {

std::string_view type_of(AgencyEvent::What what) {
  switch (what) {
    case AgencyEvent::What::added: return "agency.added";
    case AgencyEvent::What::changed: return "agency.changed";
    case AgencyEvent::What::ended: return "agency.ended";
    case AgencyEvent::What::contact_added: return "agency.contact_added";
    case AgencyEvent::What::contact_changed: return "agency.contact_changed";
    case AgencyEvent::What::contact_checked: return "agency.contact_checked";
    case AgencyEvent::What::contact_ended: return "agency.contact_ended";
  }
  throw std::logic_error("AgencyEvent::What outside its enumerators");
}

}  // namespace

audit::Entry AgencyEvent::entry() const { return {.type = type_of(what), .subject = {.kind = "agency", .id = agency.value}, .details = "{}"}; }

}  // namespace regard::concerns
