#include "platform/http/server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "platform/http/test_client.h"

namespace regard::http {
namespace {

using testing::AllOf;
using testing::HasSubstr;
using testing::MatchesRegex;
using testing::Not;
using testing::StartsWith;

ServerSettings any_port() {
  ServerSettings settings;
  settings.port = 0;
  settings.workers = 2;
  return settings;
}

// Tells back what arrived.
Response echo(const Request& request) {
  Response response;
  response.header("Content-Type", "text/plain");
  response.body = (request.method == Method::post ? "POST " : "GET ") + request.path;
  for (const auto& [name, value] : request.query.entries()) response.body += " ?" + name + "=" + value;
  for (const auto& [name, value] : request.cookies.entries())
    response.body += " cookie " + name + "=" + value;
  if (!request.body.empty()) response.body += " body " + request.body;
  return response;
}

std::optional<Response> fixed(const Request& request) {
  if (request.path != "/fixed") return {};
  static const auto body = std::make_shared<const std::string>("rendered once");
  static const auto headers = std::make_shared<const std::string>(header_lines({{"Content-Language", "en"}}));
  Response response;
  response.shared_body = body;
  response.shared_headers = headers;
  return response;
}

class ARunningServer : public testing::Test {
 protected:
  ARunningServer() { server.start(); }
  Server server{any_port(), fixed, echo};
};

TEST_F(ARunningServer, KeepsAConnectionForOneRequestAfterAnother) {
  TestClient client{server.port()};
  EXPECT_EQ(client.get("/a").body, "GET /a");
  EXPECT_EQ(client.get("/fixed").body, "rendered once");
  EXPECT_EQ(client.ask("POST /b HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n\r\nx=1").body,
            "POST /b body x=1");
  EXPECT_EQ(server.counts().connections_now, 1u);
  EXPECT_EQ(server.counts().requests, 3u);
}

TEST_F(ARunningServer, SaysWhatEveryAnswerNeeds) {
  TestClient client{server.port()};
  const Answer answer = client.get("/fixed");
  EXPECT_THAT(answer.head, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_EQ(answer.header("Content-Language"), "en");
  EXPECT_EQ(answer.header("Connection"), "");
  EXPECT_THAT(answer.header("Date"),
              MatchesRegex("[A-Z][a-z]+, [0-9]+ [A-Z][a-z]+ 20[0-9]+ [0-9]+:[0-9]+:[0-9]+ GMT"));
}

TEST_F(ARunningServer, AnswersPipelinedRequestsInOrderWhoeverAnswersThem) {
  TestClient client{server.port()};
  client.send(
      "GET /slow HTTP/1.1\r\nHost: a\r\n\r\n"
      "POST /b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nx=1\r\n"  // a stray line end, as some clients
                                                                         // send
      "GET /fixed HTTP/1.1\r\nHost: a\r\n\r\n"
      "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\nGET /never HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(client.receive().body, "GET /slow");
  EXPECT_EQ(client.receive().body, "POST /b body x=1");
  EXPECT_EQ(client.receive().body, "rendered once");
  const Answer last = client.receive();
  EXPECT_EQ(last.body, "GET /last");
  EXPECT_EQ(last.header("Connection"), "close");
  EXPECT_EQ(client.receive_all(), "");
}

TEST_F(ARunningServer, UnderstandsARequestThatComesByteByByte) {
  TestClient client{server.port()};
  for (const char byte :
       std::string_view{"POST /drop?a=%C5%B5 HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\na=bc"})
    client.send({&byte, 1});
  EXPECT_EQ(client.receive().body, "POST /drop ?a=ŵ body a=bc");
}

TEST_F(ARunningServer, AnswersHeadLikeGetWithoutTheBody) {
  TestClient client{server.port()};
  client.send("HEAD /fixed HTTP/1.1\r\nHost: a\r\n\r\n");
  const Answer head = client.receive(true);
  EXPECT_EQ(head.status, 200);
  EXPECT_EQ(head.header("Content-Length"), "13");
  EXPECT_EQ(client.get("/next").body, "GET /next");
}

TEST_F(ARunningServer, AllowsNoOtherMethods) {
  for (const std::string method : {"PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "BREW"}) {
    TestClient client{server.port()};
    const Answer answer = client.ask(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    EXPECT_EQ(answer.status, 405) << method;
    EXPECT_EQ(answer.header("Allow"), "GET, HEAD, POST");
    EXPECT_TRUE(client.closed_by_server());
  }
}

TEST_F(ARunningServer, ReadsCookiesFromAllTheirHeaders) {
  TestClient client{server.port()};
  EXPECT_EQ(client.ask("GET /c HTTP/1.1\r\nHost: a\r\nCookie: a=1; b=2\r\nCookie: c=3\r\n\r\n").body,
            "GET /c cookie a=1 cookie b=2 cookie c=3");
}

TEST_F(ARunningServer, AcceptsChunkedBodiesAndIgnoresTheirTrailers) {
  TestClient client{server.port()};
  EXPECT_EQ(client
                .ask("POST /c HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
                     "2\r\nx=\r\n5;ext=1\r\nhello\r\n0\r\nCookie: a=1\r\n\r\n")
                .body,
            "POST /c body x=hello");
  EXPECT_EQ(client.get("/next").body, "GET /next");
}

TEST_F(ARunningServer, TellsAClientThatAsksToContinue) {
  TestClient client{server.port()};
  client.send("POST /e HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nExpect: 100-continue\r\n\r\n");
  EXPECT_EQ(client.receive().status, 100);
  EXPECT_EQ(client.ask("x=1").body, "POST /e body x=1");
  EXPECT_EQ(client.ask("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n").status, 417);
}

TEST_F(ARunningServer, KeepsOldClientsOnlyWhenTheyAsk) {
  TestClient client{server.port()};
  const Answer kept = client.ask("GET /a HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_EQ(kept.header("Connection"), "keep-alive");
  const Answer last = client.ask("GET /b HTTP/1.0\r\n\r\n");
  EXPECT_EQ(last.body, "GET /b");
  EXPECT_TRUE(client.closed_by_server());
}

TEST_F(ARunningServer, TakesAnAddressWithSchemeAndHost) {
  TestClient client{server.port()};
  EXPECT_EQ(client.ask("GET http://localhost:8080/a?b=c HTTP/1.1\r\nHost: localhost\r\n\r\n").body,
            "GET /a ?b=c");
}

// Where two readings of a message are possible, a proxy before us may have taken the other one.
TEST_F(ARunningServer, RefusesWhatIsMalformedOrCouldBeReadInTwoWays) {
  const std::string post = "POST / HTTP/1.1\r\nHost: a\r\n", get = "GET / HTTP/1.1\r\n";
  const struct {
    const char* what;
    std::string bytes;
  } rows[] = {
      {"length and chunks", post + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"chunks and length", post + "Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n"},
      {"two lengths", post + "Content-Length: 3\r\nContent-Length: 5\r\n\r\nx=123"},
      {"the same length twice", post + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nx=1"},
      {"a list of lengths", post + "Content-Length: 3, 3\r\n\r\nx=1"},
      {"a signed length", post + "Content-Length: +3\r\n\r\nx=1"},
      {"a negative length", post + "Content-Length: -1\r\n\r\n"},
      {"a length past all numbers", post + "Content-Length: 99999999999999999999\r\n\r\n"},
      {"chunks twice", post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"another coding", post + "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"},
      {"a coding almost right", post + "Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n"},
      {"chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"},
      {"a space before the colon", post + "Content-Length : 3\r\n\r\nx=1"},
      {"a bad chunk size", post + "Transfer-Encoding: chunked\r\n\r\nz\r\n\r\n"},
      {"a chunk longer than it says", post + "Transfer-Encoding: chunked\r\n\r\n2\r\nabc\r\n0\r\n\r\n"},
      {"no host", get + "\r\n"},
      {"two hosts", get + "Host: a\r\nHost: b\r\n\r\n"},
      {"a bare line feed", "GET / HTTP/1.1\nHost: a\n\n\r\n\r\n"},
      {"NUL in a header", get + "Host: a\r\nX: a" + std::string(1, '\0') + "b\r\n\r\n"},
      {"no version", "GET /\r\n\r\n"},
      {"another version", "GET / HTTP/3.0\r\nHost: a\r\n\r\n"},
      {"no request at all", "\x16\x03\x01\x02\x01\x01\xFC\x03\x03 is TLS\r\n\r\n"},
      {"an asterisk", "GET * HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a bad escape in the path", "GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"bad UTF-8 in the path", "GET /%C5 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"NUL in the path", "GET /a%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a line end in the path", "GET /a%0D%0Ab HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"bad UTF-8 in the query", "GET /?a=%FF HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"NUL in the query", "GET /?a=%00 HTTP/1.1\r\nHost: a\r\n\r\n"},
      {"a malformed form",
       post + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 5\r\n\r\na=%FF"},
      {"a malformed multipart form",
       post + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 3\r\n\r\na=1"},
  };
  for (const auto& row : rows) {
    TestClient client{server.port()};
    const Answer answer = client.ask(row.bytes);
    EXPECT_EQ(answer.status, 400) << row.what;
    EXPECT_EQ(answer.header("Connection"), "close") << row.what;
    EXPECT_EQ(answer.header("Content-Type"), "text/plain; charset=utf-8") << row.what;
    EXPECT_THAT(answer.body, HasSubstr("Request number: ")) << row.what;
    EXPECT_TRUE(client.closed_by_server()) << row.what;
  }
}

TEST(AServer, LeavesOutAQueryThatCannotBeReadWhereOthersWriteIt) {
  ServerSettings settings = any_port();
  settings.any_query = [](std::string_view path) { return path == "/others"; };
  Server server{settings, fixed, echo};
  server.start();
  for (const std::string_view query : {"a=%FF", "a=%00", "a=%zz", "a=b#c"}) {
    const std::string rest = "?" + std::string{query} + " HTTP/1.1\r\nHost: a\r\n\r\n";
    TestClient client{server.port()}, other{server.port()};
    EXPECT_EQ(200, client.ask("GET /others" + rest).status) << query;
    EXPECT_EQ(400, other.ask("GET /ours" + rest).status) << query;
  }
  TestClient client{server.port()};
  EXPECT_EQ("GET /others ?a=b", client.get("/others?a=b").body);
}

TEST_F(ARunningServer, TellsAClientWhoseRequestWasCutOff) {
  for (const std::string_view bytes :
       {"GET / HTTP/1.1\r\nHost", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nx=1"}) {
    TestClient client{server.port()};
    client.send(bytes);
    client.end_sending();
    EXPECT_EQ(client.receive().status, 400);
  }
}

TEST_F(ARunningServer, HearsNothingFromAClientThatSaysNothing) {
  TestClient client{server.port()};
  client.end_sending();
  EXPECT_TRUE(client.closed_by_server());
}

TEST(AServersHandler, ThatThrowsIsAnsweredForAndTheServerGoesOn) {
  Server server{any_port(), {}, [](const Request& request) -> Response {
                  if (request.path == "/fault") throw std::runtime_error("secret");
                  return echo(request);
                }};
  server.start();
  TestClient client{server.port()};
  const Answer fault = client.get("/fault");
  EXPECT_EQ(fault.status, 500);
  EXPECT_THAT(fault.body, Not(HasSubstr("secret")));
  EXPECT_EQ(client.get("/a").body, "GET /a");
}

TEST(AServersHandler, CannotSendAHeaderThatWouldBecomeTwo) {
  Server server{
      any_port(), {}, [](const Request&) { return Response{}.header("Location", "/\r\nSet-Cookie: a=b"); }};
  server.start();
  const Answer answer = TestClient{server.port()}.get("/");
  EXPECT_EQ(answer.status, 500);
  EXPECT_THAT(answer.head, Not(HasSubstr("Set-Cookie")));
}

TEST(AServersHandler, MayAnswerWithoutABody) {
  Server server{any_port(), {}, [](const Request&) {
                  Response unchanged;
                  unchanged.status = 304;
                  unchanged.body = "not sent";
                  return unchanged;
                }};
  server.start();
  TestClient client{server.port()};
  EXPECT_EQ(client.get("/").status, 304);
  EXPECT_EQ(client.get("/").status, 304);
}

TEST(AServersOwnAnswers, CanBePagesOfTheCaller) {
  ServerSettings settings = any_port();
  settings.edge_error = [](int status, const std::string& number) {
    Response page;
    page.body = "page " + std::to_string(status) + " " + number;
    return page;
  };
  Server server{settings, fixed, echo};
  server.start();
  const Answer refused = TestClient{server.port()}.ask("PUT / HTTP/1.1\r\nHost: a\r\n\r\n");
  EXPECT_EQ(refused.status, 405);
  EXPECT_EQ(refused.header("Allow"), "GET, HEAD, POST");
  EXPECT_THAT(refused.body, MatchesRegex("page 405 [0-9A-HJKMNP-TV-Z]+"));
}

TEST(AServerBehindAProxy, BelievesItsWordOnAddressAndSchemeOnlyWhenItIsTrusted) {
  const auto who = [](const Request& request) {
    Response response;
    response.body = request.client + (request.tls ? " tls" : " plain");
    return response;
  };
  const std::string request =
      "GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 1.2.3.4\r\nX-Forwarded-Proto: http\r\n"
      "X-Forwarded-For: 198.51.100.1, 127.0.0.7\r\nX-Forwarded-Proto: https\r\n\r\n";
  Server open{any_port(), {}, who};
  open.start();
  EXPECT_EQ(TestClient{open.port()}.ask(request).body, "127.0.0.1 plain");
  ServerSettings settings = any_port();
  settings.trusted_proxies = {"127.0.0.0/8"};
  Server behind{settings, {}, who};
  behind.start();
  EXPECT_EQ(TestClient{behind.port()}.ask(request).body, "198.51.100.1 tls");
  EXPECT_EQ(TestClient{behind.port()}.get("/").body, "127.0.0.1 plain");
}

TEST(AServerWithTwoEdges, ServesOnBothAndStopsBoth) {
  ServerSettings settings = any_port();
  settings.edge_threads = 2;
  settings.address = "::";  // both families
  settings.connections_per_address = 8;
  Server server{settings, fixed, echo};
  server.start();
  {
    std::vector<std::thread> visitors;
    for (int i = 0; i < 8; ++i)
      visitors.emplace_back([&server] {
        TestClient client{server.port()};
        for (int visit = 0; visit < 50; ++visit) {
          EXPECT_EQ(client.get("/fixed").body, "rendered once");
          EXPECT_EQ(client.get("/other").body, "GET /other");
        }
      });
    for (std::thread& visitor : visitors) visitor.join();
  }
  EXPECT_EQ(server.counts().requests, 800u);
  TestClient idle{server.port()}, other{server.port()};
  EXPECT_EQ(idle.get("/fixed").status, 200);
  server.stop();
  EXPECT_TRUE(idle.closed_by_server());
  EXPECT_TRUE(other.closed_by_server());
}

TEST(AServer, DoesNotStartOnSettingsThatCannotBeMeant) {
  ServerSettings settings = any_port();
  settings.workers = 0;
  EXPECT_THROW(Server(settings, {}, echo), std::invalid_argument);
  settings = any_port();
  settings.trusted_proxies = {"the proxy"};
  EXPECT_THROW(Server(settings, {}, echo), std::invalid_argument);
  Server first{any_port(), {}, echo};
  first.start();
  settings = any_port();
  settings.port = first.port();
  Server second{settings, {}, echo};
  EXPECT_THROW(second.start(), std::exception);
}

}  // namespace
}  // namespace regard::http
