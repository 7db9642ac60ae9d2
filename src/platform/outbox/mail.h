// Mail by SMTP (libcurl): STARTTLS, authentication, deadlines. Messages carry no content, only where to look.
#pragma once

#include <chrono>
#include <optional>
#include <string>

namespace regard::outbox {

struct MailSettings {
  std::string server;     // "smtp://mail.example.ac.uk:587", "smtps://…"; empty: mail waits in the outbox
  std::string from;       // "safeguarding@example.ac.uk"
  std::string from_name;
  std::string user;       // empty: no authentication
  std::string password;   // from a 0600 file or a systemd credential
  enum class Tls { required, opportunistic } tls = Tls::required;
  std::optional<std::string> ca_file;
};

struct Message {
  std::string id;         // becomes Message-ID, so that a repeat is recognised
  std::string to;
  std::string subject;
  std::string text;       // plain, format=flowed not used
};

// Throws with the server's answer code, never with the address or the text.
void send(const MailSettings& settings, const Message& message);

}  // namespace regard::outbox
