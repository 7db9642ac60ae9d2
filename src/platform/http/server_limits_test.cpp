// What a server does to those who take too much: bytes, time, connections, workers. And how it ends.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <deque>
#include <latch>
#include <memory>
#include <string>
#include <thread>

#include "platform/http/server.h"
#include "platform/http/test_client.h"

namespace regard::http {
namespace {

using namespace std::chrono_literals;
using testing::HasSubstr;

ServerSettings any_port() {
  ServerSettings settings;
  settings.port = 0;
  settings.workers = 2;
  return settings;
}

Response length_of_body(const Request& request) {
  Response response;
  response.body = std::to_string(request.body.size());
  return response;
}

std::string post_of(std::size_t size) {
  return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
         std::string(size, 'x');
}

std::string chunked_post_of(std::size_t chunks) {
  std::string text = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  for (std::size_t i = 0; i < chunks; ++i) text += "10\r\n0123456789abcdef\r\n";
  return text + "0\r\n\r\n";
}

template <class Condition>
void wait_until(Condition condition) {
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (!condition() && std::chrono::steady_clock::now() < end) std::this_thread::yield();
  EXPECT_TRUE(condition());
}

TEST(TheLimits, HoldForHeaders) {
  ServerSettings settings = any_port();
  settings.header_limit = 1024;
  Server server{settings, {}, length_of_body};
  server.start();
  const auto with_header = [](std::size_t size) {
    return "GET / HTTP/1.1\r\nHost: a\r\nX: " + std::string(size, 'x') + "\r\n\r\n";
  };
  EXPECT_EQ(TestClient{server.port()}.ask(with_header(900)).status, 200);
  EXPECT_EQ(TestClient{server.port()}.ask(with_header(1100)).status, 431);
  EXPECT_EQ(TestClient{server.port()}.ask("GET /" + std::string(5000, 'x')).status, 431);
  std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
  for (int i = 0; i < 400; ++i) many += "X: y\r\n";
  EXPECT_EQ(TestClient{server.port()}.ask(many + "\r\n").status, 431);
}

TEST(TheLimits, HoldForBodiesHoweverTheyCome) {
  ServerSettings settings = any_port();
  settings.body_limit = 1024;
  Server server{settings, {}, length_of_body};
  server.start();
  EXPECT_EQ(TestClient{server.port()}.ask(post_of(1024)).body, "1024");
  EXPECT_EQ(TestClient{server.port()}.ask(post_of(1025)).status, 413);
  EXPECT_EQ(TestClient{server.port()}.ask(chunked_post_of(64)).body, "1024");
  EXPECT_EQ(TestClient{server.port()}.ask(chunked_post_of(65)).status, 413);
}

TEST(TheLimits, HoldForALineInAChunkedBodyThatNeverEnds) {
  Server server{any_port(), {}, length_of_body};
  server.start();
  const std::string start = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(TestClient{server.port()}.ask(start + "1;" + std::string(200'000, 'x')).status, 431);
  EXPECT_EQ(TestClient{server.port()}.ask(start + "0\r\nX: " + std::string(200'000, 'x')).status, 431);
}

TEST(TheLimits, AreToldBeforeTheClientHasSentItAll) {
  Server server{any_port(), {}, length_of_body};
  server.start();
  TestClient client{server.port()};
  // Far more than the kernel holds: were the connection reset at once, many a client would never see the
  // answer.
  EXPECT_TRUE(client.send(post_of(20'000'000)));
  EXPECT_EQ(client.receive().status, 413);
  EXPECT_EQ(TestClient{server.port()}
                .ask("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n"
                     "Content-Length: 20000000\r\n\r\n")
                .status,
            413);
}

TEST(TheLimits, OnTheMemoryOfAllBodiesLeaveSmallFormsAlone) {
  ServerSettings settings = any_port();
  settings.bodies_limit = 32 * 1024;
  Server server{settings, {}, length_of_body};
  server.start();
  TestClient large{server.port()};
  large.send(post_of(40'000).substr(0, 39'000));  // and no more
  TestClient other{server.port()};
  wait_until([&] { return TestClient{server.port()}.ask(post_of(40'000)).status == 503; });
  EXPECT_EQ(other.ask(post_of(16'000)).status, 200);
  large.send(std::string(2000, 'x'));
  EXPECT_EQ(large.receive().status, 200);
  EXPECT_EQ(other.ask(post_of(40'000)).status, 200);
}

TEST(TheDeadlines, EndSlowHeadersAndSlowBodiesWithAWord) {
  ServerSettings settings = any_port();
  settings.header_deadline = settings.body_deadline = 40ms;
  Server server{settings, {}, length_of_body};
  server.start();
  for (const std::string_view bytes :
       {"GET / HTTP/1.1\r\nHost: a\r\nX", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx"}) {
    TestClient client{server.port()};
    EXPECT_EQ(client.ask(bytes).status, 408);
    EXPECT_TRUE(client.closed_by_server());
  }
}

TEST(TheDeadlines, AreNotPutOffByDripping) {
  ServerSettings settings = any_port();
  settings.header_deadline = 60ms;
  settings.header_limit = 64 * 1024 * 1024;  // not what is tried here
  Server server{settings, {}, length_of_body};
  server.start();
  TestClient client{server.port()};
  client.send("GET / HTTP/1.1\r\nHost: a\r\n");
  const auto end = std::chrono::steady_clock::now() + 10s;
  while (server.counts().connections_now > 0 || server.counts().requests == 0) {
    client.send("X: y\r\n");
    ASSERT_LT(std::chrono::steady_clock::now(), end);
  }
}

TEST(TheDeadlines, EndIdleConnectionsSilently) {
  ServerSettings settings = any_port();
  settings.idle_deadline = 250ms;
  Server server{settings, {}, length_of_body};
  server.start();
  TestClient silent{server.port()}, used{server.port()};
  EXPECT_EQ(used.get("/").status, 200);
  EXPECT_TRUE(used.closed_by_server());
  EXPECT_TRUE(silent.closed_by_server());
}

std::optional<Response> thirty_megabytes(const Request&) {
  static const auto large =
      std::make_shared<const std::string>(30'000'000, 'x');  // more than the kernel holds
  Response response;
  response.shared_body = large;
  return response;
}

TEST(TheDeadlines, LeaveALargeAnswerToAReaderInPeace) {
  Server server{any_port(), thirty_megabytes, length_of_body};
  server.start();
  TestClient reader{server.port()};
  EXPECT_EQ(reader.get("/").body.size(), 30'000'000u);
  EXPECT_EQ(reader.get("/").body.size(), 30'000'000u);
}

TEST(TheDeadlines, EndAnAnswerThatNobodyReads) {
  ServerSettings settings = any_port();
  settings.write_deadline = 40ms;
  Server server{settings, thirty_megabytes, length_of_body};
  server.start();
  TestClient client{server.port()};
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return server.counts().requests == 1 && server.counts().connections_now == 0; });
  EXPECT_LT(client.receive_all().size(), 30'000'000u);
}

TEST(TheLimitOfConnections, IsKeptByEndingTheOneIdleForLongest) {
  ServerSettings settings = any_port();
  settings.connection_limit = 2;
  Server server{settings, {}, length_of_body};
  server.start();
  TestClient first{server.port()}, second{server.port()};
  EXPECT_EQ(first.get("/").status, 200);
  EXPECT_EQ(second.get("/").status, 200);
  EXPECT_EQ(first.get("/").status, 200);  // now the second has been idle for longer
  TestClient third{server.port()};
  EXPECT_EQ(third.get("/").status, 200);
  EXPECT_TRUE(second.closed_by_server());
  EXPECT_EQ(first.get("/").status, 200);
}

TEST(TheLimitOfConnections, IsKeptByEndingTheOneThatDripsForLongestWhenNoneIsIdle) {
  ServerSettings settings = any_port();
  settings.connection_limit = 1;
  Server server{settings, {}, length_of_body};
  server.start();
  TestClient dripping{server.port()};
  dripping.send("GET / HT");
  TestClient other{server.port()};
  EXPECT_EQ(other.get("/").status, 200);
  EXPECT_TRUE(dripping.closed_by_server());
}

TEST(TheLimitOfConnections, RefusesANewOneWhenAllAreAtWork) {
  ServerSettings settings = any_port();
  settings.connection_limit = 1;
  std::latch arrived{1}, go_on{1};
  Server server{settings, {}, [&](const Request& request) {
                  arrived.count_down();
                  go_on.wait();
                  return length_of_body(request);
                }};
  server.start();
  TestClient working{server.port()};
  working.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  arrived.wait();
  TestClient other{server.port()};
  EXPECT_TRUE(other.closed_by_server());
  EXPECT_EQ(server.counts().refused, 1u);
  go_on.count_down();
  EXPECT_EQ(working.receive().status, 200);
}

TEST(TheLimitOfConnections, OfOneAddressDoesNotCountATrustedProxys) {
  ServerSettings settings = any_port();
  settings.connections_per_address = 1;
  Server server{settings, {}, length_of_body};
  server.start();
  {
    TestClient first{server.port()};
    EXPECT_EQ(first.get("/").status, 200);
    EXPECT_TRUE(TestClient{server.port()}.closed_by_server());
    EXPECT_EQ(first.get("/").status, 200);
  }
  wait_until([&] { return server.counts().connections_now == 0; });
  EXPECT_EQ(TestClient{server.port()}.get("/").status, 200);
  settings.trusted_proxies = {"127.0.0.1"};
  Server behind{settings, {}, length_of_body};
  behind.start();
  TestClient first{behind.port()}, second{behind.port()};
  EXPECT_EQ(first.get("/").status, 200);
  EXPECT_EQ(second.get("/").status, 200);
}

TEST(AThousandDrippingConnections, LeaveNormalPagesServed) {
  ServerSettings settings = any_port();
  settings.header_deadline = settings.body_deadline = 10min;  // however slow the machine is
  Server server{settings, {}, length_of_body};
  server.start();
  std::deque<TestClient> dripping;
  for (int i = 0; i < 500; ++i) {
    dripping.emplace_back(server.port()).send("GET / HTTP/1.1\r\nX-");
    dripping.emplace_back(server.port()).send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\nx");
  }
  TestClient normal{server.port()};
  for (int i = 0; i < 20; ++i) {
    for (TestClient& client : dripping) client.send("x");
    EXPECT_EQ(normal.get("/").status, 200);
  }
  EXPECT_EQ(server.counts().connections_now, 1001u);
}

TEST(ABusyServer, AsksToTryAgainAndStillAnswersAtOnceWhatItCan) {
  ServerSettings settings = any_port();
  settings.workers = 1;
  settings.queue_limit = 1;
  std::latch arrived{1}, go_on{1};
  Server server{settings,
                [](const Request& request) {
                  return request.path == "/fixed" ? std::optional{Response{}} : std::nullopt;
                },
                [&](const Request& request) {
                  if (request.path == "/first") arrived.count_down();
                  go_on.wait();
                  return length_of_body(request);
                }};
  server.start();
  TestClient first{server.port()}, second{server.port()}, third{server.port()};
  first.send("GET /first HTTP/1.1\r\nHost: a\r\n\r\n");
  arrived.wait();
  second.send("GET /second HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return server.counts().waiting_now == 1; });
  const Answer busy = third.get("/third");
  EXPECT_EQ(busy.status, 503);
  EXPECT_EQ(busy.header("Retry-After"), "3");
  EXPECT_THAT(busy.body, HasSubstr("busy"));
  EXPECT_EQ(third.get("/fixed").status, 200);
  EXPECT_EQ(server.counts().turned_away, 1u);
  go_on.count_down();
  EXPECT_EQ(first.receive().status, 200);
  EXPECT_EQ(second.receive().status, 200);
}

TEST(AStoppingServer, FinishesWhatIsInFlightAndClosesWhatIsIdle) {
  std::latch arrived{1}, go_on{1};
  Server server{any_port(), {}, [&](const Request& request) {
                  if (request.path == "/slow") {
                    arrived.count_down();
                    go_on.wait();
                  }
                  return length_of_body(request);
                }};
  server.start();
  TestClient idle{server.port()}, sending{server.port()};
  auto slow = std::make_unique<TestClient>(server.port());
  EXPECT_EQ(idle.get("/").status, 200);
  EXPECT_EQ(sending.get("/").status, 200);
  slow->send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\nGET /next HTTP/1.1\r\nHost: a\r\n\r\n");
  sending.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
  EXPECT_EQ(sending.receive().status, 100);
  arrived.wait();
  std::thread stopping{[&] { server.stop(); }};
  EXPECT_TRUE(idle.closed_by_server());
  wait_until([&] { return !TestClient{server.port()}.connected(); });
  const Answer whole = sending.ask("x=1");
  EXPECT_EQ(whole.body, "3");
  EXPECT_EQ(whole.header("Connection"), "close");
  go_on.count_down();
  const Answer answer = slow->receive();
  EXPECT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Connection"), "close");
  EXPECT_EQ(slow->receive_all(), "");
  slow.reset();
  stopping.join();
  EXPECT_EQ(server.counts().connections_now, 0u);
}

TEST(AStoppingServer, WaitsNoLongerThanItsDeadlineForThoseOutside) {
  ServerSettings settings = any_port();
  settings.stop_deadline = 40ms;
  settings.workers = 1;
  std::latch arrived{1}, go_on{1};
  Server server{settings, {}, [&](const Request& request) {
                  arrived.count_down();
                  go_on.wait();
                  return length_of_body(request);
                }};
  server.start();
  TestClient dripping{server.port()}, handled{server.port()}, queued{server.port()};
  handled.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  arrived.wait();
  queued.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  dripping.send("GET / HT");
  wait_until([&] { return server.counts().waiting_now == 1; });
  std::thread stopping{[&] { server.stop(); }};
  EXPECT_TRUE(dripping.closed_by_server());
  EXPECT_TRUE(queued.closed_by_server());
  go_on.count_down();
  EXPECT_TRUE(handled.closed_by_server());
  stopping.join();
}

TEST(AServerOnATakenPort, SaysWhichAndWhatToDo) {
  Server first{any_port(), {}, length_of_body};
  first.start();
  ServerSettings settings = any_port();
  settings.port = first.port();
  Server second{settings, {}, length_of_body};
  try {
    second.start();
    FAIL() << "two on one port";
  } catch (const std::runtime_error& refused) {
    EXPECT_THAT(refused.what(), HasSubstr(std::to_string(first.port())));
    EXPECT_THAT(refused.what(), HasSubstr("choose another port"));
  }
}

TEST(AStoppedServer, MayBeStoppedAgainAndOneNeverStartedToo) {
  Server server{any_port(), {}, length_of_body};
  server.stop();
  server.start();
  EXPECT_EQ(TestClient{server.port()}.get("/").status, 200);
  server.stop();
  server.stop();
}

Response held(const Request& request) {
  Response response;
  if (request.path == "/held") response.hold_for = std::chrono::hours{1};
  response.body = "here";
  return response;
}

TEST(AnAnswerThatWaits, HoldsNoWorkerAndGoesWhenTheServerStops) {
  ServerSettings settings = any_port();
  settings.workers = 1;
  Server server{settings, {}, held};
  server.start();
  std::deque<TestClient> waiting;
  for (int i = 0; i < 20; ++i) waiting.emplace_back(server.port()).send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  for (int i = 0; i < 20; ++i) EXPECT_EQ(TestClient{server.port()}.get("/").body, "here");
  wait_until([&] { return server.counts().held_now == 20; });
  server.stop();
  for (TestClient& client : waiting) EXPECT_EQ(client.receive().body, "here");
}

TEST(AnAnswerThatWaits, GoesAtOnceWhenTooManyWait) {
  ServerSettings settings = any_port();
  settings.held_limit = 1;
  Server server{settings, {}, held};
  server.start();
  TestClient waiting{server.port()};
  waiting.send("GET /held HTTP/1.1\r\nHost: a\r\n\r\n");
  wait_until([&] { return server.counts().held_now == 1; });
  EXPECT_EQ(TestClient{server.port()}.get("/held").body, "here");
}

}  // namespace
}  // namespace regard::http
