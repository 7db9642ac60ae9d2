#include "webfilter/engine/syslog/tls.h"

#include <openssl/ssl.h>

#include <stdexcept>

namespace regard::webfilter {

boost::asio::ssl::context tls_context(const SyslogTls& tls) {
  using boost::asio::ssl::context;
  context made{context::tls_server};
  made.use_certificate_chain_file(tls.certificate_chain.string());
  made.use_private_key_file(tls.private_key.string(), context::pem);
  SSL_CTX* const native = made.native_handle();
  if (SSL_CTX_check_private_key(native) != 1) throw std::runtime_error("the TLS key is not the certificate's");
  SSL_CTX_set_min_proto_version(native, TLS1_2_VERSION);
  SSL_CTX_set_options(native, SSL_OP_NO_RENEGOTIATION | SSL_OP_NO_COMPRESSION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_session_cache_mode(native, SSL_SESS_CACHE_OFF);
  if (tls.client_authority.empty()) return made;
  made.load_verify_file(tls.client_authority.string());
  made.set_verify_mode(boost::asio::ssl::verify_peer | boost::asio::ssl::verify_fail_if_no_peer_cert);
  return made;
}

}  // namespace regard::webfilter
