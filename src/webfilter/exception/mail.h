// Mail about requests for blocked sites. It says that something waits, or was decided, and where; never which site.
#pragma once

#include <optional>
#include <vector>

#include "platform/outbox/mail.h"
#include "platform/outbox/outbox.h"
#include "platform/web/web.h"
#include "webfilter/exception/exception.h"

namespace regard::webfilter::exception {

void tell_all_who_may(db::Tx& tx, const web::Services& services, Permission permission, Instant now);
// Where nobody may, those who appoint people.
void tell_who_decides(db::Tx& tx, const web::Services& services, Instant now);
void write_to_asker(db::Tx& tx, const web::Services& services, const WebException& exception, Instant now);

// Nothing when the job is not of these, or has no purpose any more. In the language in which it was asked, where the program speaks it.
std::optional<outbox::Message> letter(const web::Services& services, const std::vector<i18n::Language>& languages, const outbox::Job& job);

}  // namespace regard::webfilter::exception
