// The weekly message that the report is there: a link, and nothing of what it says.
#pragma once

#include <optional>

#include "platform/outbox/mail.h"
#include "platform/web/web.h"

namespace regard::webfilter {

// By the clock, about once an hour: on the provider's day from its hour on, once a week, to everybody who may read the counts
// everywhere; not when nothing was published since the last one.
void announce_weekly(const web::Services& services, Instant now);
std::optional<outbox::Message> weekly_letter(const web::Services& services, const i18n::Language& language, const outbox::Job& job);

}  // namespace regard::webfilter
