// The pages of reviews.
#pragma once

#include "platform/web/web.h"

namespace regard::webfilter {

Result<http::Response> list_reviews(const web::Visit& visit);
Result<http::Response> show_review(const web::Visit& visit);
Result<http::Response> ask_confirmation(const web::Visit& visit);
Result<http::Response> save_confirmation(const web::Visit& visit);
Result<http::Response> ask_dismissal(const web::Visit& visit);
Result<http::Response> save_dismissal(const web::Visit& visit);
Result<http::Response> ask_settlement(const web::Visit& visit);
Result<http::Response> save_settlement(const web::Visit& visit);
Result<http::Response> ask_who_it_is(const web::Visit& visit);
Result<http::Response> save_who_it_is(const web::Visit& visit);
Result<http::Response> ask_agreement(const web::Visit& visit);
Result<http::Response> save_agreement(const web::Visit& visit);
Result<http::Response> ask_refusal(const web::Visit& visit);
Result<http::Response> save_refusal(const web::Visit& visit);
Result<http::Response> ask_concern(const web::Visit& visit);
Result<http::Response> save_concern(const web::Visit& visit);

}  // namespace regard::webfilter
