// The pages of cases.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> list_cases(const web::Visit& visit);
Result<http::Response> show_case(const web::Visit& visit);
Result<http::Response> finish_task(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_entry(const web::Visit& visit);
Result<http::Response> save_entry(const web::Visit& visit);
Result<http::Response> ask_task(const web::Visit& visit);
Result<http::Response> save_task(const web::Visit& visit);
Result<http::Response> ask_caseworker(const web::Visit& visit);
Result<http::Response> save_caseworker(const web::Visit& visit);
Result<http::Response> ask_case_exclusion(const web::Visit& visit);
Result<http::Response> save_case_exclusion(const web::Visit& visit);
Result<http::Response> ask_closure(const web::Visit& visit);
Result<http::Response> save_closure(const web::Visit& visit);
Result<http::Response> ask_approval(const web::Visit& visit);
Result<http::Response> save_approval(const web::Visit& visit);
Result<http::Response> ask_reopening(const web::Visit& visit);
Result<http::Response> save_reopening(const web::Visit& visit);

}  // namespace regard::concerns
