#include "platform/http/server_edge.h"

#include <openssl/ssl.h>
#include <pthread.h>
#include <signal.h>
#include <sys/random.h>
#include <time.h>

#include <algorithm>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <system_error>
#include <utility>

namespace regard::http {
namespace {

namespace asio = boost::asio;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr milliseconds kLinger = std::chrono::seconds{5};
constexpr std::size_t kNumberLength = 10;  // of 32 signs: 50 bits
constexpr Phase kTimed[] = {Phase::idle, Phase::header, Phase::body, Phase::writing, Phase::lingering};

std::string address_key(const Address& peer) {
  // An IPv6 subscriber has a whole /64 to choose addresses from.
  return {reinterpret_cast<const char*>(peer.bytes.data()), is_ipv4(peer) ? 16u : 8u};
}

}  // namespace

bool AddressCounts::add(const Address& peer) {
  if (limit_ == 0) return true;
  const std::lock_guard lock{mutex_};
  std::size_t& count = counts_[address_key(peer)];
  if (count == limit_) return false;
  ++count;
  return true;
}

void AddressCounts::remove(const Address& peer) {
  if (limit_ == 0) return;
  const std::lock_guard lock{mutex_};
  const auto found = counts_.find(address_key(peer));
  if (found != counts_.end() && --found->second == 0) counts_.erase(found);
}

Common::Common(ServerSettings server_settings, AtOnce at_the_edge, Handle on_a_worker)
    : settings{std::move(server_settings)},
      at_once{std::move(at_the_edge)},
      handle{std::move(on_a_worker)},
      trusted{settings.trusted_proxies},
      workers{settings.workers, settings.queue_limit},
      bodies{settings.bodies_limit},
      addresses{settings.connections_per_address} {}

Edge::Edge(Common& common, std::size_t connection_limit)
    : common_{common}, connection_limit_{connection_limit} {}

Edge::~Edge() { join(); }

void Edge::start() {
  asio::co_spawn(io_, watch_deadlines(), asio::detached);
  thread_ = std::thread{[this] {
    // OpenSSL writes without MSG_NOSIGNAL: to a connection that is gone that would end the whole program.
    sigset_t pipe;
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
    const auto work = asio::make_work_guard(io_);
    for (bool running = true; running;) {
      try {
        io_.run();
        running = false;
      } catch (const std::exception&) {  // memory is short: that costs the one connection that asked for it
      }
    }
  }};
}

void Edge::join() {
  io_.stop();
  if (thread_.joinable()) thread_.join();
}

bool Edge::admit(const Address& peer) {
  if (common_.stopping) return false;
  if (!common_.trusted.contains(peer) && !common_.addresses.add(peer)) return false;
  if (open_ - leaving_ < connection_limit_ || make_room()) return true;
  common_.addresses.remove(peer);
  return false;
}

void Edge::open(Socket socket, const Address& peer) {
  if (common_.stopping) return;
  if (!admit(peer)) {
    common_.refused.fetch_add(1, std::memory_order_relaxed);
    return;
  }
  ++open_;
  common_.connections.fetch_add(1, std::memory_order_relaxed);
  auto connection = std::make_unique<Connection>(*this, std::move(socket), peer);
  // What it throws (memory is short) ends this one connection and nothing else.
  asio::co_spawn(io_, Connection::live(std::move(connection)), asio::detached);
}

void Edge::closed(const Address& peer, Cut why) {
  --open_;
  if (why != Cut::no) --leaving_;
  common_.addresses.remove(peer);
  if (common_.connections.fetch_sub(1) > 1 || !common_.stopping) return;
  const std::lock_guard lock{common_.empty_mutex};
  common_.empty.notify_all();
}

bool Edge::make_room() {
  // Whoever says nothing goes first; then whoever has been longest in sending the headers, which an honest
  // browser sends at once.
  for (const Phase phase : {Phase::lingering, Phase::idle, Phase::header}) {
    List& waiting = list(phase);
    if (waiting.empty()) continue;
    cut(waiting.front(), Cut::room);
    return true;
  }
  return false;
}

void Edge::cut(Connection& connection, Cut why) {
  ++leaving_;
  connection.cut(why);
}

void Edge::cut_idle() {
  for (List& waiting : {std::ref(list(Phase::idle)), std::ref(list(Phase::lingering))})
    while (!waiting.empty()) cut(waiting.front(), Cut::stop);
  for (Connection& held : list(Phase::holding)) held.end_hold();
}

void Edge::cut_all() {
  for (List& waiting : waiting_)
    while (!waiting.empty()) cut(waiting.front(), Cut::stop);
}

void Edge::enter(Connection& connection, Phase phase) {
  connection.PhaseHook::unlink();
  connection.since = steady_clock::now();
  list(phase).push_back(connection);
}

milliseconds Edge::deadline(Phase phase) const {
  const ServerSettings& settings = common_.settings;
  switch (phase) {
    case Phase::idle:
      return settings.idle_deadline;
    case Phase::header:
      return settings.header_deadline;
    case Phase::body:
      return settings.body_deadline;
    case Phase::handling:
    case Phase::holding:
      return milliseconds::max();
    case Phase::writing:
      return settings.write_deadline;
    case Phase::lingering:
      return kLinger;
  }
  throw std::logic_error("Phase outside its enumerators");
}

// One timer for all connections: a timer each would cost more memory than an idle connection may.
Task<void> Edge::watch_deadlines() {
  milliseconds shortest = kLinger;
  for (const Phase phase : kTimed) shortest = std::min(shortest, deadline(phase));
  const milliseconds interval = std::clamp(shortest / 4, milliseconds{5}, milliseconds{500});
  for (;;) {
    tick_.expires_after(interval);
    const auto [error] = co_await tick_.async_wait(asio::as_tuple(asio::deferred));
    if (error) co_return;
    const auto now = steady_clock::now();
    for (const Phase phase : kTimed) {
      List& waiting = list(phase);
      while (!waiting.empty() && now - waiting.front().since >= deadline(phase))
        cut(waiting.front(), Cut::deadline);
    }
  }
}

std::string_view Edge::date() {
  timespec now{};
  clock_gettime(CLOCK_REALTIME_COARSE, &now);  // ticks of a few ms, at a tenth of the cost
  if (now.tv_sec != date_second_) {
    date_second_ = now.tv_sec;
    date_ = http_date(now.tv_sec);
  }
  return date_;
}

std::string Edge::new_number() {
  constexpr std::string_view crockford = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  if (random_left_ < kNumberLength) {
    if (getrandom(random_.data(), random_.size(), 0) != static_cast<ssize_t>(random_.size()))
      throw std::system_error{errno, std::generic_category(), "getrandom"};
    random_left_ = random_.size();
  }
  std::string number(kNumberLength, '0');
  for (char& sign : number) sign = crockford[random_[--random_left_] % 32];
  return number;
}

}  // namespace regard::http
