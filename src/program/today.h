// The first page of a signed-in person: what needs them today, then what they may start.
#pragma once

#include "platform/web/web.h"

namespace regard::program {

Result<http::Response> today(const web::Visit& visit);

}  // namespace regard::program
