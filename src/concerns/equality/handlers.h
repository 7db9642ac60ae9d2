// Optional questions about whoever told us, after it was sent; and their counts.
#pragma once

#include "platform/db/db.h"
#include "platform/provisions/provisions.h"
#include "platform/web/web.h"

namespace regard::concerns::equality {

bool were_answered(db::Read& read, const web::Visit& visit);  // from here, within the hour
bool may_be_asked(db::Read& read, const web::Visit& visit);  // something was sent from here, and nothing answered yet
Result<http::Response> ask(const web::Visit& visit);
Result<http::Response> answer(const web::Visit& visit);
Result<http::Response> show_counts(const web::Visit& visit);

// A provider's own questions: on one page, all choices, and none that anybody has to answer.
Done check_questions(const provisions::Provision& written);

}  // namespace regard::concerns::equality
