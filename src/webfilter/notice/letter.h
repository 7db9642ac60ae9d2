// The one explanatory e-mail: that there are rules, whom to ask, and no word of what it was about.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/outbox/mail.h"
#include "platform/web/web.h"
#include "webfilter/intake/attempt.h"

namespace regard::webfilter {

// Where people get mail: NAME@mail_domain. Empty: nobody is written to, and nobody who works here is recognised in a log.
struct Mailboxes {
  std::string mail_domain;
  std::string address_of(std::string_view name) const;  // empty: there is none
};

void send_notice(db::Tx& tx, const web::Services& services, const WebPersonId& person, Date tried_on, Instant now);
// When the job is one: the name is opened here and goes nowhere else. In every language of the provider, as nobody knows theirs.
std::optional<outbox::Message> notice_letter(const web::Services& services, const Mailboxes& mailboxes, const std::vector<i18n::Language>& languages, const outbox::Job& job);

}  // namespace regard::webfilter
