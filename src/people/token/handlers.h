// API clients and their tokens.
#pragma once

#include "platform/web/web.h"

namespace regard::people::token {

Result<http::Response> show_list(const web::Visit& visit);
Result<http::Response> ask_new(const web::Visit& visit);
Result<http::Response> do_new(const web::Visit& visit);
Result<http::Response> ask_revoke(const web::Visit& visit);
Result<http::Response> do_revoke(const web::Visit& visit);

}  // namespace regard::people::token
