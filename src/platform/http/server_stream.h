// One connection's bytes, plain or TLS, without waiting: what cannot be done now says what to wait for.
//
// TLS is OpenSSL on the socket itself, not asio::ssl::stream: that keeps 70 KiB of buffers for each
// connection, idle or not, where this leaves OpenSSL's own few, given back between records.
#pragma once

#include <openssl/types.h>

#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <cstddef>
#include <memory>
#include <span>
#include <string_view>

namespace regard::http {

using Executor = boost::asio::io_context::executor_type;
using Socket = boost::asio::basic_stream_socket<boost::asio::ip::tcp, Executor>;
template <class T>
using Task = boost::asio::awaitable<T, Executor>;

enum class Io { done, wants_read, wants_write, ended, broken };  // ended: the other side sends no more

struct Progress {
  Io io;
  std::size_t bytes = 0;
};

class Stream {
 public:
  Stream(Socket socket, SSL_CTX* tls);  // null: plain
  ~Stream();
  Stream(const Stream&) = delete;
  Stream& operator=(const Stream&) = delete;

  bool is_tls() const { return tls_ != nullptr; }
  Io handshake();
  Progress read(std::span<char> into);
  // From `sent` on of `head` and `body`, one after the other, as much as goes.
  Progress write(std::string_view head, std::string_view body, std::size_t sent);
  bool has_buffered() const;  // bytes already taken from the socket
  void end_sending();
  Socket& socket() { return socket_; }

 private:
  Progress write_tls(std::string_view head, std::string_view body, std::size_t sent);
  Progress tls_progress(int result);

  struct FreeTls {
    void operator()(SSL* tls) const;
  };
  Socket socket_;
  std::unique_ptr<SSL, FreeTls> tls_;
};

}  // namespace regard::http
