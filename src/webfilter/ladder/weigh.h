// The ladder: what follows by itself from attempts, which is one explanatory e-mail, or that a person looks at them. Nothing else.
#pragma once

#include <string>

#include "platform/outbox/mail.h"
#include "platform/web/web.h"
#include "webfilter/intake/attempt.h"

namespace regard::webfilter {

// Where people get mail: NAME@mail_domain. Empty: nobody is written to, and nobody who works here is recognised in a log.
struct Mailboxes {
  std::string mail_domain;
  std::string address_of(std::string_view name) const;  // empty: there is none
};

// Whoever has new attempts since they were weighed: by the clock, some minutes apart.
void weigh(const web::Services& services, const Mailboxes& mailboxes, Instant now);

// Periods, attempts, lines and links that are past their time.
void end_by_the_clock(const web::Services& services, Instant now);

// The explanatory e-mail, when the job is one: the name is opened here and goes nowhere else.
std::optional<outbox::Message> notice_letter(const web::Services& services, const Mailboxes& mailboxes, const i18n::Language& language, const outbox::Job& job);

}  // namespace regard::webfilter
