// What ends and when, and one record's keeping.
#pragma once

#include "platform/web/web.h"

namespace regard::keeping {

Result<http::Response> list_keeping(const web::Visit& visit);
Result<http::Response> show_keeping(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_review(const web::Visit& visit);
Result<http::Response> save_review(const web::Visit& visit);
Result<http::Response> ask_destruction(const web::Visit& visit);
Result<http::Response> save_destruction(const web::Visit& visit);
Result<http::Response> ask_hold(const web::Visit& visit);
Result<http::Response> save_hold(const web::Visit& visit);
Result<http::Response> ask_release(const web::Visit& visit);
Result<http::Response> save_release(const web::Visit& visit);

}  // namespace regard::keeping
