// The page on which a case's categories are chosen.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> ask_categories(const web::Visit& visit);
Result<http::Response> save_categories(const web::Visit& visit);

}  // namespace regard::concerns
