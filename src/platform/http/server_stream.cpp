#include "platform/http/server_stream.h"

#include <netinet/tcp.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <new>

namespace regard::http {
namespace {

namespace asio = boost::asio;

constexpr std::size_t kTlsRecord = 16 * 1024;
// Bytes that wait in the kernel unsent. Without it a client that does not read holds 2.5 MB there, and 5,000
// of them leave the kernel no memory for anyone's connections.
constexpr int kUnsent = 128 * 1024;

Progress progress_of(const boost::system::error_code& error, std::size_t bytes, Io when_blocked) {
  if (!error) return {Io::done, bytes};
  if (error == asio::error::would_block || error == asio::error::try_again) return {when_blocked};
  return {error == asio::error::eof ? Io::ended : Io::broken};
}

}  // namespace

void Stream::FreeTls::operator()(SSL* tls) const { SSL_free(tls); }

Stream::Stream(Socket socket, SSL_CTX* tls) : socket_{std::move(socket)} {
  boost::system::error_code ignored;  // of a connection that is gone already: the first read will say so
  socket_.non_blocking(true, ignored);
  socket_.set_option(asio::ip::tcp::no_delay{true}, ignored);
  ::setsockopt(socket_.native_handle(), IPPROTO_TCP, TCP_NOTSENT_LOWAT, &kUnsent, sizeof kUnsent);
  if (!tls) return;
  tls_.reset(SSL_new(tls));
  if (!tls_ || SSL_set_fd(tls_.get(), socket_.native_handle()) != 1) throw std::bad_alloc{};
  SSL_set_accept_state(tls_.get());
}

Stream::~Stream() {
  // One attempt at "close notify", so that the other side can tell the end from a cut.
  if (tls_ && SSL_is_init_finished(tls_.get())) {
    SSL_shutdown(tls_.get());
    ERR_clear_error();
  }
}

Progress Stream::tls_progress(int result) {
  const int error = SSL_get_error(tls_.get(), result);
  ERR_clear_error();
  switch (error) {
    case SSL_ERROR_NONE:
      return {Io::done, static_cast<std::size_t>(result)};
    case SSL_ERROR_WANT_READ:
      return {Io::wants_read};
    case SSL_ERROR_WANT_WRITE:
      return {Io::wants_write};
    case SSL_ERROR_ZERO_RETURN:
      return {Io::ended};
    default:
      return {Io::broken};
  }
}

Io Stream::handshake() {
  ERR_clear_error();
  return tls_progress(SSL_do_handshake(tls_.get())).io;
}

Progress Stream::read(std::span<char> into) {
  if (tls_) {
    ERR_clear_error();
    return tls_progress(SSL_read(tls_.get(), into.data(), static_cast<int>(into.size())));
  }
  boost::system::error_code error;
  const std::size_t bytes = socket_.read_some(asio::buffer(into.data(), into.size()), error);
  return progress_of(error, bytes, Io::wants_read);
}

Progress Stream::write(std::string_view head, std::string_view body, std::size_t sent) {
  if (tls_) return write_tls(head, body, sent);
  const std::string_view rest = body.substr(sent > head.size() ? sent - head.size() : 0);
  head.remove_prefix(std::min(sent, head.size()));
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(rest)};
  boost::system::error_code error;
  const std::size_t bytes = socket_.write_some(buffers, error);
  return progress_of(error, bytes, Io::wants_write);
}

// Head and the start of the body in one record: two would be two packets.
Progress Stream::write_tls(std::string_view head, std::string_view body, std::size_t sent) {
  std::array<char, kTlsRecord> record;
  std::string_view rest = body.substr(sent > head.size() ? sent - head.size() : 0);
  head.remove_prefix(std::min(sent, head.size()));
  const std::size_t of_head = head.copy(record.data(), record.size());
  if (of_head > 0) {
    const std::size_t of_body = rest.copy(record.data() + of_head, record.size() - of_head);
    rest = {record.data(), of_head + of_body};
  }
  rest = rest.substr(0, kTlsRecord);
  ERR_clear_error();
  return tls_progress(SSL_write(tls_.get(), rest.data(), static_cast<int>(rest.size())));
}

bool Stream::has_buffered() const { return tls_ && SSL_has_pending(tls_.get()); }

void Stream::end_sending() {
  if (tls_) {
    SSL_shutdown(tls_.get());
    ERR_clear_error();
  }
  boost::system::error_code ignored;
  socket_.shutdown(Socket::shutdown_send, ignored);
}

}  // namespace regard::http
