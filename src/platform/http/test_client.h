// A client that sends exactly the bytes it is told to, for the tests of the server.
#pragma once

#include <openssl/types.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace regard::http {

struct Answer {
  int status = 0;  // 0: the connection ended before an answer
  std::string head, body;
  std::string header(std::string_view name) const;  // "" when absent
};

// A program that hangs is a failure and not a wait for ever: reading gives up after ten seconds.
class TestClient {
 public:
  explicit TestClient(std::uint16_t port);
  TestClient(std::uint16_t port, int newest_tls);  // TLS1_2_VERSION…; the certificate is not checked
  ~TestClient();
  TestClient(const TestClient&) = delete;
  TestClient& operator=(const TestClient&) = delete;

  bool connected() const { return connected_; }
  bool send(std::string_view bytes);  // no: the server has reset the connection
  void end_sending();
  Answer receive(bool head_only = false);  // one answer
  Answer ask(std::string_view bytes) {
    send(bytes);
    return receive();
  }
  Answer get(std::string_view path);
  std::string receive_all();  // until the server closes
  bool closed_by_server();    // waits for it; no: bytes came, or nothing for ten seconds

 private:
  std::size_t read_more();  // 0: the end

  int socket_ = -1;
  bool connected_ = false, ended_ = false;
  std::string unread_;
  std::shared_ptr<SSL> tls_;
};

}  // namespace regard::http
