// Finding concerns and cases by a reference, or by words in what is sealed. Words are posted, never part of a URL.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> ask_search(const web::Visit& visit);
Result<http::Response> search(const web::Visit& visit);

}  // namespace regard::concerns
