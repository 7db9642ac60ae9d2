// Mailing a link and using it.
#pragma once

#include <string>
#include <string_view>

#include "people/link/link.h"
#include "platform/audit/audit.h"

namespace regard::people::link {

// Queues the letter in the same transaction.
Link mail(db::Tx& tx, audit::Audit& audit, crypto::Keyring& keyring, const Viewer& by, PersonId person, Purpose purpose,
          Instant now);
// What a stranger may start by typing an address. Nobody has it: as much work, and a letter that is never written.
void mail_or_pretend(db::Tx& tx, crypto::Keyring& keyring, std::optional<PersonId> person, Purpose purpose, Instant now);
std::string url(const web::Services& services, LinkId id);

}  // namespace regard::people::link
