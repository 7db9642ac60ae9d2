#include "webfilter/engine/syslog/listener.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <thread>

#include "webfilter/engine/syslog/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using testing::heard;
using testing::hearing;
using testing::Sender;

TEST(AListener, HearsEachMessageAsALine) {
  SyslogListener listener{hearing(Transport::tcp)};
  const Sender sender{SOCK_STREAM, listener.port()};
  sender.send("<34>a\n5 <34>b1790770506.123 plain\nlast");
  sender.end();
  EXPECT_EQ(heard(listener, 4), "<34>a\n<34>b\n1790770506.123 plain\nlast\n");
  EXPECT_EQ(listener.figures().messages, 4u);
}

TEST(AListener, HearsSeveralAddresses) {
  auto settings = hearing(Transport::tcp);
  settings.listen.push_back({Transport::udp, "127.0.0.1", 0});
  SyslogListener listener{settings};
  Sender{SOCK_STREAM, listener.port(0)}.send("a\n");
  EXPECT_EQ(heard(listener, 1), "a\n");
  Sender{SOCK_DGRAM, listener.port(1)}.send("b\nc");
  EXPECT_EQ(heard(listener, 2), "b\nc\n");
}

// What is installed on every Debian.
TEST(AListener, UnderstandsLogger) {
  const struct {
    Transport transport;
    const char* options;
    const char* heading;
  } rows[] = {
      {Transport::udp, "--udp --rfc3164", "<13>"},
      {Transport::udp, "--udp --rfc5424", "<13>1 "},
      {Transport::tcp, "--tcp --rfc3164", "<13>"},
      {Transport::tcp, "--tcp --rfc5424", "<13>1 "},
      {Transport::tcp, "--tcp --rfc5424 --octet-count", "<13>1 "},
      {Transport::tcp, "--tcp --rfc3164 --octet-count", "<13>"},
  };
  for (const auto& row : rows) {
    SyslogListener listener{hearing(row.transport)};
    const auto command = std::string{"printf 'first\\nsecond\\n' | logger --server 127.0.0.1 --port "} + std::to_string(listener.port()) + " " + row.options;
    ASSERT_EQ(std::system(command.c_str()), 0) << command;
    const auto lines = heard(listener, 2);
    EXPECT_THAT(lines, StartsWith(row.heading)) << row.options;
    EXPECT_THAT(lines, HasSubstr(" first\n<13>")) << row.options;
    EXPECT_THAT(lines, EndsWith(" second\n")) << row.options;
  }
}

TEST(AListener, GivesTheSameAgainUntilItIsCommitted) {
  SyslogListener listener{hearing(Transport::tcp)};
  const Sender sender{SOCK_STREAM, listener.port()};
  sender.send("a\n");
  EXPECT_EQ(listener.next({}, seconds{30})->lines, "a\n");
  sender.send("b\n");
  EXPECT_EQ(listener.next({}, seconds{30})->lines, "a\n");
  listener.committed();
  EXPECT_EQ(heard(listener, 1), "b\n");
}

TEST(AListener, LetsWhoSendsByTcpWaitAndLosesNothing) {
  auto settings = hearing(Transport::tcp);
  settings.queue_bytes = 10'000;
  settings.connection_buffer = 4096;
  SyslogListener listener{settings};
  std::string all;
  for (int i = 0; i < 100'000; ++i) all += "line " + std::to_string(i) + "\n";
  std::jthread sending{[&] {
    const Sender sender{SOCK_STREAM, listener.port()};
    sender.send(all);
  }};
  EXPECT_TRUE(heard(listener, 100'000) == all);
  EXPECT_EQ(listener.figures().lost, 0u);
}

TEST(AListener, SaysHowManyDatagramsFoundNoRoom) {
  auto settings = hearing(Transport::udp);
  settings.queue_bytes = 10'000;
  settings.datagram_buffer = 10'000;
  SyslogListener listener{settings};
  const Sender sender{SOCK_DGRAM, listener.port()};
  constexpr std::uint64_t sent = 20'000;
  for (std::uint64_t i = 0; i < sent; ++i) sender.send("line " + std::to_string(i) + "\n");
  std::uint64_t lost = 0, came = 0;
  while (came + listener.figures().lost < sent) {
    const auto batch = listener.next({}, seconds{30});
    ASSERT_TRUE(batch);
    lost += batch->lost;
    came += static_cast<std::uint64_t>(std::count(batch->lines.begin(), batch->lines.end(), '\n'));
    listener.committed();
  }
  EXPECT_EQ(came + listener.figures().lost, sent);
  EXPECT_GT(lost, 0u);
  EXPECT_LE(lost, listener.figures().lost);
}

TEST(AListener, HearsOnlyThoseWhoMaySend) {
  auto settings = hearing(Transport::tcp);
  settings.listen.push_back({Transport::udp, "127.0.0.1", 0});
  settings.senders = {"192.0.2.0/24"};
  SyslogListener listener{settings};
  EXPECT_TRUE(Sender(SOCK_STREAM, listener.port(0)).is_cut_off());
  Sender{SOCK_DGRAM, listener.port(1)}.send("a\n");
  while (listener.figures().not_allowed < 2) std::this_thread::yield();
  EXPECT_EQ(listener.figures().messages, 0u);
}

TEST(AListener, TurnsAwayMoreConnectionsThanItMayHave) {
  auto settings = hearing(Transport::tcp);
  settings.connections = 1;
  SyslogListener listener{settings};
  const Sender sender{SOCK_STREAM, listener.port()};
  sender.send("a\n");
  EXPECT_EQ(heard(listener, 1), "a\n");
  EXPECT_TRUE(Sender(SOCK_STREAM, listener.port()).is_cut_off());
  EXPECT_EQ(listener.figures().turned_away, 1u);
  sender.send("b\n");
  EXPECT_EQ(heard(listener, 1), "b\n");
}

TEST(AListener, CutsOffWhoDripsAMessage) {
  auto settings = hearing(Transport::tcp);
  settings.message_deadline = milliseconds{60};
  SyslogListener listener{settings};
  const Sender sender{SOCK_STREAM, listener.port()};
  sender.send("whole\n");
  EXPECT_EQ(heard(listener, 1), "whole\n");
  while (sender.send("x")) std::this_thread::yield();  // never ends a line
  EXPECT_EQ(listener.figures().timed_out, 1u);
}

TEST(AListener, LetsWhoSendsWholeMessagesGoOn) {
  auto settings = hearing(Transport::tcp);
  settings.message_deadline = milliseconds{800};
  SyslogListener listener{settings};
  const Sender sender{SOCK_STREAM, listener.port()};
  const auto until = std::chrono::steady_clock::now() + milliseconds{1200};
  int sent = 0;
  for (; std::chrono::steady_clock::now() < until; ++sent) {
    ASSERT_TRUE(sender.send(sent == 0 ? "a" : "\na"));  // always within one, never the same
    if (sent % 100 == 99) heard(listener, 1);
  }
  EXPECT_EQ(listener.figures().timed_out, 0u);
}

TEST(AListener, CutsOffWhoIsSilentForTooLong) {
  auto settings = hearing(Transport::tcp);
  settings.idle_deadline = milliseconds{40};
  SyslogListener listener{settings};
  EXPECT_TRUE(Sender(SOCK_STREAM, listener.port()).is_cut_off());
  EXPECT_EQ(listener.figures().timed_out, 1u);
}

TEST(AListener, CountsAMessageThatBrokeOff) {
  SyslogListener listener{hearing(Transport::tcp)};
  Sender sender{SOCK_STREAM, listener.port()};
  sender.send("a\nhalf");
  EXPECT_EQ(heard(listener, 1), "a\n");
  sender.break_off();
  while (listener.figures().connections > 0) std::this_thread::yield();
  EXPECT_EQ(listener.figures().unfinished, 1u);
  EXPECT_EQ(listener.figures().messages, 1u);
}

TEST(AListener, GivesWhatCameBeforeAStop) {
  auto settings = hearing(Transport::tcp);
  settings.listen.push_back({Transport::udp, "127.0.0.1", 0});
  settings.queue_bytes = 1000;
  SyslogListener listener{settings};
  const Sender stream{SOCK_STREAM, listener.port(0)}, datagrams{SOCK_DGRAM, listener.port(1)};
  stream.send("first\n");
  heard(listener, 1);
  std::string all;
  for (int i = 0; i < 1000; ++i) all += "line " + std::to_string(i) + "\n";
  stream.send(all);
  for (int i = 0; i < 50; ++i) datagrams.send("datagram\n");
  listener.stop();
  std::string lines;
  while (!listener.is_finished()) {
    const auto batch = listener.next({}, seconds{30});
    if (!batch) continue;
    lines += batch->lines;
    listener.committed();
  }
  EXPECT_EQ(lines.size(), all.size() + 50 * std::string_view{"datagram\n"}.size());
  EXPECT_TRUE(stream.is_cut_off());
}

TEST(AListener, EndsAWaitAsSoonAsAStopIsAskedFor) {
  SyslogListener listener{hearing(Transport::udp)};
  std::stop_source stop;
  std::jthread asking{[&] { stop.request_stop(); }};
  EXPECT_FALSE(listener.next(stop.get_token(), std::chrono::hours{1}));
}

TEST(AListener, DoesNotStartOnAnAddressThatIsTaken) {
  SyslogListener listener{hearing(Transport::tcp)};
  auto settings = hearing(Transport::tcp);
  settings.listen.front().port = listener.port();
  EXPECT_THROW(SyslogListener{settings}, std::exception);
}

}  // namespace
}  // namespace regard::webfilter
