// The pages by which one comes in.
#pragma once

#include "platform/web/web.h"

namespace regard::people::signin {

Result<http::Response> ask_sign_in(const web::Visit& visit);
Result<http::Response> do_sign_in(const web::Visit& visit);
Result<http::Response> ask_code(const web::Visit& visit);
Result<http::Response> do_code(const web::Visit& visit);
Result<http::Response> ask_recovery_code(const web::Visit& visit);
Result<http::Response> do_recovery_code(const web::Visit& visit);
Result<http::Response> ask_link(const web::Visit& visit);
Result<http::Response> do_link(const web::Visit& visit);
Result<http::Response> show_link_mailed(const web::Visit& visit);
Result<http::Response> ask_new_password(const web::Visit& visit);
Result<http::Response> do_new_password(const web::Visit& visit);
Result<http::Response> do_sign_out(const web::Visit& visit);

// The answer to whoever just signed out in this browser: nothing of theirs stays in it.
http::Response signed_out(const web::Visit& visit, std::string to);

}  // namespace regard::people::signin
