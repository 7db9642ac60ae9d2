// The pages of what the law, the regulator or the provider says.
#pragma once

#include "platform/web/web.h"

namespace regard::people::provision {

Result<http::Response> show_list(const web::Visit& visit);
Result<http::Response> show_versions(const web::Visit& visit);
Result<http::Response> show_version(const web::Visit& visit);
Result<http::Response> ask_own(const web::Visit& visit);
Result<http::Response> do_own(const web::Visit& visit);

}  // namespace regard::people::provision
