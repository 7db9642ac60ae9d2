// A process that sends what is due, for tests that kill it: DATABASE-URL SERVER CA-FILE
#include "platform/base/failpoint.h"
#include "platform/outbox/mail.h"
#include "platform/outbox/outbox.h"

int main(int, char** arguments) {
  using namespace regard;
  arm_failpoints_from_environment();
  db::Database database{{.url = arguments[1]}};
  const SetClock clock{Instant{std::chrono::sys_days{std::chrono::year{2025} / 11 / 21}} + std::chrono::hours{12}};
  outbox::Mailer mailer{{.server = arguments[2], .from = "regard@example.ac.uk", .from_name = {}, .ca_file = arguments[3]}};
  outbox::Worker worker{database, clock};
  worker.does("mail", {}, [&](std::span<const outbox::Job> jobs) {
    for (const outbox::Job& job : jobs)
      mailer.send({.id = job.id, .to = "lead@example.ac.uk", .subject = "Something needs you", .text = "Look.\n"}, clock.now());
  });
  return worker.run_due() == 1 ? 0 : 1;
}
