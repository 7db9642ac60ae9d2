// The audit as auditors read it: who did what when, and how often; no content.
#pragma once

#include "platform/web/web.h"

namespace regard::people::trail {

Result<http::Response> show_trail(const web::Visit& visit);
Result<http::Response> show_counts(const web::Visit& visit);

}  // namespace regard::people::trail
