// What a person sees when something did not work: what happened, what to do, the number that the log explains.
#pragma once

#include "platform/base/result.h"
#include "platform/web/web.h"

namespace regard::web {

// Which page: by the error's kind, or one of the dispatcher's own.
enum class Trouble { elsewhere, forged, signed_out, fault };

http::Response error_page(const Visit& visit, const Error& error);
// A post that could not be carried out: everything typed stays on the page, behind "Try again".
http::Response error_page(const Visit& visit, Trouble trouble);
http::Response error_json(const http::Request& request, const Error& error);  // RFC 9457

}  // namespace regard::web
