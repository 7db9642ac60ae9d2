// One edge thread: its connections, and what they wait for. Everything in it happens on that thread, except
// where said.
#pragma once

#include <array>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/intrusive/list.hpp>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <unordered_map>

#include "platform/http/address.h"
#include "platform/http/server.h"
#include "platform/http/server_connection.h"
#include "platform/http/server_request.h"
#include "platform/http/server_workers.h"

namespace regard::http {

// Connections of each address, over all edges; safe from every thread.
class AddressCounts {
 public:
  explicit AddressCounts(std::size_t limit) : limit_{limit} {}
  bool add(const Address& peer);  // no: it has as many as it may
  void remove(const Address& peer);

 private:
  const std::size_t limit_;
  std::mutex mutex_;
  std::unordered_map<std::string, std::size_t> counts_;
};

// What the edges share.
struct Common {
  Common(ServerSettings server_settings, AtOnce at_the_edge, Handle on_a_worker);

  const ServerSettings settings;
  const AtOnce at_once;
  const Handle handle;
  const TrustedProxies trusted;
  Workers workers;
  BodyBudget bodies;
  AddressCounts addresses;
  std::shared_ptr<SSL_CTX> tls;
  std::atomic<std::uint64_t> connections = 0, requests = 0, refused = 0, turned_away = 0;
  std::atomic<std::size_t> held = 0;  // answers that wait to be sent
  std::atomic<bool> stopping = false;
  std::mutex empty_mutex;
  std::condition_variable empty;  // told, while stopping, when the last connection has ended
};

class Edge {
 public:
  Edge(Common& common, std::size_t connection_limit);
  ~Edge();
  Edge(const Edge&) = delete;
  Edge& operator=(const Edge&) = delete;

  void start();                                       // the thread
  void join();                                        // once every connection has ended
  Executor executor() { return io_.get_executor(); }  // from any thread
  std::size_t connections() const { return open_; }   // from any thread

  void open(Socket socket, const Address& peer);  // or closes it, or another one: there may be too many
  bool make_room();                               // no: every connection is at work
  void closed(const Address& peer, Cut why);
  void cut_idle();  // and sends what was held
  void cut_all();

  void enter(Connection& connection, Phase phase);
  Common& common() { return common_; }
  std::span<char> scratch() { return {scratch_.get(), kScratch}; }  // anyone's again after the next co_await
  std::string_view date();
  std::string new_number();

 private:
  using List = boost::intrusive::list<Connection, boost::intrusive::base_hook<PhaseHook>,
                                      boost::intrusive::constant_time_size<false>>;
  static constexpr std::size_t kScratch = 64 * 1024;

  bool admit(const Address& peer);
  void cut(Connection& connection, Cut why);
  List& list(Phase phase) { return waiting_[static_cast<std::size_t>(phase)]; }
  std::chrono::milliseconds deadline(Phase phase) const;
  Task<void> watch_deadlines();

  Common& common_;
  const std::size_t connection_limit_;
  std::atomic<std::size_t> open_ = 0;
  std::size_t leaving_ = 0;  // of those, told to end
  std::unique_ptr<char[]> scratch_{new char[kScratch]};
  std::array<std::uint8_t, 500> random_{};
  std::size_t random_left_ = 0;
  std::int64_t date_second_ = 0;
  std::string date_;
  std::array<List, kPhases> waiting_;  // each in the order of their deadlines
  boost::asio::io_context io_{1};
  boost::asio::basic_waitable_timer<std::chrono::steady_clock,
                                    boost::asio::wait_traits<std::chrono::steady_clock>, Executor>
      tick_{io_};
  std::thread thread_;
};

}  // namespace regard::http
