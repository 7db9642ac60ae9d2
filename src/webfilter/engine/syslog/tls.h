// TLS as RFC 5425 wants it. Private to this folder.
#pragma once

#include <boost/asio/ssl/context.hpp>

#include "webfilter/engine/syslog/listener.h"

namespace regard::webfilter {

boost::asio::ssl::context tls_context(const SyslogTls& tls);  // throws when a file cannot be read or the two do not fit

}  // namespace regard::webfilter
