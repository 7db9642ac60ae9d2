// The register of agencies.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> list_agencies(const web::Visit& visit);
Result<http::Response> show_agency(const web::Visit& visit);
Result<http::Response> end_agency_now(const web::Visit& visit);
Result<http::Response> check_contact_now(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_new_agency(const web::Visit& visit);
Result<http::Response> save_new_agency(const web::Visit& visit);
Result<http::Response> ask_agency(const web::Visit& visit);
Result<http::Response> save_agency(const web::Visit& visit);
Result<http::Response> ask_new_contact(const web::Visit& visit);
Result<http::Response> save_new_contact(const web::Visit& visit);
Result<http::Response> ask_contact(const web::Visit& visit);
Result<http::Response> save_contact(const web::Visit& visit);

}  // namespace regard::concerns
