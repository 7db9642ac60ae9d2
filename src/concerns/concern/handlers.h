// The pages of concerns, for those who decide on them.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> list_concerns(const web::Visit& visit);
Result<http::Response> show_concern(const web::Visit& visit);
Result<http::Response> ask_decision(const web::Visit& visit);
Result<http::Response> decide_concern(const web::Visit& visit);
Result<http::Response> ask_reconsideration(const web::Visit& visit);
Result<http::Response> reconsider_concern(const web::Visit& visit);
Result<http::Response> ask_exclusion(const web::Visit& visit);
Result<http::Response> exclude_from_concern(const web::Visit& visit);
Result<http::Response> open_case_from(const web::Visit& visit);

}  // namespace regard::concerns
