// Optional questions about whoever told us, after it was sent; and their counts.
#pragma once

#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns::equality {

bool may_be_asked(db::Read& read, const web::Visit& visit);  // something was sent from here, and nothing answered yet
Result<http::Response> ask(const web::Visit& visit);
Result<http::Response> answer(const web::Visit& visit);
Result<http::Response> show_counts(const web::Visit& visit);

}  // namespace regard::concerns::equality
