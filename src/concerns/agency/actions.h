// Keeping the register of agencies and of who answers there.
#pragma once

#include <string>
#include <string_view>

#include "concerns/agency/agency.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct AgencyGiven {
  std::string name, kind;
};
Result<Agency> add_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, const AgencyId& id, const AgencyGiven& given, Instant now);
Result<Agency> change_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AgencyGiven& given,
                             int version, Instant now);
// Not offered any more; what was recorded with it stays.
Result<Agency> end_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, int version, Instant now);

struct ContactGiven {
  std::string name, post, email, telephone;
};
// What was just given is right today.
Result<Agency> add_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                           const ContactGiven& given, Instant now);
Result<Agency> change_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                              const ContactGiven& given, int version, Instant now);
enum class ContactNow { right, gone };
Result<Agency> check_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                             ContactNow is_now, int version, Instant now);

}  // namespace regard::concerns
