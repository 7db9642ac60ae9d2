// The provider's centres.
#pragma once

#include "platform/web/web.h"

namespace regard::people::centre {

Result<http::Response> show_list(const web::Visit& visit);
Result<http::Response> ask_new(const web::Visit& visit);
Result<http::Response> do_new(const web::Visit& visit);
Result<http::Response> ask_name(const web::Visit& visit);
Result<http::Response> do_name(const web::Visit& visit);

}  // namespace regard::people::centre
