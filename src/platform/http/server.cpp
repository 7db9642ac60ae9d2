#include "platform/http/server.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/basic_socket_acceptor.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/ip/v6_only.hpp>
#include <boost/asio/post.hpp>
#include <future>
#include <latch>
#include <mutex>
#include <stdexcept>

#include "platform/http/server_edge.h"
#include "platform/http/server_tls.h"

namespace regard::http {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Acceptor = asio::basic_socket_acceptor<tcp, Executor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, Executor>;

constexpr rlim_t kOtherDescriptors = 256;  // databases, logs, mail
constexpr std::chrono::milliseconds kUntilDescriptorsReturn{50};

// Every connection is a descriptor, and most systems start a program with a limit of 1,024 that it may raise
// itself.
std::size_t descriptors_for(std::size_t connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return connections;
  const rlim_t wanted = connections + kOtherDescriptors;
  if (limit.rlim_cur < wanted) {
    limit.rlim_cur = std::min(wanted, limit.rlim_max);
    setrlimit(RLIMIT_NOFILE, &limit);
    getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= wanted) return connections;
  return std::max<rlim_t>(limit.rlim_cur, 2 * kOtherDescriptors) - kOtherDescriptors;
}

Address address_of(const tcp::endpoint& peer) {
  Address address;
  const auto v6 = peer.address().is_v4()
                      ? asio::ip::make_address_v6(asio::ip::v4_mapped, peer.address().to_v4())
                      : peer.address().to_v6();
  const auto bytes = v6.to_bytes();
  std::copy(bytes.begin(), bytes.end(), address.bytes.begin());
  return address;
}

}  // namespace

struct Server::State {
  State(ServerSettings settings, AtOnce at_once, Handle handle)
      : common{std::move(settings), std::move(at_once), std::move(handle)} {
    const int edges_wanted = common.settings.edge_threads;
    if (edges_wanted < 1 || common.settings.workers < 1 || common.settings.connection_limit < 1)
      throw std::invalid_argument("a server needs an edge thread, a worker and a connection");
    const std::size_t limit = descriptors_for(common.settings.connection_limit);
    for (int i = 0; i < edges_wanted; ++i)
      edges.push_back(std::make_unique<Edge>(common, (limit + edges_wanted - 1) / edges_wanted));
  }

  void listen();
  Task<void> accept();
  bool wait_until_empty(std::chrono::milliseconds at_most);

  Common common;
  std::vector<std::unique_ptr<Edge>> edges;
  std::unique_ptr<Acceptor> acceptor;
  std::unique_ptr<Timer> pause;
  std::uint16_t port = 0;
  std::mutex stop_mutex;
  bool started = false;
  std::promise<void> accepted_all;  // no connection comes any more
};

void Server::State::listen() {
  const ServerSettings& settings = common.settings;
  const tcp::endpoint endpoint{asio::ip::make_address(settings.address), settings.port};
  acceptor = std::make_unique<Acceptor>(edges.front()->executor());
  pause = std::make_unique<Timer>(edges.front()->executor());
  acceptor->open(endpoint.protocol());
  acceptor->set_option(Acceptor::reuse_address{true});
  if (endpoint.address() == asio::ip::address_v6::any()) acceptor->set_option(asio::ip::v6_only{false});
  boost::system::error_code refused;
  acceptor->bind(endpoint, refused);
  if (!refused) acceptor->listen(4096, refused);  // the kernel's own limit on Debian
  if (refused)
    throw std::runtime_error(fmt::format("cannot listen on {} port {}: {}", settings.address, settings.port,
                                         refused == asio::error::address_in_use ? "another program does, so choose another port"
                                                                                : refused.message()));
  port = acceptor->local_endpoint().port();
}

Task<void> Server::State::accept() {
  for (std::size_t turn = 0;; turn = (turn + 1) % edges.size()) {
    Edge& edge = *edges[turn];
    tcp::endpoint peer;
    auto [error, socket] =
        co_await acceptor->async_accept(edge.executor(), peer, asio::as_tuple(asio::deferred));
    if (common.stopping) co_return;
    if (!error) {
      asio::dispatch(edge.executor(),
                     [&edge, address = address_of(peer), taken = std::move(socket)]() mutable {
                       edge.open(std::move(taken), address);
                     });
    } else if (error != asio::error::connection_aborted) {
      // No descriptor or memory: it stays so until a connection ends.
      asio::dispatch(edge.executor(), [&edge] { edge.make_room(); });
      pause->expires_after(kUntilDescriptorsReturn);
      co_await pause->async_wait(asio::as_tuple(asio::deferred));
    }
  }
}

bool Server::State::wait_until_empty(std::chrono::milliseconds at_most) {
  std::unique_lock lock{common.empty_mutex};
  return common.empty.wait_for(lock, at_most, [this] { return common.connections == 0; });
}

Server::Server(ServerSettings settings, AtOnce at_once, Handle handle)
    : state_{std::make_unique<State>(std::move(settings), std::move(at_once), std::move(handle))} {}

Server::~Server() { stop(); }

void Server::start() {
  State& state = *state_;
  if (state.common.settings.tls) state.common.tls = tls_context(*state.common.settings.tls);
  state.listen();
  state.common.workers.start();
  for (const auto& edge : state.edges) edge->start();
  state.started = true;
  asio::co_spawn(state.edges.front()->executor(), state.accept(),
                 [&state](const std::exception_ptr&) { state.accepted_all.set_value(); });
}

std::uint16_t Server::port() const { return state_->port; }

void Server::stop() {
  State& state = *state_;
  const std::lock_guard lock{state.stop_mutex};
  if (!state.started) return;
  state.started = false;
  state.common.stopping = true;
  asio::post(state.edges.front()->executor(), [&state] {
    state.acceptor->close();
    state.pause->cancel();
  });
  // An edge that ended with a new connection still in its queue would keep it open, and its client waiting.
  state.accepted_all.get_future().wait();
  const auto idle_cut = std::make_shared<std::latch>(static_cast<std::ptrdiff_t>(state.edges.size()));
  for (const auto& edge : state.edges)
    asio::post(edge->executor(), [&edge = *edge, idle_cut] {
      edge.cut_idle();
      idle_cut->count_down();
    });
  idle_cut->wait();
  const bool finished = state.wait_until_empty(state.common.settings.stop_deadline);
  if (!finished)
    for (const auto& edge : state.edges) asio::post(edge->executor(), [&edge = *edge] { edge.cut_all(); });
  state.common.workers.stop();
  while (!state.wait_until_empty(std::chrono::seconds{1})) {
  }
  for (const auto& edge : state.edges) edge->join();
}

Server::Counts Server::counts() const {
  const Common& common = state_->common;
  return {common.connections, common.requests, common.refused, common.workers.waiting(), common.turned_away, common.held};
}

}  // namespace regard::http
