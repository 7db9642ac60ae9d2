// The public pages of "Tell us you are worried about someone", and the same form as JSON.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns::telling {

// The same for everyone, so rendered once.
html::Html start(const web::Services& services, const i18n::Language& language);
html::Html before_you_start(const web::Services& services, const i18n::Language& language);

Result<http::Response> show_question(const web::Visit& visit);
Result<http::Response> answer_question(const web::Visit& visit);
Result<http::Response> show_emergency(const web::Visit& visit);
Result<http::Response> check(const web::Visit& visit);
Result<http::Response> send(const web::Visit& visit);
Result<http::Response> sent(const web::Visit& visit);
Result<http::Response> show_receipt(const web::Visit& visit);  // only the code, to print
Result<http::Response> start_again(const web::Visit& visit);
Result<http::Response> leave(const web::Visit& visit);  // exit this page

Result<http::Response> send_json(const web::Visit& visit);
Result<http::Response> openapi(const web::Visit& visit);

}  // namespace regard::concerns::telling
