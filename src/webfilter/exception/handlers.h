// The pages of requests for blocked sites: the public ones, and those of who decides and who runs the filter.
#pragma once

#include <vector>

#include "concerns/concerns.h"
#include "platform/web/web.h"

namespace regard::webfilter::exception {

Result<http::Response> show_request(const web::Visit& visit);
Result<http::Response> show_request_for_site(const web::Visit& visit);  // posted from the block page, with the site in its body
Result<http::Response> send_request(const web::Visit& visit);
Result<http::Response> request_sent(const web::Visit& visit);
Result<http::Response> ask_code(const web::Visit& visit);
Result<http::Response> show_answer(const web::Visit& visit);
Result<http::Response> withdraw_request(const web::Visit& visit);

Result<http::Response> list_exceptions(const web::Visit& visit);
Result<http::Response> show_exception(const web::Visit& visit);
Result<http::Response> ask_granting(const web::Visit& visit);
Result<http::Response> save_granting(const web::Visit& visit);
Result<http::Response> ask_refusal(const web::Visit& visit);
Result<http::Response> save_refusal(const web::Visit& visit);
Result<http::Response> ask_shortening(const web::Visit& visit);
Result<http::Response> save_shortening(const web::Visit& visit);
Result<http::Response> set_up_exception(const web::Visit& visit);
Result<http::Response> take_away_exception(const web::Visit& visit);

std::vector<concerns::Needs> needs(const web::Visit& visit, db::Read& read);

}  // namespace regard::webfilter::exception
