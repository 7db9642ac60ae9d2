// Syslog over TLS, sent by OpenSSL's own client.
#include "webfilter/engine/syslog/tls.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <thread>

#include "webfilter/engine/syslog/testing.h"

namespace regard::webfilter {
namespace {

using testing::heard;
using testing::Sender;

class AListenerWithTls : public ::testing::Test {
 protected:
  AListenerWithTls() {
    std::string name = std::filesystem::temp_directory_path() / "regard-syslog-XXXXXX";
    if (!mkdtemp(name.data())) throw std::runtime_error("no folder for certificates");
    folder = name;
    const std::string made = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 1 ";
    run(made + "-keyout authority.key -out authority.pem -subj /CN=authority");
    for (const std::string who : {"listener", "sender"})
      run(made + "-CA authority.pem -CAkey authority.key -keyout " + who + ".key -out " + who + ".pem -subj /CN=" + who + " -addext basicConstraints=critical,CA:FALSE");
    run(made + "-keyout stranger.key -out stranger.pem -subj /CN=stranger");
    settings = testing::hearing(Transport::tls);
    settings.tls = SyslogTls{folder / "listener.pem", folder / "listener.key", {}};
  }
  ~AListenerWithTls() override { std::filesystem::remove_all(folder); }

  void run(const std::string& command) const {
    if (std::system(("cd " + folder.string() + " && " + command + " 2>/dev/null").c_str()) != 0) throw std::runtime_error(command);
  }
  // Sends and ends in order; whether it could.
  bool send(std::uint16_t port, const std::string& text, const std::string& options = {}) const {
    const auto command = "cd " + folder.string() + " && printf '" + text + "' | openssl s_client -quiet -no_ign_eof -verify_return_error -CAfile authority.pem " +
                         options + " -connect 127.0.0.1:" + std::to_string(port) + " >/dev/null 2>&1";
    return std::system(command.c_str()) == 0;
  }

  std::filesystem::path folder;
  SyslogSettings settings;
};

TEST_F(AListenerWithTls, HearsInVersions1_2And1_3) {
  SyslogListener listener{settings};
  for (const char* version : {"-tls1_2", "-tls1_3"}) {
    EXPECT_TRUE(send(listener.port(), "5 <34>a6 <34>bc", version));
    EXPECT_EQ(heard(listener, 2), "<34>a\n<34>bc\n");
  }
}

TEST_F(AListenerWithTls, HearsOnlySendersOfItsAuthorityWhenItHasOne) {
  settings.tls->client_authority = folder / "authority.pem";
  SyslogListener listener{settings};
  send(listener.port(), "<34>from nobody\\n", "-tls1_2");
  send(listener.port(), "<34>from a stranger\\n", "-tls1_2 -cert stranger.pem -key stranger.key");
  while (listener.figures().turned_away < 2) std::this_thread::yield();
  EXPECT_TRUE(send(listener.port(), "<34>a\\n", "-cert sender.pem -key sender.key"));
  EXPECT_EQ(heard(listener, 1), "<34>a\n");
}

TEST_F(AListenerWithTls, TurnsAwayWhoDoesNotSpeakIt) {
  SyslogListener listener{settings};
  const Sender sender{SOCK_STREAM, listener.port()};
  sender.send("<34>a message in clear\n");
  while (!sender.is_cut_off()) {
  }
  EXPECT_EQ(listener.figures().messages, 0u);
  EXPECT_EQ(listener.figures().turned_away, 1u);
}

TEST_F(AListenerWithTls, CutsOffAHandshakeThatDoesNotCome) {
  settings.message_deadline = std::chrono::milliseconds{40};
  SyslogListener listener{settings};
  EXPECT_TRUE(Sender(SOCK_STREAM, listener.port()).is_cut_off());
  EXPECT_EQ(listener.figures().timed_out, 1u);
}

TEST_F(AListenerWithTls, DoesNotStartWhenItsFilesDoNotFit) {
  const auto refused = [&](const SyslogTls& tls) {
    settings.tls = tls;
    EXPECT_THROW(SyslogListener{settings}, std::exception);
  };
  refused({folder / "listener.pem", folder / "sender.key", {}});
  refused({folder / "nowhere.pem", folder / "listener.key", {}});
  refused({folder / "listener.pem", folder / "listener.key", folder / "nowhere.pem"});
  settings.tls.reset();
  EXPECT_THROW(SyslogListener{settings}, std::exception);
}

}  // namespace
}  // namespace regard::webfilter
