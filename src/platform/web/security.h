// The headers that every answer carries.
#pragma once

#include <string_view>

#include "platform/http/message.h"

namespace regard::web {

void add_security_headers(http::Response& response, bool https);
std::string_view content_type_of(std::string_view file_name);

}  // namespace regard::web
