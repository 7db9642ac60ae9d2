// Setting up a second factor.
#pragma once

#include "platform/web/web.h"

namespace regard::people::second_factor {

Result<http::Response> show_second_factor(const web::Visit& visit);
Result<http::Response> do_begin(const web::Visit& visit);
Result<http::Response> show_set_up(const web::Visit& visit);
Result<http::Response> do_set_up(const web::Visit& visit);
Result<http::Response> do_recovery_codes(const web::Visit& visit);

}  // namespace regard::people::second_factor
