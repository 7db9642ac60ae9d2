#include "platform/http/server_tls.h"

#include <openssl/err.h>
#include <openssl/ssl.h>

#include <boost/asio/ssl/context.hpp>
#include <stdexcept>

namespace regard::http {

std::shared_ptr<SSL_CTX> tls_context(const Tls& tls) {
  boost::asio::ssl::context context{boost::asio::ssl::context::tls_server};
  context.use_certificate_chain_file(tls.certificate_chain.string());
  context.use_private_key_file(tls.private_key.string(), boost::asio::ssl::context::pem);
  SSL_CTX* const native = context.native_handle();
  if (SSL_CTX_check_private_key(native) != 1)
    throw std::runtime_error("the TLS key is not the certificate's");
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native,
                      SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  // The buffers of an idle connection go back; a write that could not finish is tried again from another
  // place.
  SSL_CTX_set_mode(
      native, SSL_MODE_RELEASE_BUFFERS | SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);  // tickets resume sessions without memory here
  SSL_CTX_up_ref(native);
  return {native, SSL_CTX_free};
}

}  // namespace regard::http
