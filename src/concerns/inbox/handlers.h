// The pages of an inbox: a reporter's, with the code and no account; and those of whoever sees the concern.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns::inbox {

Result<http::Response> ask_code(const web::Visit& visit);
Result<http::Response> enter(const web::Visit& visit);
Result<http::Response> show_inbox(const web::Visit& visit);
Result<http::Response> write(const web::Visit& visit);
Result<http::Response> ask_file(const web::Visit& visit);
Result<http::Response> send_file(const web::Visit& visit);
Result<http::Response> leave(const web::Visit& visit);

Result<http::Response> show_messages(const web::Visit& visit);
Result<http::Response> answer_message(const web::Visit& visit);
Result<http::Response> send_standard_message(const web::Visit& visit);
Result<http::Response> show_case_messages(const web::Visit& visit);  // of all concerns that a case began with
Result<http::Response> set_aside_messages(const web::Visit& visit);

}  // namespace regard::concerns::inbox
