// The page of readers: how each is doing, and which labels are of no theme.
#pragma once

#include "platform/web/web.h"

namespace regard::webfilter {

Result<http::Response> show_readers(const web::Visit& visit);

}  // namespace regard::webfilter
