// The page Pathway of a case, and the forms of its steps.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_pathway(const web::Visit& visit);
// Shown by GET, sent by POST; `?about=` names the step that it is about.
Result<http::Response> ask_step(const web::Visit& visit);
Result<http::Response> save_step(const web::Visit& visit);
Result<http::Response> ask_chaser(const web::Visit& visit);
Result<http::Response> save_chaser(const web::Visit& visit);
Result<http::Response> list_awaited(const web::Visit& visit);

}  // namespace regard::concerns
