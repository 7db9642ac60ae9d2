#include "program/operate.h"

#include <iostream>

#include "platform/base/calendar.h"

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

}  // namespace regard::program
