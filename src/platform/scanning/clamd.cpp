#include "platform/scanning/clamd.h"

#include <arpa/inet.h>
#include <fmt/format.h>
#include <netdb.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <utility>

namespace regard::scanning {
namespace {

constexpr std::size_t kLongestAnswer = 1024;
constexpr std::size_t kPiece = 64 * 1024;

// The other end of a connection, which ends with it.
class Line {
 public:
  explicit Line(int socket) : socket_{socket} {}
  ~Line() {
    if (socket_ >= 0) ::close(socket_);
  }
  Line(Line&& other) noexcept : socket_{std::exchange(other.socket_, -1)} {}
  Line& operator=(Line&&) = delete;
  bool is_open() const { return socket_ >= 0; }
  int socket() const { return socket_; }

  void send(std::string_view bytes) const {
    while (!bytes.empty()) {
      const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
      if (sent < 0 && errno == EINTR) continue;
      // It may have said why before it closed: the answer is read all the same.
      if (sent < 0 && (errno == EPIPE || errno == ECONNRESET)) return;
      if (sent <= 0) throw Unavailable("clamd took no more bytes");
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
  }

  std::string receive() const {  // to the NUL that ends an answer
    std::string answer;
    char byte[256];
    for (;;) {
      const ssize_t came = ::recv(socket_, byte, sizeof byte, 0);
      if (came < 0 && errno == EINTR) continue;
      if (came < 0) throw Unavailable("clamd did not answer in time");
      answer.append(byte, static_cast<std::size_t>(came));
      const auto end = answer.find('\0');
      if (end != std::string::npos) return answer.substr(0, end);
      if (came == 0 || answer.size() > kLongestAnswer) throw Unavailable("clamd closed before it had answered");
    }
  }

 private:
  int socket_;
};

void be_patient(int socket, std::chrono::seconds patience) {
  const timeval limit{.tv_sec = patience.count(), .tv_usec = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  ::setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &limit, sizeof limit);
}

Line connected(int family, const sockaddr* address, socklen_t size, std::chrono::seconds patience) {
  Line line{::socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0)};
  if (!line.is_open()) return line;
  be_patient(line.socket(), patience);
  return ::connect(line.socket(), address, size) == 0 ? std::move(line) : Line{-1};
}

Line local(const std::string& path, std::chrono::seconds patience) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof address.sun_path) return Line{-1};
  std::memcpy(address.sun_path, path.c_str(), path.size() + 1);
  return connected(AF_UNIX, reinterpret_cast<const sockaddr*>(&address), sizeof address, patience);
}

struct HostPort {
  std::string host, port;
};

std::optional<HostPort> host_and_port(std::string_view text) {
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  std::string_view host = text.substr(0, colon);
  const std::string_view port = text.substr(colon + 1);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const bool digits = !port.empty() && port.size() < 6 && std::ranges::all_of(port, [](char c) { return c >= '0' && c <= '9'; });
  if (!digits || host.empty() || host.find_first_of(" /[]") != std::string_view::npos) return {};
  return HostPort{std::string{host}, std::string{port}};
}

Line remote(const HostPort& where, std::chrono::seconds patience) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo* found = nullptr;
  if (::getaddrinfo(where.host.c_str(), where.port.c_str(), &hints, &found) != 0) return Line{-1};
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> all{found, &::freeaddrinfo};
  for (const addrinfo* one = found; one; one = one->ai_next)
    if (Line line = connected(one->ai_family, one->ai_addr, one->ai_addrlen, patience); line.is_open()) return line;
  return Line{-1};
}

Line dialled(const std::string& address, std::chrono::seconds patience) {
  Line line = address.starts_with('/') ? local(address, patience) : [&] {
    const auto where = host_and_port(address);
    return where ? remote(*where, patience) : Line{-1};
  }();
  if (!line.is_open()) throw Unavailable("clamd cannot be reached");
  return line;
}

// The length before each piece, in network order; four zeros end them.
std::string length_of(std::size_t size) {
  const std::uint32_t length = htonl(static_cast<std::uint32_t>(size));
  return {reinterpret_cast<const char*>(&length), sizeof length};
}

void send_all(const Line& line, const Pieces& pieces) {
  for (std::string_view piece = pieces(); !piece.empty(); piece = pieces())
    for (; !piece.empty(); piece.remove_prefix(std::min(kPiece, piece.size()))) {
      const std::string_view part = piece.substr(0, kPiece);
      line.send(length_of(part.size()));
      line.send(part);
    }
  line.send(length_of(0));
}

}  // namespace

std::optional<std::string> Clamd::scan(const Pieces& pieces) const {
  constexpr std::string_view kBefore = "stream: ", kFound = " FOUND";
  const Line line = dialled(address_, patience_);
  line.send(std::string_view{"zINSTREAM\0", 10});
  send_all(line, pieces);
  std::string answer = line.receive();
  if (answer == "stream: OK") return {};
  if (answer.starts_with(kBefore) && answer.ends_with(kFound) && answer.size() > kBefore.size() + kFound.size())
    return answer.substr(kBefore.size(), answer.size() - kBefore.size() - kFound.size());
  if (answer.find("size limit exceeded") != std::string::npos)
    throw Unavailable("clamd takes no file of this size: raise StreamMaxLength");
  throw Unavailable("clamd could not scan");
}

bool Clamd::answers() const try {
  const Line line = dialled(address_, patience_);
  line.send(std::string_view{"zPING\0", 6});
  return line.receive() == "PONG";
} catch (const Unavailable&) {
  return false;
}

}  // namespace regard::scanning
