// HTTP/1.1 on Boost.Beast: coroutines with deadlines and limits at the edge, a small pool of workers for the
// blocking handlers. Only server.cpp includes Beast.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "platform/http/message.h"

namespace regard::http {

struct Tls {
  std::filesystem::path certificate_chain;
  std::filesystem::path private_key;
};

struct ServerSettings {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;                      // 0: any free port
  std::optional<Tls> tls;
  std::vector<std::string> trusted_proxies;       // addresses or networks whose X-Forwarded-For is believed
  int edge_threads = 1;
  int workers = 16;
  std::size_t header_limit = 16 * 1024;
  std::size_t body_limit = 1024 * 1024;
  std::size_t connection_limit = 20000;
  std::size_t connections_per_address = 0;        // 0: none (set it when no proxy stands in front)
  std::chrono::seconds header_deadline{10};       // from the first byte to the end of the headers
  std::chrono::seconds body_deadline{30};
  std::chrono::seconds idle_deadline{60};         // keep-alive
  std::chrono::seconds stop_deadline{20};         // in-flight requests finish
};

// Answers at the edge, without a worker: pages rendered once, assets, health. Nothing: a worker handles it.
using AtOnce = std::function<std::optional<Response>(const Request&)>;
using Handle = std::function<Response(const Request&)>;  // on a worker; may block; must not throw

class Server {
 public:
  Server(ServerSettings settings, AtOnce at_once, Handle handle);
  ~Server();
  void start();                       // listening when it returns; throws when it cannot
  std::uint16_t port() const;
  void stop();                        // no new connections; in-flight requests finish
  struct Counts { std::uint64_t connections_now, requests, refused; };
  Counts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::http
