// Which inbox a browser has opened with its code. Like a draft: sealed under a secret that only the browser's cookie holds,
// so that what lies in the database leads from no browser to a concern; and as short.
#pragma once

#include <optional>

#include "concerns/concern/concern.h"
#include "platform/web/web.h"

namespace regard::concerns::inbox {

// In a cookie of its own, made anew: what was in the browser before the code was entered opens nothing.
void open_session(db::Tx& tx, const web::Visit& visit, std::string_view secret, const ConcernId& concern);
void keep_session(const web::Visit& visit, http::Response& response, std::string_view secret);
std::optional<ConcernId> in_session(db::Read& read, const web::Visit& visit);
void stay_in_session(db::Tx& tx, const web::Visit& visit, const ConcernId& concern);  // an hour from now
void end_session(const web::Visit& visit, http::Response& response);

}  // namespace regard::concerns::inbox
