// One connection from its first byte to its last: a coroutine on an edge.
#pragma once

#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/intrusive/list_hook.hpp>
#include <chrono>
#include <memory>
#include <string>

#include "platform/http/address.h"
#include "platform/http/server_answer.h"
#include "platform/http/server_stream.h"

namespace regard::http {

class Edge;

// What a connection waits for. Each has its deadline, so that those who wait for the same stand in the order
// in which their time is up.
enum class Phase { idle, header, body, handling, holding, writing, lingering };
constexpr std::size_t kPhases = 7;

// Why the edge ends a connection.
enum class Cut { no, deadline, room, stop };

using PhaseHook =
    boost::intrusive::list_base_hook<boost::intrusive::link_mode<boost::intrusive::auto_unlink>>;

class Connection : public PhaseHook {
 public:
  Connection(Edge& edge, Socket socket, const Address& peer);
  ~Connection();

  static Task<void> live(std::unique_ptr<Connection> self);
  void cut(Cut why);  // ends what it waits for, and with it soon the connection
  void end_hold();    // its answer goes now

  std::chrono::steady_clock::time_point since;  // in its phase; the edge's to set

 private:
  struct Outgoing;
  class Held;
  using Timer = boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                                  boost::asio::wait_traits<std::chrono::steady_clock>, Executor>;

  Task<bool> handshake();
  Task<bool> exchange();  // one request and its answer; whether another may follow
  Task<bool> receive(RequestParser& parser, Io io);
  Task<void> handle(const Request& request, Response& response, Refusal& refusal);
  Task<void> hold(std::chrono::milliseconds time);
  Task<bool> send(Outgoing& outgoing, Io io);
  Task<bool> send_spooled(const Response& response);
  Task<void> linger();

  Io read_now(RequestParser& parser);
  Io write_now(Outgoing& outgoing);
  bool answer_at_once(const Request& request, Response& response, Refusal& refusal) const;
  void note_client(Request& request) const;
  std::string head_for(const Request& request, Response& response, After after);
  auto readiness(Io io);
  bool is_cut() const { return cut_ != Cut::no; }

  Edge& edge_;
  Stream stream_;
  const Address peer_;
  std::string unread_;  // bytes that came with an earlier request, or a line that is not whole
  Cut cut_ = Cut::no;
  bool lingers_ = false;
  Timer* held_ = nullptr;  // while an answer waits
};

}  // namespace regard::http
