// The pages of supervision.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_supervision(const web::Visit& visit);
Result<http::Response> ask_supervision(const web::Visit& visit);
Result<http::Response> save_supervision(const web::Visit& visit);
Result<http::Response> ask_owner(const web::Visit& visit);
Result<http::Response> save_owner(const web::Visit& visit);

}  // namespace regard::concerns
