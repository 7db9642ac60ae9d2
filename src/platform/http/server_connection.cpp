#include "platform/http/server_connection.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/post.hpp>
#include <stdexcept>
#include <utility>

#include "platform/base/text.h"
#include "platform/http/server_edge.h"
#include "platform/http/spool.h"

namespace regard::http {
namespace {

namespace asio = boost::asio;
using std::chrono::steady_clock;

constexpr std::size_t kWriteStep = 64 * 1024;  // for each of these an answer has the write deadline again
constexpr std::size_t kUploadStep = 512 * 1024;  // for each of these an upload has the body deadline again
constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
constexpr Refusal kTooSlow{408, "The request took too long to arrive."};
constexpr Refusal kCutOff{400, "The request ended before it was whole."};
constexpr Refusal kBusy{503, "The service is busy. Try again in a few seconds."};
constexpr Refusal kFault{500, "The service could not answer this request."};
constexpr Refusal kBadForm{400, "The form was malformed, or not UTF-8."};

bool is_finished(const RequestParser& parser) {
  const auto state = parser.state();
  return state == RequestParser::State::whole || state == RequestParser::State::refused;
}

}  // namespace

struct Connection::Outgoing {
  std::string_view head, body;
  std::size_t sent = 0;
  bool is_whole() const { return sent == head.size() + body.size(); }
};

// A place among the answers that wait.
class Connection::Held {
 public:
  explicit Held(Common& common) : held_{common.held}, is_free_{held_.fetch_add(1) < common.settings.held_limit} {}
  ~Held() { held_.fetch_sub(1); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  bool is_free() const { return is_free_; }

 private:
  std::atomic<std::size_t>& held_;
  const bool is_free_;
};

// A request on its way through a worker. `Resume` goes on with the coroutine.
template <class Resume>
class HandlerJob final : public Workers::Job {
 public:
  HandlerJob(const Common& common, const Request& request, Response& response, Refusal& refusal,
             Executor edge, Resume resume)
      : common_{common},
        request_{request},
        response_{response},
        refusal_{refusal},
        edge_{edge},
        resume_{std::move(resume)} {}

  void run() override {
    try {
      if (request_.method == Method::post && !request_.form())
        refusal_ = kBadForm;
      else
        response_ = common_.handle(request_);
    } catch (...) {  // the last frame of this thread: what a handler threw ends its request, not the program
      refusal_ = kFault;
    }
    asio::post(edge_, std::move(resume_));
  }

  void abandon() override {
    refusal_ = kBusy;
    asio::post(edge_, std::move(resume_));
  }

 private:
  const Common& common_;
  const Request& request_;
  Response& response_;
  Refusal& refusal_;
  Executor edge_;
  Resume resume_;
};

Connection::Connection(Edge& edge, Socket socket, const Address& peer)
    : edge_{edge}, stream_{std::move(socket), edge.common().tls.get()}, peer_{peer} {}

Connection::~Connection() { edge_.closed(peer_, cut_); }

void Connection::cut(Cut why) {
  unlink();
  cut_ = why;
  boost::system::error_code ignored;
  stream_.socket().cancel(ignored);
  end_hold();
}

void Connection::end_hold() {
  if (held_) held_->cancel();
}

auto Connection::readiness(Io io) {
  return stream_.socket().async_wait(io == Io::wants_write ? Socket::wait_write : Socket::wait_read,
                                     asio::as_tuple(asio::deferred));
}

Task<void> Connection::live(std::unique_ptr<Connection> self) {
  Connection& it = *self;
  bool open = !it.stream_.is_tls() || co_await it.handshake();
  while (open) {
    if (it.unread_.empty() && !it.stream_.has_buffered()) {
      if (it.edge_.common().stopping) break;
      it.unread_.shrink_to_fit();
      it.edge_.enter(it, Phase::idle);
      const auto [error] = co_await it.readiness(Io::wants_read);
      if (error || it.is_cut()) break;
    }
    open = co_await it.exchange();
  }
  if (it.lingers_ && !it.is_cut()) co_await it.linger();
}

Task<bool> Connection::handshake() {
  edge_.enter(*this, Phase::header);
  for (;;) {
    const Io io = stream_.handshake();
    if (io != Io::wants_read && io != Io::wants_write) co_return io == Io::done;
    const auto [error] = co_await readiness(io);
    if (error || is_cut()) co_return false;
  }
}

Task<bool> Connection::exchange() {
  Common& common = edge_.common();
  Request request;
  request.number = edge_.new_number();
  RequestParser parser{request, common.settings.header_limit, common.settings.body_limit, common.bodies,
                       common.settings.uploads, common.settings.any_query};
  const Io io = read_now(parser);
  if (!is_finished(parser) && !co_await receive(parser, io)) co_return false;
  common.requests.fetch_add(1, std::memory_order_relaxed);
  note_client(request);

  Response response;
  Refusal refusal = parser.refusal();
  if (refusal.status == 0 && !answer_at_once(request, response, refusal)) {
    co_await handle(request, response, refusal);
    if (response.hold_for.count() > 0) co_await hold(response.hold_for);
    if (is_cut()) co_return false;
  }
  if (refusal.status != 0) response = edge_answer(common.settings.edge_error, refusal, request.number);
  const bool stays =
      parser.keep_alive() && parser.refusal().status == 0 && refusal.status != 400 && !common.stopping;
  const std::string head = head_for(request, response,
                                    !stays              ? After::closes
                                    : parser.http_1_0() ? After::stays_open_1_0
                                                        : After::stays_open);
  lingers_ = parser.refusal().status != 0 || !unread_.empty();
  Outgoing outgoing{head, request.head ? std::string_view{} : body_of(response)};
  const Io written = write_now(outgoing);
  if (!outgoing.is_whole() && !co_await send(outgoing, written)) co_return false;
  if (response.spooled_body && !request.head && !co_await send_spooled(response)) co_return false;
  co_return stays;
}

Task<bool> Connection::send_spooled(const Response& response) {
  SpoolReader reader{response.spooled_body};
  for (std::string_view chunk = reader.next(); !chunk.empty(); chunk = reader.next()) {
    Outgoing outgoing{{}, chunk};
    const Io written = write_now(outgoing);
    if (!outgoing.is_whole() && !co_await send(outgoing, written)) co_return false;
  }
  co_return true;
}

Task<bool> Connection::receive(RequestParser& parser, Io io) {
  auto state = RequestParser::State::nothing;
  bool told_to_continue = false;
  std::size_t marked = 0;
  edge_.enter(*this, Phase::header);
  for (; !is_finished(parser); io = read_now(parser)) {
    if (io == Io::broken || (io == Io::ended && parser.state() == RequestParser::State::nothing))
      co_return false;
    if (io == Io::ended) {
      parser.refuse(kCutOff);
      break;
    }
    if (parser.state() == RequestParser::State::body && state != RequestParser::State::body)
      edge_.enter(*this, Phase::body);
    state = parser.state();
    if (parser.uploaded() - marked >= kUploadStep) {
      marked = parser.uploaded();
      edge_.enter(*this, Phase::body);
    }
    if (parser.expects_continue() && !std::exchange(told_to_continue, true)) {
      Outgoing outgoing{kContinue, {}};
      if (write_now(outgoing); !outgoing.is_whole()) co_return false;  // 25 bytes, and no room for them
    }
    const auto [error] = co_await readiness(io);
    if (cut_ == Cut::deadline && state != RequestParser::State::nothing)
      parser.refuse(kTooSlow);
    else if (error || is_cut())
      co_return false;
  }
  co_return true;
}

// What can be read without waiting, as far as this request goes.
Io Connection::read_now(RequestParser& parser) {
  if (!unread_.empty()) unread_.erase(0, parser.put(unread_));
  while (!is_finished(parser)) {
    const auto scratch = edge_.scratch();
    const Progress progress = stream_.read(scratch);
    if (progress.io != Io::done) return progress.io;
    std::string_view came{scratch.data(), progress.bytes};
    if (unread_.empty()) {
      came.remove_prefix(parser.put(came));
      unread_ = came;
    } else {
      unread_ += came;
      unread_.erase(0, parser.put(unread_));
    }
  }
  return Io::done;
}

bool Connection::answer_at_once(const Request& request, Response& response, Refusal& refusal) const {
  const AtOnce& at_once = edge_.common().at_once;
  if (!at_once) return false;
  try {
    auto answer = at_once(request);
    if (!answer) return false;
    response = std::move(*answer);
  } catch (...) {  // the last frame before Asio's: a fault there ends this request, not the edge
    refusal = kFault;
  }
  return true;
}

Task<void> Connection::handle(const Request& request, Response& response, Refusal& refusal) {
  Common& common = edge_.common();
  if (!common.workers.reserve()) {
    common.turned_away.fetch_add(1, std::memory_order_relaxed);
    refusal = kBusy;
    co_return;
  }
  edge_.enter(*this, Phase::handling);
  const auto submit = [&](auto resume) {
    using Job = HandlerJob<decltype(resume)>;
    common.workers.submit(
        std::make_unique<Job>(common, request, response, refusal, edge_.executor(), std::move(resume)));
  };
  co_await asio::async_initiate<const asio::deferred_t&, void()>(submit, asio::deferred);
}

// Memory, and no thread. When too many wait already, or the server stops, the answer goes at once.
Task<void> Connection::hold(std::chrono::milliseconds time) {
  Common& common = edge_.common();
  const Held place{common};
  if (common.stopping || !place.is_free()) co_return;
  Timer timer{edge_.executor(), time};
  held_ = &timer;
  edge_.enter(*this, Phase::holding);
  co_await timer.async_wait(asio::as_tuple(asio::deferred));
  held_ = nullptr;
}

std::string Connection::head_for(const Request& request, Response& response, After after) {
  try {
    return head_of(response, edge_.date(), after);
  } catch (const std::invalid_argument&) {  // a header that would have become two
    response = edge_answer(edge_.common().settings.edge_error, kFault, request.number);
    return head_of(response, edge_.date(), after);
  }
}

// What can be written without waiting.
Io Connection::write_now(Outgoing& outgoing) {
  while (!outgoing.is_whole()) {
    const Progress progress = stream_.write(outgoing.head, outgoing.body, outgoing.sent);
    if (progress.io != Io::done) return progress.io;
    outgoing.sent += progress.bytes;
  }
  return Io::done;
}

Task<bool> Connection::send(Outgoing& outgoing, Io io) {
  if (is_cut()) co_return false;
  edge_.enter(*this, Phase::writing);
  for (std::size_t marked = outgoing.sent; !outgoing.is_whole(); io = write_now(outgoing)) {
    if (io != Io::wants_read && io != Io::wants_write) co_return false;
    if (outgoing.sent - marked >= kWriteStep) {
      marked = outgoing.sent;
      edge_.enter(*this, Phase::writing);
    }
    const auto [error] = co_await readiness(io);
    if (error || is_cut()) co_return false;
  }
  co_return true;
}

// Closing with bytes unread would reset the connection, and the answer could be lost before it was seen.
Task<void> Connection::linger() {
  stream_.end_sending();
  edge_.enter(*this, Phase::lingering);
  for (;;) {
    const auto [error] = co_await readiness(Io::wants_read);
    if (error || is_cut()) co_return;
    const Io io = stream_.read(edge_.scratch()).io;
    if (io == Io::ended || io == Io::broken) co_return;
  }
}

void Connection::note_client(Request& request) const {
  const TrustedProxies& trusted = edge_.common().trusted;
  request.tls = stream_.is_tls();
  if (trusted.empty() || !trusted.contains(peer_)) {
    request.client = to_text(peer_);
    return;
  }
  request.client = to_text(client_behind(peer_, request.headers.all("x-forwarded-for"), trusted));
  const auto schemes = request.headers.all("x-forwarded-proto");
  if (schemes.empty()) return;
  const std::string_view last = schemes.back();
  request.tls = trimmed(last.substr(last.rfind(',') + 1)) == "https";
}

}  // namespace regard::http
