// Giving, granting and ending posts.
#pragma once

#include "platform/web/web.h"

namespace regard::people::post {

Result<http::Response> ask_post(const web::Visit& visit);
Result<http::Response> do_post(const web::Visit& visit);
Result<http::Response> ask_end(const web::Visit& visit);
Result<http::Response> do_end(const web::Visit& visit);
Result<http::Response> show_asked(const web::Visit& visit);
Result<http::Response> ask_decision(const web::Visit& visit);
Result<http::Response> do_decision(const web::Visit& visit);

}  // namespace regard::people::post
