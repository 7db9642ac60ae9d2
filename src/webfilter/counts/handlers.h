// The counts for IT and committees: pictures, tables, a file.
#pragma once

#include "platform/web/web.h"

namespace regard::webfilter {

Result<http::Response> show_counts(const web::Visit& visit);
Result<http::Response> export_counts(const web::Visit& visit);

}  // namespace regard::webfilter
