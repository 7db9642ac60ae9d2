// "Your account": who you are here, where you are signed in, how.
#pragma once

#include "platform/web/web.h"

namespace regard::people::session {

Result<http::Response> show_account(const web::Visit& visit);
Result<http::Response> do_end_session(const web::Visit& visit);
Result<http::Response> do_end_all(const web::Visit& visit);
Result<http::Response> ask_password(const web::Visit& visit);
Result<http::Response> do_password(const web::Visit& visit);

}  // namespace regard::people::session
