// The pages of complaints: the public form, and those of whoever looks after them.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> ask_complain(const web::Visit& visit);
Result<http::Response> send_complaint(const web::Visit& visit);
Result<http::Response> complaint_sent(const web::Visit& visit);

Result<http::Response> list_complaints(const web::Visit& visit);
Result<http::Response> show_complaint(const web::Visit& visit);
Result<http::Response> take_complaint(const web::Visit& visit);
Result<http::Response> acknowledge_complaint(const web::Visit& visit);
Result<http::Response> ask_provided(const web::Visit& visit);
Result<http::Response> save_provided(const web::Visit& visit);
Result<http::Response> ask_complaint_answer(const web::Visit& visit);
Result<http::Response> save_complaint_answer(const web::Visit& visit);
Result<http::Response> ask_complaint_reopening(const web::Visit& visit);
Result<http::Response> save_complaint_reopening(const web::Visit& visit);

}  // namespace regard::concerns
