// Hears what filters send as syslog: RFC 5424 and 3164 over UDP, TCP and TLS, and plain lines. A message goes on as the line that came;
// what stands before it is passed over by the formats.
//
// When there is no room in the queue, nothing is read: who sends by TCP waits, and what comes by UDP is lost in the kernel, which counts
// it. What was heard and not committed is gone when the program is killed; docs/weblogs.md says how much that can be.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "webfilter/engine/follow/batch.h"

namespace regard::webfilter {

enum class Transport { udp, tcp, tls };

struct SyslogAddress {
  Transport transport;
  std::string address = "0.0.0.0";
  std::uint16_t port = 0;  // 0: any that is free
};

struct SyslogTls {
  std::filesystem::path certificate_chain, private_key;
  std::filesystem::path client_authority;  // certificates of whom senders' are signed by; empty: they need none
};

struct SyslogSettings {
  std::string name;  // of the source
  std::vector<SyslogAddress> listen;
  std::optional<SyslogTls> tls;
  std::vector<std::string> senders;  // networks that may send, "192.0.2.0/24", "2001:db8::1"; none: everybody
  std::size_t connections = 64;
  std::size_t queue_bytes = 8 << 20;
  std::size_t connection_buffer = 256 << 10;  // of the kernel for each connection, which doubles it
  std::size_t datagram_buffer = 8 << 20;      // of the kernel for UDP, as far as net.core.rmem_max lets
  std::chrono::milliseconds message_deadline = std::chrono::seconds{60};  // for all of a message, or a handshake, once it began
  // Whoever is silent for longer is cut off. Ten hours: a sender learns of it only by losing a message.
  std::chrono::milliseconds idle_deadline = std::chrono::hours{10};
  std::chrono::milliseconds stop_deadline = std::chrono::seconds{2};  // for what came before a stop
};

// Since the start.
struct SyslogFigures {
  std::uint64_t messages = 0;
  std::uint64_t lost = 0;         // datagrams for which there was no room
  std::uint64_t cut = 0;          // messages that were too long
  std::uint64_t unfinished = 0;   // messages whose connection broke in the middle
  std::uint64_t not_allowed = 0;  // datagrams and connections of others than `senders`
  std::uint64_t turned_away = 0;  // connections: there were too many, or no handshake came about
  std::uint64_t timed_out = 0;    // connections
  std::uint64_t connections = 0;  // now
};

class SyslogListener {
 public:
  explicit SyslogListener(SyslogSettings settings);  // throws when an address cannot be had or a file does not fit
  ~SyslogListener();
  SyslogListener(const SyslogListener&) = delete;
  SyslogListener& operator=(const SyslogListener&) = delete;

  std::uint16_t port(std::size_t address = 0) const;

  // What came, after at most `most`; without committed() the same again. Nothing when nothing came, or when a stop is asked for.
  std::optional<Batch> next(const std::stop_token& stop, std::chrono::milliseconds most);
  void committed();

  void stop();               // hears no more; what came before is still given
  bool is_finished() const;  // after stop(): all was given and committed
  SyslogFigures figures() const;

 private:
  class Ears;
  std::unique_ptr<Ears> ears_;
};

}  // namespace regard::webfilter
