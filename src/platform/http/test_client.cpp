#include "platform/http/test_client.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace regard::http {

std::string Answer::header(std::string_view name) const {
  const std::string line = "\r\n" + std::string{name} + ": ";
  const std::size_t start = head.find(line);
  if (start == std::string::npos) return {};
  const std::size_t value = start + line.size();
  return head.substr(value, head.find("\r\n", value) - value);
}

TestClient::TestClient(std::uint16_t port) {
  socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (socket_ < 0) throw std::runtime_error("no socket for a test client");
  const timeval ten_seconds{10, 0};
  setsockopt(socket_, SOL_SOCKET, SO_RCVTIMEO, &ten_seconds, sizeof ten_seconds);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(port);
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  connected_ = ::connect(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
}

TestClient::TestClient(std::uint16_t port, int newest_tls) : TestClient{port} {
  const std::unique_ptr<SSL_CTX, void (*)(SSL_CTX*)> context{SSL_CTX_new(TLS_client_method()), SSL_CTX_free};
  SSL_CTX_set_security_level(context.get(),
                             0);  // or OpenSSL would not even offer what the server must refuse
  SSL_CTX_set_min_proto_version(context.get(), 0);
  SSL_CTX_set_max_proto_version(context.get(), newest_tls);
  tls_.reset(SSL_new(context.get()), SSL_free);
  SSL_set_fd(tls_.get(), socket_);
  connected_ = connected_ && SSL_connect(tls_.get()) == 1;
  ERR_clear_error();
}

TestClient::~TestClient() {
  tls_.reset();
  ::close(socket_);
}

bool TestClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = tls_ ? SSL_write(tls_.get(), bytes.data(), static_cast<int>(bytes.size()))
                           : ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void TestClient::end_sending() { ::shutdown(socket_, SHUT_WR); }

std::size_t TestClient::read_more() {
  char bytes[16 * 1024];
  const auto count =
      tls_ ? SSL_read(tls_.get(), bytes, sizeof bytes) : ::recv(socket_, bytes, sizeof bytes, 0);
  ended_ = count <= 0 && (tls_ || count == 0 || errno != EAGAIN);
  if (count <= 0) return 0;
  unread_.append(bytes, static_cast<std::size_t>(count));
  return static_cast<std::size_t>(count);
}

Answer TestClient::receive(bool head_only) {
  std::size_t end;
  while ((end = unread_.find("\r\n\r\n")) == std::string::npos)
    if (read_more() == 0) return {};
  Answer answer;
  answer.head = unread_.substr(0, end + 2);
  unread_.erase(0, end + 4);
  answer.status = std::stoi(answer.head.substr(9, 3));
  const std::string length = answer.header("Content-Length");
  const std::size_t size = head_only || length.empty() ? 0 : std::stoul(length);
  while (unread_.size() < size)
    if (read_more() == 0) break;
  answer.body = unread_.substr(0, size);
  unread_.erase(0, size);
  return answer;
}

Answer TestClient::get(std::string_view path) {
  return ask("GET " + std::string{path} + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
}

std::string TestClient::receive_all() {
  while (read_more() > 0) {
  }
  return std::exchange(unread_, {});
}

bool TestClient::closed_by_server() { return unread_.empty() && read_more() == 0 && ended_; }

}  // namespace regard::http
