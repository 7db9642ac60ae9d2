// Who has work, and the page on which somebody's work is handed over.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> list_work(const web::Visit& visit);
Result<http::Response> ask_handover(const web::Visit& visit);
Result<http::Response> save_handover(const web::Visit& visit);

}  // namespace regard::concerns
