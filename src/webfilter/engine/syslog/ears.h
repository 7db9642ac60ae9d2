// One thread that hears all addresses and connections of a source. Private to this folder; all of it happens on that thread, except where
// said.
#pragma once

#include <atomic>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <list>
#include <mutex>
#include <thread>

#include "webfilter/engine/syslog/framing.h"
#include "webfilter/engine/syslog/listener.h"
#include "webfilter/engine/syslog/networks.h"
#include "webfilter/engine/syslog/queue.h"

namespace regard::webfilter {

class SyslogListener::Ears {
 public:
  explicit Ears(SyslogSettings settings);
  ~Ears();

  // From any thread.
  std::uint16_t port(std::size_t address) const { return ports_.at(address); }
  void room_again();
  void stop();
  std::uint64_t lost() const;
  SyslogFigures figures() const;
  const SyslogSettings& settings() const { return settings_; }
  LineQueue queue;
  std::uint64_t lost_committed = 0, lost_given = 0;  // of the thread that takes the batches

 private:
  template <class T>
  using Task = boost::asio::awaitable<T>;
  using Steady = std::chrono::steady_clock::time_point;

  struct Connection {
    boost::asio::ip::tcp::socket* socket;
    Steady heard, began;  // the last byte; the message that is not finished
    bool is_within = true;  // a message or the handshake
    bool is_held = false;   // by us: there is no room
  };
  class Entry;  // in connections_
  // What is counted on the thread and read on others.
  struct Counts {
    std::atomic<std::uint64_t> messages = 0, cut = 0, unfinished = 0, not_allowed = 0, turned_away = 0, timed_out = 0, connections = 0;
  };

  void listen(const SyslogAddress& address);
  Task<void> accept(boost::asio::ip::tcp::acceptor& acceptor, Transport transport);
  Task<void> converse(boost::asio::ip::tcp::socket socket, Transport transport);
  template <class Stream>
  Task<void> hear(Stream& stream, Connection& connection);
  Task<void> hear_datagrams(boost::asio::ip::udp::socket& socket);
  bool take_datagrams(boost::asio::ip::udp::socket& socket);
  Task<void> room();
  Task<void> watch_deadlines();
  bool is_late(const Connection& connection, Steady now) const;
  void close_when_finished();
  void take(std::string_view line);

  const SyslogSettings settings_;
  const Networks senders_;
  std::optional<boost::asio::ssl::context> tls_;
  Counts counts_;
  std::vector<std::uint16_t> ports_;
  std::list<Connection> connections_;
  boost::asio::io_context io_{1};  // with it go the conversations, and each takes itself off that list
  std::list<boost::asio::ip::tcp::acceptor> acceptors_;
  std::list<boost::asio::ip::udp::socket> datagram_sockets_;  // open until the end, for what they lost
  std::size_t hearing_datagrams_ = 0;
  boost::asio::steady_timer room_{io_}, tick_{io_};
  bool is_stopping_ = false;
  Steady stopped_at_;
  std::vector<char> datagram_;
  std::thread thread_;
};

}  // namespace regard::webfilter
