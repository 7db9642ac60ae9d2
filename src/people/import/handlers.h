// Importing people: the file, what it would do, and doing it.
#pragma once

#include "platform/web/web.h"

namespace regard::people::import {

Result<http::Response> ask_file(const web::Visit& visit);
Result<http::Response> do_check(const web::Visit& visit);
Result<http::Response> do_import(const web::Visit& visit);

}  // namespace regard::people::import
