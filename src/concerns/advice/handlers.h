// The pages of an extract.
#pragma once

#include "concerns/casework/opened.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> ask_new_extract(const web::Visit& visit);
Result<http::Response> save_new_extract(const web::Visit& visit);
// The form on which it is checked; once it was sent, or the case is not open, the extract to read.
Result<http::Response> ask_extract(const web::Visit& visit);
Result<http::Response> save_extract(const web::Visit& visit);
Result<http::Response> ask_sending(const web::Visit& visit);
Result<http::Response> save_sending(const web::Visit& visit);

// Links to the extracts of a case, for other pages of it; nothing for those who may not work on it, or when there is none.
html::Html extracts_of(const web::Visit& visit, db::Read& read, const Case& record);

}  // namespace regard::concerns
