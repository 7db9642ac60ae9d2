// HTTP/1.1 on Boost.Beast: coroutines with deadlines and limits at the edge, a small pool of workers for the
// blocking handlers. Only the server_*.cpp files include Beast.
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
#include "platform/http/upload.h"

namespace regard::http {

struct Tls {                                // version 1.2 or later
  std::filesystem::path certificate_chain;  // PEM, the server's own certificate first
  std::filesystem::path private_key;
};

// Answers what never became a request, or could not be handled: 400, 405, 408, 413, 417, 431, 500, 503. Runs
// on an edge thread: it must be quick and must not throw.
using EdgeError = std::function<Response(int status, const std::string& number)>;

struct ServerSettings {
  using Milliseconds = std::chrono::milliseconds;

  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any free port
  std::optional<Tls> tls;
  // Addresses or networks whose X-Forwarded-For and X-Forwarded-Proto are believed.
  std::vector<std::string> trusted_proxies;
  int edge_threads = 1;
  int workers = 16;
  std::size_t queue_limit = 1024;  // requests waiting for a worker; one more is answered 503
  std::size_t header_limit = 16 * 1024;
  std::size_t body_limit = 1024 * 1024;
  AnyQuery any_query;       // without it no path takes a query that is malformed
  Uploads uploads;  // of these the body has a limit of its own, and the body deadline again for every 512 KiB
  std::size_t bodies_limit = 64 * 1024 * 1024;  // memory in all for what bodies hold above 16 KiB each
  std::size_t connection_limit = 20000;         // at the limit the connection idle for longest makes room
  std::size_t held_limit = 2000;                // answers that wait to be sent (hold_for); one more is sent at once
  std::size_t connections_per_address = 0;      // 0: none. For a server without a proxy; IPv6: of a /64
  Milliseconds header_deadline{10'000};         // from the first byte to the end of the headers
  Milliseconds body_deadline{30'000};           // from there to the end of the body
  Milliseconds idle_deadline{60'000};           // keep-alive
  Milliseconds write_deadline{30'000};          // for every 64 KiB of an answer
  Milliseconds stop_deadline{20'000};           // in-flight requests finish
  EdgeError edge_error;                         // without it: plain text
};

// Answers at the edge, without a worker: pages rendered once, assets, health. Nothing: a worker handles it.
using AtOnce = std::function<std::optional<Response>(const Request&)>;
// On a worker; may block. What it throws becomes a 500.
using Handle = std::function<Response(const Request&)>;

class Server {
 public:
  Server(ServerSettings settings, AtOnce at_once, Handle handle);  // throws on settings that cannot be meant
  ~Server();
  void start();  // listening when it returns; throws when it cannot
  std::uint16_t port() const;
  // No new connections, idle ones closed; requests in flight have stop_deadline. A handler cannot be
  // interrupted: stop() returns when the last one has. From any thread but a worker's or an edge's, once or
  // again.
  void stop();
  struct Counts {
    std::uint64_t connections_now, requests, refused;  // refused: connections
    std::uint64_t waiting_now, turned_away;            // requests: in the workers' queue; answered 503
    std::uint64_t held_now;                            // answers that wait to be sent
  };
  Counts counts() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace regard::http
