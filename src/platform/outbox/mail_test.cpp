// Against a real SMTP server: tests/smtp_server.mjs.
#include "platform/outbox/mail.h"

#include <gmock/gmock.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <sstream>

#include "platform/db/testing.h"
#include "platform/log/log.h"
#include "platform/outbox/outbox.h"
#include "platform/outbox/smtp_server_for_tests.h"

namespace regard::outbox {
namespace {

using namespace std::chrono_literals;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::Not;

const Instant kNoon = Instant{std::chrono::sys_days{std::chrono::year{2025} / 11 / 21}} + 12h;

std::string failure_of(const MailSettings& settings, const Message& message) {
  try {
    send(settings, message, kNoon);
  } catch (const Failure& failure) {
    return failure.what();
  }
  return "sent";
}

struct Mail : testing::Test {
  Certificate certificate;
  const Message message{.id = "0197-abc", .to = "lead@example.ac.uk", .subject = "Something needs you", .text = "Look.\n"};

  MailSettings settings_for(const SmtpServer& server) const {
    return {.server = server.url(), .from = "regard@example.ac.uk", .from_name = "Safeguarding", .ca_file = certificate.file()};
  }
};

TEST_F(Mail, GoesOverStarttlsWithThePassword) {
  SmtpServer server{{.certificate = &certificate, .user = "regard", .password = "tea & biscuits"}};
  MailSettings settings = settings_for(server);
  settings.user = "regard";
  settings.password = "tea & biscuits";
  send(settings, message, kNoon);
  const auto taken = server.next();
  EXPECT_TRUE(taken.tls);
  EXPECT_EQ(taken.user, "regard");
  EXPECT_EQ(taken.from, "regard@example.ac.uk");
  EXPECT_EQ(taken.to, "lead@example.ac.uk");
}

TEST_F(Mail, GoesWithAuthLoginWhereTheServerHasOnlyThat) {
  SmtpServer server{{.certificate = &certificate, .user = "regard", .password = "tea", .methods = {"LOGIN"}}};
  MailSettings settings = settings_for(server);
  settings.user = "regard";
  settings.password = "tea";
  send(settings, message, kNoon);
  EXPECT_EQ(server.next().user, "regard");
}

TEST_F(Mail, IsAPlainUtf8MessageThatSaysItIsAutomatic) {
  SmtpServer server{{.certificate = &certificate}};
  MailSettings settings = settings_for(server);
  settings.from_name = "Safeguarding, \"Example\"";
  Message written = message;
  written.subject = "Mae rhywbeth angen eich sylw — tŷ";
  written.text = "First line.\n\nDiolch, tŷ.\n.\nAfter a lone full stop.\n";
  send(settings, written, kNoon);
  const std::string raw = server.next().raw;
  EXPECT_THAT(raw, AllOf(HasSubstr("Date: Fri, 21 Nov 2025 12:00:00 +0000\r\n"),
                         HasSubstr("From: \"Safeguarding, \\\"Example\\\"\" <regard@example.ac.uk>\r\n"),
                         HasSubstr("To: lead@example.ac.uk\r\n"), HasSubstr("Subject: =?UTF-8?B?"),
                         HasSubstr("Message-ID: <0197-abc@example.ac.uk>\r\n"),
                         HasSubstr("Auto-Submitted: auto-generated\r\n"), HasSubstr("Mime-Version: 1.0\r\n")));
  EXPECT_THAT(raw, AllOf(HasSubstr("Content-Type: text/plain; charset=utf-8\r\n"),
                         HasSubstr("Content-Transfer-Encoding: quoted-printable\r\n")));
  EXPECT_THAT(raw, HasSubstr("\r\n\r\nFirst line.\r\n\r\nDiolch, t=C5=B7.\r\n"));
  EXPECT_THAT(raw, HasSubstr("After a lone full stop.\r\n"));
}

TEST_F(Mail, SeveralMessagesGoOverOneConnection) {
  SmtpServer server{{.certificate = &certificate}};
  Mailer mailer{settings_for(server)};
  for (const char* id : {"first", "second"}) {
    Message written = message;
    written.id = id;
    mailer.send(written, kNoon);
    EXPECT_THAT(server.next().raw, HasSubstr("Message-ID: <" + std::string{id}));
  }
}

TEST_F(Mail, IsNotSentWithoutTlsWhereTlsIsRequired) {
  SmtpServer server{{}};
  MailSettings settings = settings_for(server);
  EXPECT_NE(failure_of(settings, message), "sent");
  settings.tls = MailSettings::Tls::opportunistic;
  EXPECT_EQ(failure_of(settings, message), "sent");
  EXPECT_FALSE(server.next().tls);
}

TEST_F(Mail, IsNotSentToAServerWhoseCertificateNobodyKnows) {
  SmtpServer server{{.certificate = &certificate}};
  MailSettings settings = settings_for(server);
  settings.ca_file.reset();
  EXPECT_THAT(failure_of(settings, message), HasSubstr("certificate"));
}

TEST_F(Mail, NeverTakesAPasswordOverAnOpenLine) {
  EXPECT_THROW(Mailer({.server = "smtp://127.0.0.1:25", .from = "a@b.uk", .from_name = {}, .user = "regard", .password = "tea",
                       .tls = MailSettings::Tls::opportunistic}),
               std::invalid_argument);
}

TEST_F(Mail, FailuresSayTheServersCodeAndNothingAboutAnyone) {
  SmtpServer refusing{{.certificate = &certificate, .refuse = "lead@example.ac.uk"}};
  EXPECT_EQ(failure_of(settings_for(refusing), message), "smtp 550");
  SmtpServer locked{{.certificate = &certificate, .user = "regard", .password = "tea"}};
  MailSettings settings = settings_for(locked);
  settings.user = "regard";
  settings.password = "coffee";
  EXPECT_EQ(failure_of(settings, message), "smtp 535");
  settings.server = "smtp://127.0.0.1:1";
  EXPECT_THAT(failure_of(settings, message), AllOf(HasSubstr("connect"), Not(HasSubstr("lead")), Not(HasSubstr("127"))));
}

TEST_F(Mail, AFailureDoesNotSpoilTheNextMessage) {
  SmtpServer server{{.certificate = &certificate, .refuse = "gone@example.ac.uk"}};
  Mailer mailer{settings_for(server)};
  Message gone = message;
  gone.to = "gone@example.ac.uk";
  EXPECT_THROW(mailer.send(gone, kNoon), Failure);
  mailer.send(message, kNoon);
  EXPECT_EQ(server.next().to, "lead@example.ac.uk");
}

TEST_F(Mail, AServerThatSaysNothingIsGivenUpAtTheDeadline) {
  const int silent = ::socket(AF_INET, SOCK_STREAM, 0);
  ASSERT_EQ(::listen(silent, 4), 0);
  MailSettings settings{.server = "smtp://127.0.0.1:" + std::to_string(port_of(silent)), .from = "a@example.ac.uk"};
  settings.deadline = 200ms;
  EXPECT_THAT(failure_of(settings, message), HasSubstr("Timeout"));
  ::close(silent);
}

TEST_F(Mail, WhatCouldInjectAHeaderOrACommandIsRefused) {
  const MailSettings settings{.server = "smtp://127.0.0.1:1", .from = "regard@example.ac.uk"};
  const auto with = [&](auto change) {
    Message written = message;
    change(written);
    return failure_of(settings, written);
  };
  for (const std::string to : {"lead@example.ac.uk\r\nBcc: all@example.ac.uk", "lead@example.ac.uk>", "a b@example.ac.uk",
                               "no-at", "a@b@c", "@example.ac.uk", "lead@", "tŷ@example.ac.uk", "", "a,b@example.ac.uk"})
    EXPECT_EQ(with([&](Message& m) { m.to = to; }), "mail address") << to;
  EXPECT_EQ(with([](Message& m) { m.subject = "Hello\r\nBcc: all@example.ac.uk"; }), "mail header");
  EXPECT_EQ(with([](Message& m) { m.id = "a\nb"; }), "mail header");
  EXPECT_EQ(with([](Message& m) { m.text = "\xff"; }), "mail text");
}

TEST_F(Mail, ALongSubjectIsCutIntoEncodedWordsBetweenCharacters) {
  SmtpServer server{{.certificate = &certificate}};
  Message written = message;
  written.subject.clear();
  for (int i = 0; i < 60; ++i) written.subject += "ŷ—";
  send(settings_for(server), written, kNoon);
  const std::string raw = server.next().raw;
  std::size_t words = 0;
  for (auto at = raw.find("=?UTF-8?B?"); at != std::string::npos; at = raw.find("=?UTF-8?B?", at + 1)) {
    const std::size_t end = raw.find("?=", at);
    EXPECT_LE(end + 2 - at, 75u);
    EXPECT_EQ((end - at - 10) % 4, 0u);
    ++words;
  }
  EXPECT_GE(words, 7u);
}

// The outbox with real mail, the server away and the process killed at the worst places.
class MailFromTheOutbox : public db::testing::DatabaseTest {
 protected:
  Certificate certificate;
  SetClock clock{kNoon};
  std::ostringstream log_lines;

  void SetUp() override {
    DatabaseTest::SetUp();
    log::to_stream(log_lines, log::Level::info);
  }
  void TearDown() override {
    log::to_standard_error(log::Level::info);
    DatabaseTest::TearDown();
  }

  MailSettings settings_for(const std::string& server) const {
    return {.server = server, .from = "regard@example.ac.uk", .from_name = {}, .ca_file = certificate.file()};
  }
  void queue() {
    db().write([&](db::Tx& tx) { enqueue(tx, "mail", R"({"to":"lead"})", clock.now()); });
  }
  std::size_t send_due(const std::string& server) {
    Mailer mailer{settings_for(server)};
    Worker worker{db(), clock};
    worker.does("mail", {}, [&](std::span<const Job> jobs) {
      for (const Job& job : jobs)
        mailer.send({.id = job.id, .to = "lead@example.ac.uk", .subject = "Something needs you", .text = "Look.\n"}, clock.now());
    });
    return worker.run_due();
  }
  // Another process sends what is due, and is killed at the failpoint.
  void be_killed_sending(const std::string& server, const std::string& failpoint) {
    const pid_t child = ::fork();
    if (child == 0) {
      ::setenv("REGARD_FAILPOINTS", (failpoint + "=kill").c_str(), 1);
      ::execl(REGARD_MAIL_SENDER, REGARD_MAIL_SENDER, fresh().settings().url.c_str(), server.c_str(),
              certificate.file().c_str(), nullptr);
      ::_exit(127);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    ASSERT_TRUE(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL) << "at " << failpoint << ", status " << status;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, MailFromTheOutbox, db::testing::engines(), db::testing::engine_name);

TEST_P(MailFromTheOutbox, WaitsWhileTheServerIsDownAndIsSentOnceWhenItIsUp) {
  SmtpServer server{{.certificate = &certificate}};
  const std::string url = server.url();
  server.stop();
  queue();
  for (int minute = 0; minute < 30; ++minute) {
    EXPECT_EQ(send_due(url), 0u);
    clock.advance(1min);
  }
  server.start_again();
  clock.advance(1h);
  EXPECT_EQ(send_due(url), 1u);
  clock.advance(24h);
  EXPECT_EQ(send_due(url), 0u);
  EXPECT_THAT(server.next().raw, HasSubstr("Message-ID: <"));
  EXPECT_EQ(server.stop(), 0u) << "each message once";
}

TEST_P(MailFromTheOutbox, IsSentOnceWhenTheProcessWasKilledBeforeSending) {
  SmtpServer server{{.certificate = &certificate}};
  queue();
  be_killed_sending(server.url(), "outbox.before_send");
  clock.advance(10min);
  EXPECT_EQ(send_due(server.url()), 1u);
  server.next();
  EXPECT_EQ(server.stop(), 0u);
}

// The one gap that SMTP leaves: accepted, and the machine stops before the row says so. The repeat has the same
// Message-ID, by which mail systems know it.
TEST_P(MailFromTheOutbox, IsRepeatedUnderTheSameMessageIdWhenTheProcessWasKilledJustAfterSending) {
  SmtpServer server{{.certificate = &certificate}};
  queue();
  be_killed_sending(server.url(), "outbox.after_send");
  const auto id_of = [](const std::string& raw) { return raw.substr(raw.find("Message-ID:"), 70); };
  const std::string first = id_of(server.next().raw);
  clock.advance(10min);
  EXPECT_EQ(send_due(server.url()), 1u);
  EXPECT_EQ(id_of(server.next().raw), first);
}

}  // namespace
}  // namespace regard::outbox
