// tests/smtp_server.mjs as an object: a real SMTP server that ends with it.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace regard::outbox {

// A certificate for 127.0.0.1 that signs itself, and its key.
class Certificate {
 public:
  Certificate();
  ~Certificate();
  Certificate(const Certificate&) = delete;
  Certificate& operator=(const Certificate&) = delete;
  std::string file() const { return (folder_ / "certificate.pem").string(); }
  std::string key_file() const { return (folder_ / "key.pem").string(); }

 private:
  std::filesystem::path folder_;
};

struct SmtpServerOptions {
  const Certificate* certificate = nullptr;  // none: no STARTTLS
  std::string user = {}, password = {};      // empty: no AUTH
  std::vector<std::string> methods = {"PLAIN", "LOGIN"};
  std::string refuse = {};                   // a recipient it does not know
};

struct Taken {
  std::string from, to, user, raw;
  bool tls = false;
};

class SmtpServer {
 public:
  explicit SmtpServer(SmtpServerOptions options);
  ~SmtpServer();
  SmtpServer(const SmtpServer&) = delete;
  SmtpServer& operator=(const SmtpServer&) = delete;

  std::string url() const { return "smtp://127.0.0.1:" + std::to_string(port_); }
  Taken next();               // waits for a message; fails when the server ends first
  std::size_t stop();         // how many messages it had taken that nobody asked for
  void start_again();         // on the same port

 private:
  void start();
  std::string line();         // empty: the server has ended
  SmtpServerOptions options_;
  int port_ = 0, to_ = -1, from_ = -1, child_ = -1;
  std::string read_;
};

int port_of(int socket);

}  // namespace regard::outbox
