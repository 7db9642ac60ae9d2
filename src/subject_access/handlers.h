// The pages of requests.
#pragma once

#include "platform/web/web.h"

namespace regard::subject_access {

Result<http::Response> list_requests(const web::Visit& visit);
Result<http::Response> show_request(const web::Visit& visit);
Result<http::Response> ask_new(const web::Visit& visit);
Result<http::Response> save_new(const web::Visit& visit);

// What is held: searched by words that stand in no address, then confirmed.
Result<http::Response> ask_records(const web::Visit& visit);
Result<http::Response> find_records(const web::Visit& visit);
Result<http::Response> confirm_records(const web::Visit& visit);

// Each is a form: shown by GET, sent by POST.
Result<http::Response> ask_release(const web::Visit& visit);
Result<http::Response> save_release(const web::Visit& visit);
Result<http::Response> ask_extension(const web::Visit& visit);
Result<http::Response> save_extension(const web::Visit& visit);
Result<http::Response> ask_closing(const web::Visit& visit);
Result<http::Response> save_closing(const web::Visit& visit);
Result<http::Response> ask_second_look(const web::Visit& visit);
Result<http::Response> save_second_look(const web::Visit& visit);
Result<http::Response> ask_check(const web::Visit& visit);
Result<http::Response> save_check(const web::Visit& visit);
Result<http::Response> ask_take_up(const web::Visit& visit);
Result<http::Response> save_take_up(const web::Visit& visit);
Result<http::Response> ask_giving(const web::Visit& visit);
Result<http::Response> save_giving(const web::Visit& visit);
Result<http::Response> ask_passage(const web::Visit& visit);
Result<http::Response> save_passage(const web::Visit& visit);

Result<http::Response> show_answer(const web::Visit& visit);
Result<http::Response> answer_as_json(const web::Visit& visit);
Result<http::Response> answer_as_pdf(const web::Visit& visit);

}  // namespace regard::subject_access
