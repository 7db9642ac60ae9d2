// Where a request comes from, in the few words that its sender needs to recognise it.
#pragma once

#include <string>
#include <string_view>

#include "people/session/session.h"
#include "platform/http/message.h"

namespace regard::people::session {

Place place_of(const http::Request& request);
std::string device_in_words(std::string_view user_agent);  // "Firefox, Windows"; empty when unknown
std::string network_of(std::string_view address);          // "203.0.113.*", "2001:db8:7::*"
// What one household or machine can vary at will is one source: the address, or an IPv6 /64.
std::string source_of(std::string_view address);

}  // namespace regard::people::session
