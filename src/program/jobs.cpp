#include "program/jobs.h"

#include <syslog.h>

#include <boost/json.hpp>
#include <fstream>

#include "concerns/concerns.h"
#include "keeping/keeping.h"
#include "platform/forms/drafts.h"
#include "platform/log/log.h"
#include "platform/outbox/mail.h"
#include "platform/retention/retention.h"
#include "platform/scanning/clamd.h"
#include "webfilter/webfilter.h"

namespace regard::program {
namespace {

outbox::MailSettings mail_settings(const config::Mail& mail) {
  return {.server = mail.server,
          .from = mail.from,
          .from_name = mail.from_name,
          .user = mail.user,
          .password = mail.password,
          .tls = mail.tls == config::Mail::Tls::required ? outbox::MailSettings::Tls::required : outbox::MailSettings::Tls::opportunistic,
          .ca_file = mail.ca_file ? std::optional{mail.ca_file->string()} : std::nullopt};
}

constexpr std::string_view kCheckpoint = "program.checkpoint";

// For the operator's machine as much as for a person: no words to translate, and the text as `audit verify` reads it.
std::optional<outbox::Message> checkpoint_letter(const outbox::Job& job) {
  const auto payload = boost::json::parse(job.payload).as_object();
  if (payload.at("about").as_string() != kCheckpoint) return {};
  return outbox::Message{.id = job.id,
                         .to = std::string{payload.at("to").as_string()},
                         .subject = "Regard audit checkpoint",
                         .text = std::string{payload.at("checkpoint").as_string()}};
}

webfilter::Mailboxes mailboxes(const Provider& provider) { return {provider.config().web_filter.mail_domain}; }

std::optional<outbox::Message> letter(Provider& provider, const outbox::Job& job, Instant now) {
  const auto& language = provider.languages().front();
  if (auto message = checkpoint_letter(job)) return message;
  if (auto message = people::letter(provider.services(), language, job, now)) return message;
  if (auto message = webfilter::letter(provider.services(), mailboxes(provider), provider.languages(), job)) return message;
  return concerns::letter(provider.services(), language, job);
}

void add_mail(Provider& provider) {
  const auto& settings = provider.config().mail;
  if (settings.server.empty()) return;  // it waits in the outbox until there is a server
  auto mailer = std::make_shared<outbox::Mailer>(mail_settings(settings));
  provider.outbox().does("mail", {.batch = 1, .threads = 1}, [&provider, mailer](std::span<const outbox::Job> jobs) {
    const Instant now = provider.services().clock.now();
    for (const auto& job : jobs)
      if (const auto message = letter(provider, job, now)) mailer->send(*message, now);
  });
}

// Without a scanner they wait in the outbox until there is one: also those that were opened unscanned meanwhile.
void add_scanning(Provider& provider) {
  using std::chrono_literals::operator""min;
  const auto& clamd = provider.config().scanner.clamd;
  if (clamd.empty()) {
    const bool off = provider.config().scanner.off;
    log::write(log::Level::warning, "scanner.none", {{"files", off ? log::Safe{"opened unscanned"} : log::Safe{"kept, and not opened"}}});
    return;
  }
  const outbox::Rules rules{.batch = 1, .threads = 1, .lease = 30min, .give_up = std::chrono::days{365}};
  provider.outbox().does(std::string{concerns::kScanning}, rules, [&provider, clamd](std::span<const outbox::Job> jobs) {
    concerns::scan(provider.services(), scanning::Clamd{clamd}, jobs);
  });
}

void append(const std::filesystem::path& file, const std::string& checkpoint) {
  std::ofstream out{file, std::ios::app};
  out << checkpoint << "\n" << std::flush;
  if (!out) log::write(log::Level::error, "audit.checkpoint_not_exported", {{"to", "file"}});
}

// Data end by the clock; what a record leaves behind elsewhere goes by the outbox.
void add_retention(Provider& provider) {
  const auto& services = provider.services();
  auto& worker = provider.outbox();
  worker.does(std::string{retention::kKeysJob}, {.batch = 50}, [&services](std::span<const outbox::Job> jobs) { retention::end_keys(services, jobs); });
  worker.does(std::string{retention::kWordsJob}, {.batch = 500}, [&services](std::span<const outbox::Job> jobs) { retention::end_words(services, jobs); });
  worker.every(std::chrono::hours{1}, "retention", [&services](Instant now) { retention::by_the_clock(services, keeping::parts(), now); });
  worker.every(std::chrono::hours{24}, "ends of a restored store", [&services](Instant now) { retention::reapply(services, keeping::parts(), now); });
}

}  // namespace

void export_checkpoint(Provider& provider, Instant now) {
  const auto& wanted = provider.config().checkpoints;
  const std::string checkpoint = provider.services().audit.checkpoint(now);
  if (wanted.file) append(*wanted.file, checkpoint);
  if (wanted.syslog) syslog(LOG_NOTICE | LOG_AUTHPRIV, "%s", checkpoint.c_str());
  provider.database().write([&](db::Tx& tx) {
    for (const auto& address : wanted.mail_to)
      outbox::enqueue(tx, "mail", boost::json::serialize(boost::json::object{{"about", kCheckpoint}, {"to", address}, {"checkpoint", checkpoint}}), now);
  });
}

void add_jobs(Provider& provider) {
  const auto& services = provider.services();
  auto& worker = provider.outbox();
  add_mail(provider);
  add_scanning(provider);
  worker.does("index", {.batch = 500, .threads = 1}, [&services](std::span<const outbox::Job> jobs) { concerns::index(services, jobs); });
  concerns::fill_index_later(services, services.clock.now());
  add_retention(provider);
  worker.every(std::chrono::minutes{10}, "forget old drafts", [&provider](Instant now) {
    provider.database().write([&](db::Tx& tx) { forms::forget_old_drafts(tx, now); });
  });
  worker.every(std::chrono::hours{24}, "recognise records from before", [&services](Instant now) { concerns::begin_matching(services, now); });
  worker.every(std::chrono::minutes{10}, "keep away who came later", [&services](Instant now) { concerns::keep_away_who_came_later(services, now); });
  worker.every(std::chrono::minutes{5}, "weigh attempts", [&provider](Instant now) { webfilter::weigh(provider.services(), mailboxes(provider), now); });
  worker.every(std::chrono::hours{1}, "web filter", [&services](Instant now) { webfilter::by_the_clock(services, now); });
  worker.every(std::chrono::minutes{20}, "weekly report", [&services](Instant now) { webfilter::announce_weekly(services, now); });
  worker.every(std::chrono::hours{1}, "forget old sessions", [&provider](Instant now) { people::purge(provider.database(), now); });
  worker.every(provider.config().checkpoints.every, "checkpoint", [&provider](Instant now) { export_checkpoint(provider, now); });
}

}  // namespace regard::program
