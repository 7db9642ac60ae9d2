// Mail by SMTP (libcurl): STARTTLS, authentication, deadlines. Messages carry no content, only where to look.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "platform/base/clock.h"

namespace regard::outbox {

struct MailSettings {
  std::string server;         // "smtp://mail.example.ac.uk:587", "smtps://…"; empty: mail waits in the outbox
  std::string from;           // "safeguarding@example.ac.uk"
  std::string from_name = {};
  std::string user = {};      // empty: no authentication
  std::string password = {};  // from a 0600 file or a systemd credential
  // Opportunistic: without TLS where the server has none. Never together with a password.
  enum class Tls { required, opportunistic } tls = Tls::required;
  std::optional<std::string> ca_file = {};
  std::chrono::milliseconds connect_deadline{20'000}, deadline{60'000};
};

struct Message {
  std::string id;         // becomes Message-ID, so that a repeat is recognised
  std::string to;
  std::string subject;
  std::string text;       // plain
};

// One connection, kept open between messages. One thread at a time.
class Mailer {
 public:
  explicit Mailer(MailSettings settings);  // throws when a password would go over an open line
  ~Mailer();
  // Returns when the server has taken the message. Throws Failure with the server's answer code, never with the
  // address or the text.
  void send(const Message& message, Instant now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

void send(const MailSettings& settings, const Message& message, Instant now);

}  // namespace regard::outbox
