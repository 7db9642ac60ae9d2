#include "platform/scanning/clamd_for_tests.h"

#include <arpa/inet.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstring>
#include <stdexcept>

namespace regard::scanning {
namespace {

bool read_exactly(int connection, char* into, std::size_t size) {
  while (size > 0) {
    const ssize_t came = ::recv(connection, into, size, 0);
    if (came <= 0) return false;
    into += came;
    size -= static_cast<std::size_t>(came);
  }
  return true;
}

void send_all(int connection, std::string_view text) {
  ::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

}  // namespace

ClamdForTests::ClamdForTests(const std::filesystem::path& socket) {
  sockaddr_un address{};
  address.sun_family = AF_UNIX;
  const std::string path = socket.string();
  std::filesystem::remove(socket);
  socket_ = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  std::memcpy(address.sun_path, path.c_str(), std::min(path.size() + 1, sizeof address.sun_path));
  if (::bind(socket_, reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 || ::listen(socket_, 8) != 0)
    throw std::runtime_error("cannot listen on " + path);
  thread_ = std::thread{[this] { serve(); }};
}

ClamdForTests::~ClamdForTests() {
  ::shutdown(socket_, SHUT_RDWR);
  thread_.join();
  ::close(socket_);
}

void ClamdForTests::serve() {
  for (;;) {
    const int connection = ::accept4(socket_, nullptr, nullptr, SOCK_CLOEXEC);
    if (connection < 0) return;
    if (mood_ != Mood::closes) answer(connection);
    ::close(connection);
  }
}

std::string ClamdForTests::read_stream(int connection) {
  std::string all;
  for (;;) {
    std::uint32_t length = 0;
    if (!read_exactly(connection, reinterpret_cast<char*>(&length), sizeof length)) return all;
    length = ntohl(length);
    if (length == 0) return all;
    largest_ = std::max<std::size_t>(largest_, length);
    std::string piece(length, '\0');
    if (!read_exactly(connection, piece.data(), piece.size())) return all;
    all += piece;
  }
}

void ClamdForTests::answer(int connection) {
  std::string command;
  for (char c = 0; read_exactly(connection, &c, 1) && c != '\0';) command += c;
  if (command == "zPING") return send_all(connection, std::string_view{"PONG\0", 5});
  const std::string all = read_stream(connection);
  if (mood_ == Mood::says_nothing_useful) return send_all(connection, std::string_view{"stream: ERROR\0", 14});
  const bool harmful = all.find(kHarmful) != std::string::npos;
  send_all(connection, harmful ? std::string_view{"stream: Made.Up FOUND\0", 22} : std::string_view{"stream: OK\0", 11});
}

}  // namespace regard::scanning
