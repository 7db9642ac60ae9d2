// The pages of files: of a concern, and of a case.
#pragma once

#include "platform/web/web.h"

namespace regard::concerns {

Result<http::Response> show_case_files(const web::Visit& visit);

Result<http::Response> ask_case_file(const web::Visit& visit);
Result<http::Response> add_case_file(const web::Visit& visit);
Result<http::Response> open_case_file(const web::Visit& visit);
Result<http::Response> scan_case_file(const web::Visit& visit);
Result<http::Response> ask_case_file_removal(const web::Visit& visit);
Result<http::Response> remove_case_file(const web::Visit& visit);

Result<http::Response> ask_concern_file(const web::Visit& visit);
Result<http::Response> add_concern_file(const web::Visit& visit);
Result<http::Response> open_concern_file(const web::Visit& visit);
Result<http::Response> scan_concern_file(const web::Visit& visit);
Result<http::Response> ask_concern_file_removal(const web::Visit& visit);
Result<http::Response> remove_concern_file(const web::Visit& visit);

}  // namespace regard::concerns
