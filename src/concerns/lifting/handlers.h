// The pages of who is kept away from a concern or a case, and of lifting it.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_kept_away(const web::Visit& visit);
Result<http::Response> ask_lift(const web::Visit& visit);
Result<http::Response> save_lift(const web::Visit& visit);

}  // namespace regard::concerns
