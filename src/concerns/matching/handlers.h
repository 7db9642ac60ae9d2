// The pages about two records of one person, and about a concern that touches another case.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_pair(const web::Visit& visit);
Result<http::Response> save_pair(const web::Visit& visit);
Result<http::Response> ask_add_to_case(const web::Visit& visit);
Result<http::Response> save_add_to_case(const web::Visit& visit);
Result<http::Response> ask_another_case(const web::Visit& visit);
Result<http::Response> save_another_case(const web::Visit& visit);

}  // namespace regard::concerns
