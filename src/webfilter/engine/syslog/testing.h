// For the tests of the listener: somebody who sends, and what was heard.
#pragma once

#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "webfilter/engine/syslog/listener.h"

namespace regard::webfilter::testing {

class Sender {
 public:
  Sender(int type, std::uint16_t port) : socket_{socket(AF_INET, type | SOCK_CLOEXEC, 0)} {
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) throw std::runtime_error("cannot connect");
  }
  ~Sender() { close(socket_); }
  Sender(const Sender&) = delete;
  Sender& operator=(const Sender&) = delete;

  // Waits until all of it is with the kernel.
  bool send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const auto size = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (size <= 0) return false;
      bytes.remove_prefix(static_cast<std::size_t>(size));
    }
    return true;
  }
  bool is_cut_off() const {  // waits for it
    char byte;
    return recv(socket_, &byte, 1, 0) <= 0;
  }
  void end() const { shutdown(socket_, SHUT_WR); }
  void break_off() {
    const linger at_once{1, 0};
    setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    close(std::exchange(socket_, -1));
  }
  int descriptor() const { return socket_; }

 private:
  int socket_;
};

inline SyslogSettings hearing(Transport transport) {
  SyslogSettings settings;
  settings.name = "squid";
  settings.listen = {{transport, "127.0.0.1", 0}};
  return settings;
}

// Until so many lines came, or none for half a minute.
inline std::string heard(SyslogListener& listener, std::ptrdiff_t lines) {
  std::string all;
  while (std::count(all.begin(), all.end(), '\n') < lines) {
    const auto batch = listener.next({}, std::chrono::seconds{30});
    if (!batch) break;
    all += batch->lines;
    listener.committed();
  }
  return all;
}

}  // namespace regard::webfilter::testing
