// The pages of names given in confidence.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns::identity {

Result<http::Response> show_identity(const web::Visit& visit);  // the name, or the form that asks for it
Result<http::Response> ask_for_identity(const web::Visit& visit);

Result<http::Response> list_requests(const web::Visit& visit);  // of a custodian
Result<http::Response> show_request(const web::Visit& visit);
Result<http::Response> decide_request(const web::Visit& visit);

}  // namespace regard::concerns::identity
