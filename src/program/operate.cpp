#include "program/operate.h"

#include <signal.h>
#include <sys/prctl.h>

#include <algorithm>
#include <iostream>
#include <stop_token>
#include <thread>

#include "platform/base/calendar.h"
#include "platform/log/log.h"
#include "program/serve.h"
#include "webfilter/webfilter.h"

namespace regard::program {

int appoint(Provider& provider, const people::Appointed& whom) {
  if (!people::is_name(whom.name)) throw std::runtime_error("--name: \"" + whom.name + "\" is not a name");
  if (!people::is_email(whom.email)) throw std::runtime_error("--email: \"" + whom.email + "\" is not an email address, like name@example.ac.uk");
  const auto made = people::appoint(provider.services(), whom, provider.services().clock.now());
  if (!made) throw std::runtime_error("cannot appoint " + whom.email + ": " + made.error().code);
  auto read = provider.database().read();
  std::cout << people::find(read, made->person).value().name << " is appointed: " << people::named(whom.role).label.english
            << ". The audit says so. They set a password within seven days at\n  " << made->link
            << "\nwhich is also on its way to them by mail. It works once: hand it to nobody else.\n";
  return 0;
}

int print_outbox(Provider& provider) {
  auto read = provider.database().read();
  const auto counts = outbox::counts(read);
  std::cout << counts.waiting << " waiting, " << counts.failed << " given up.\n";
  if (counts.oldest) std::cout << "The oldest that waits was queued on " << long_time(*counts.oldest) << ".\n";
  return 0;
}

int retry_outbox(Provider& provider) {
  const auto retried = provider.database().write([&](db::Tx& tx) { return outbox::retry_failed(tx, provider.services().clock.now()); });
  std::cout << "To be tried again: " << retried << ".\n";
  return 0;
}

int follow_logs(Provider& provider, const FollowAsked& asked) {
  const auto& config = provider.config();
  webfilter::Following following{.web_filter = config.web_filter, .readers = config.readers, .once = asked.once};
  // To somebody who waits for it; what follows for good has a log.
  if (asked.once) following.tell = [](const std::string& words) { std::cerr << words + "\n"; };
  for (const auto& name : asked.readers)
    if (std::ranges::find(config.readers, name, &config::Reader::name) == config.readers.end()) {
      std::cerr << "there is no [readers." << name << "] in the configuration\n";
      return 2;
    }
  if (!asked.readers.empty()) std::erase_if(following.readers, [&](const auto& reader) { return std::ranges::count(asked.readers, reader.name) == 0; });
  if (following.readers.empty()) {
    std::cerr << "the configuration names no reader: write a [readers.NAME] for each log\n";
    return 2;
  }
  const sigset_t signals = hold_stop_signals();
  signal(SIGPIPE, SIG_IGN);
  prctl(PR_SET_DUMPABLE, 0);
  std::stop_source stop;
  const std::jthread heard{[&](const std::stop_token& done) {
    const timespec soon{.tv_sec = 0, .tv_nsec = 200'000'000};
    while (!done.stop_requested())
      if (sigtimedwait(&signals, nullptr, &soon) > 0) stop.request_stop();
  }};
  log::write(log::Level::info, "web_reader.following", {{"readers", static_cast<std::int64_t>(following.readers.size())}});
  const int code = webfilter::follow(provider.services(), provider.files(), following, stop.get_token());
  log::flush();
  return code;
}

}  // namespace regard::program
