// TLS as every server of ours speaks it.
#pragma once

#include <openssl/types.h>

#include <memory>

#include "platform/http/server.h"

namespace regard::http {

std::shared_ptr<SSL_CTX> tls_context(
    const Tls& tls);  // throws when a file cannot be read or the two do not fit

}  // namespace regard::http
