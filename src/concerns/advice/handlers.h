// The pages of an extract.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> ask_new_extract(const web::Visit& visit);
Result<http::Response> save_new_extract(const web::Visit& visit);
Result<http::Response> ask_extract(const web::Visit& visit);
Result<http::Response> save_extract(const web::Visit& visit);
Result<http::Response> ask_sending(const web::Visit& visit);
Result<http::Response> save_sending(const web::Visit& visit);

}  // namespace regard::concerns
