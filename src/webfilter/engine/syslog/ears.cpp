#include "webfilter/engine/syslog/ears.h"

#include <linux/sock_diag.h>
#include <pthread.h>
#include <signal.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <stdexcept>

#include "webfilter/engine/syslog/tls.h"

namespace regard::webfilter {
namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::ip::udp;
using std::chrono::milliseconds;
using std::chrono::steady_clock;

constexpr std::size_t kRead = 16 << 10;
constexpr int kDatagramsAtOnce = 256;  // then it is looked whether there is room
constexpr auto kAwaited = asio::as_tuple(asio::deferred);

// Datagrams that the kernel had no room for.
std::uint64_t dropped(int descriptor) {
  std::array<std::uint32_t, SK_MEMINFO_VARS> memory{};
  socklen_t size = sizeof memory;
  return getsockopt(descriptor, SOL_SOCKET, SO_MEMINFO, memory.data(), &size) == 0 ? memory[SK_MEMINFO_DROPS] : 0;
}

}  // namespace

class SyslogListener::Ears::Entry {
 public:
  Entry(Ears& ears, tcp::socket& socket) : ears_{ears}, at_{ears.connections_.insert(ears.connections_.end(), {&socket, steady_clock::now(), steady_clock::now()})} {
    ears_.counts_.connections = ears_.connections_.size();
  }
  ~Entry() {
    ears_.connections_.erase(at_);
    ears_.counts_.connections = ears_.connections_.size();
    ears_.close_when_finished();
  }
  Entry(const Entry&) = delete;
  Entry& operator=(const Entry&) = delete;
  Connection& connection() { return *at_; }

 private:
  Ears& ears_;
  const std::list<Connection>::iterator at_;
};

SyslogListener::Ears::Ears(SyslogSettings settings)
    : queue{settings.queue_bytes}, settings_{std::move(settings)}, senders_{settings_.senders}, datagram_(kLongestMessage) {
  if (settings_.tls) tls_ = tls_context(*settings_.tls);
  for (const auto& address : settings_.listen) listen(address);
  asio::co_spawn(io_, watch_deadlines(), asio::detached);
  thread_ = std::thread{[this] {
    sigset_t all;  // signals are for whoever runs the program
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, nullptr);
    for (bool is_running = true; is_running;) {
      try {
        io_.run();
        is_running = false;
      } catch (const std::exception&) {  // memory is short: that costs the one connection that asked for it
      }
    }
    queue.close();
  }};
}

SyslogListener::Ears::~Ears() {
  io_.stop();
  thread_.join();
}

void SyslogListener::Ears::listen(const SyslogAddress& address) {
  const auto where = asio::ip::make_address(address.address);
  if (address.transport == Transport::udp) {
    auto& socket = datagram_sockets_.emplace_back(io_, udp::endpoint{where, address.port});
    socket.set_option(udp::socket::receive_buffer_size{static_cast<int>(settings_.datagram_buffer)});
    socket.non_blocking(true);
    ports_.push_back(socket.local_endpoint().port());
    ++hearing_datagrams_;
    asio::co_spawn(io_, hear_datagrams(socket), asio::detached);
    return;
  }
  if (address.transport == Transport::tls && !tls_) throw std::invalid_argument("syslog over TLS needs a certificate and its key");
  auto& acceptor = acceptors_.emplace_back(io_);
  const tcp::endpoint endpoint{where, address.port};
  acceptor.open(endpoint.protocol());
  acceptor.set_option(tcp::acceptor::reuse_address{true});
  acceptor.set_option(tcp::acceptor::receive_buffer_size{static_cast<int>(settings_.connection_buffer)});  // its connections inherit it
  acceptor.bind(endpoint);
  acceptor.listen();
  ports_.push_back(acceptor.local_endpoint().port());
  asio::co_spawn(io_, accept(acceptor, address.transport), asio::detached);
}

asio::awaitable<void> SyslogListener::Ears::accept(tcp::acceptor& acceptor, Transport transport) {
  while (!is_stopping_) {
    auto [error, socket] = co_await acceptor.async_accept(kAwaited);
    if (is_stopping_) break;
    if (error) {  // descriptors are short: some are given back before long
      asio::steady_timer pause{io_, milliseconds{100}};
      co_await pause.async_wait(kAwaited);
      continue;
    }
    boost::system::error_code gone;
    const auto sender = socket.remote_endpoint(gone);
    if (gone) continue;
    if (!senders_.may_send(sender.address())) ++counts_.not_allowed;
    else if (connections_.size() >= settings_.connections) ++counts_.turned_away;
    else asio::co_spawn(io_, converse(std::move(socket), transport), asio::detached);
  }
}

asio::awaitable<void> SyslogListener::Ears::converse(tcp::socket accepted, Transport transport) {
  tcp::socket socket = std::move(accepted);
  boost::system::error_code ignored;
  socket.set_option(tcp::socket::keep_alive{true}, ignored);
  Entry entry{*this, socket};
  if (transport == Transport::tcp) co_return co_await hear(socket, entry.connection());
  asio::ssl::stream<tcp::socket&> stream{socket, *tls_};
  const auto [error] = co_await stream.async_handshake(asio::ssl::stream_base::server, kAwaited);
  if (error) ++counts_.turned_away;
  else co_await hear(stream, entry.connection());
}

template <class Stream>
asio::awaitable<void> SyslogListener::Ears::hear(Stream& stream, Connection& connection) {
  Framing framing{[this](std::string_view line) { take(line); }};
  std::vector<char> bytes(kRead);
  connection.is_within = false;
  while (true) {
    for (connection.is_held = true; !queue.has_room();) co_await room();
    connection.is_held = false;
    connection.heard = steady_clock::now();
    const auto [error, size] = co_await stream.async_read_some(asio::buffer(bytes), kAwaited);
    connection.heard = steady_clock::now();
    const auto cut_before = framing.cut();
    const auto messages_before = counts_.messages.load();
    framing.read({bytes.data(), size});
    if (!connection.is_within || counts_.messages != messages_before) connection.began = connection.heard;
    connection.is_within = framing.is_within_message();
    if (error == asio::error::eof) framing.ended();
    else if (error && connection.is_within) ++counts_.unfinished;
    counts_.cut += framing.cut() - cut_before;
    if (error) co_return;
  }
}

asio::awaitable<void> SyslogListener::Ears::hear_datagrams(udp::socket& socket) {
  while (true) {
    while (!queue.has_room()) co_await room();
    if (take_datagrams(socket)) continue;
    if (is_stopping_) break;
    co_await socket.async_wait(udp::socket::wait_read, kAwaited);
  }
  --hearing_datagrams_;
  close_when_finished();
}

// No: there are no more now.
bool SyslogListener::Ears::take_datagrams(udp::socket& socket) {
  for (int i = 0; i < kDatagramsAtOnce; ++i) {
    udp::endpoint sender;
    iovec into{datagram_.data(), datagram_.size()};
    msghdr message{};
    message.msg_name = sender.data();
    message.msg_namelen = static_cast<socklen_t>(sender.capacity());
    message.msg_iov = &into;
    message.msg_iovlen = 1;
    const ssize_t size = recvmsg(socket.native_handle(), &message, MSG_DONTWAIT);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return errno != EAGAIN;
    sender.resize(message.msg_namelen);
    if (!senders_.may_send(sender.address())) {
      ++counts_.not_allowed;
      continue;
    }
    if (message.msg_flags & MSG_TRUNC) ++counts_.cut;
    read_datagram({datagram_.data(), static_cast<std::size_t>(size)}, [this](std::string_view line) { take(line); });
  }
  return true;
}

void SyslogListener::Ears::take(std::string_view line) {
  ++counts_.messages;
  queue.add(line);
}

asio::awaitable<void> SyslogListener::Ears::room() {
  room_.expires_at(steady_clock::time_point::max());
  if (!queue.has_room()) co_await room_.async_wait(kAwaited);
}

void SyslogListener::Ears::room_again() {
  asio::post(io_, [this] { room_.cancel(); });
}

bool SyslogListener::Ears::is_late(const Connection& connection, Steady now) const {
  if (is_stopping_ && now - stopped_at_ >= settings_.stop_deadline) return true;
  if (connection.is_held) return false;
  return now - connection.heard >= settings_.idle_deadline || (connection.is_within && now - connection.began >= settings_.message_deadline);
}

asio::awaitable<void> SyslogListener::Ears::watch_deadlines() {
  const auto shortest = std::min({settings_.idle_deadline, settings_.message_deadline, settings_.stop_deadline});
  const auto interval = std::clamp(shortest / 4, milliseconds{5}, milliseconds{500});
  while (!is_stopping_ || !connections_.empty()) {
    tick_.expires_after(interval);
    co_await tick_.async_wait(kAwaited);
    const auto now = steady_clock::now();
    for (auto& connection : connections_)
      if (is_late(connection, now) && connection.socket->is_open()) {
        if (!is_stopping_) ++counts_.timed_out;
        boost::system::error_code ignored;
        connection.socket->close(ignored);
      }
  }
}

// The kernel gives what it has, and then says that there is no more.
void SyslogListener::Ears::stop() {
  asio::post(io_, [this] {
    if (std::exchange(is_stopping_, true)) return;
    stopped_at_ = steady_clock::now();
    boost::system::error_code ignored;
    for (auto& acceptor : acceptors_) acceptor.close(ignored);
    for (auto& socket : datagram_sockets_) socket.cancel(ignored);
    for (auto& connection : connections_) connection.socket->shutdown(tcp::socket::shutdown_receive, ignored);
    close_when_finished();
  });
}

void SyslogListener::Ears::close_when_finished() {
  if (is_stopping_ && connections_.empty() && hearing_datagrams_ == 0) queue.close();
}

std::uint64_t SyslogListener::Ears::lost() const {
  std::uint64_t all = 0;
  for (auto& socket : datagram_sockets_) all += dropped(const_cast<udp::socket&>(socket).native_handle());
  return all;
}

SyslogFigures SyslogListener::Ears::figures() const {
  return {.messages = counts_.messages, .lost = lost(), .cut = counts_.cut, .unfinished = counts_.unfinished, .not_allowed = counts_.not_allowed,
          .turned_away = counts_.turned_away, .timed_out = counts_.timed_out, .connections = counts_.connections};
}

SyslogListener::SyslogListener(SyslogSettings settings) : ears_{std::make_unique<Ears>(std::move(settings))} {}
SyslogListener::~SyslogListener() = default;
std::uint16_t SyslogListener::port(std::size_t address) const { return ears_->port(address); }

std::optional<Batch> SyslogListener::next(const std::stop_token& stop, milliseconds most) {
  const auto lines = ears_->queue.next(stop, most);
  if (lines.empty()) return {};
  ears_->lost_given = ears_->lost();
  return Batch{.source = {SourceKind::syslog, ears_->settings().name}, .fingerprint = {}, .shown = {}, .from = 0, .to = lines.size(), .lines = lines,
               .places = {}, .lost = ears_->lost_given - ears_->lost_committed};
}

void SyslogListener::committed() {
  ears_->lost_committed = ears_->lost_given;
  ears_->queue.committed();
  ears_->room_again();
}

void SyslogListener::stop() { ears_->stop(); }
bool SyslogListener::is_finished() const { return ears_->queue.is_finished(); }
SyslogFigures SyslogListener::figures() const { return ears_->figures(); }

}  // namespace regard::webfilter
