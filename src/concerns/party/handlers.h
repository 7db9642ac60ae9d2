// The pages of people in a case.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_people(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_new_party(const web::Visit& visit);
Result<http::Response> save_new_party(const web::Visit& visit);
Result<http::Response> ask_party_change(const web::Visit& visit);
Result<http::Response> save_party_change(const web::Visit& visit);
Result<http::Response> ask_part(const web::Visit& visit);
Result<http::Response> save_part(const web::Visit& visit);
Result<http::Response> ask_staff(const web::Visit& visit);
Result<http::Response> save_staff(const web::Visit& visit);

Result<http::Response> leave_staff_away(const web::Visit& visit);  // a lone button

}  // namespace regard::concerns
