// What goes before a body on the wire, and the edge's own answers.
#pragma once

#include <string>
#include <string_view>

#include "platform/http/server.h"
#include "platform/http/server_request.h"

namespace regard::http {

enum class After {
  stays_open,
  stays_open_1_0,
  closes
};  // an HTTP/1.0 client has to be told that it stays open

// Status line and headers, with the empty line. `date`: "Sun, 06 Nov 1994 08:49:37 GMT". Throws as
// header_lines does.
std::string head_of(const Response& response, std::string_view date, After after);

std::string_view body_of(const Response& response);  // shared or its own, not a spooled one; none with 204 and 304

Response edge_answer(const EdgeError& page, const Refusal& refusal, const std::string& number);

std::string http_date(std::int64_t unix_seconds);

}  // namespace regard::http
