// Making, revoking and recognising API clients' tokens.
#pragma once

#include <string>
#include <string_view>

#include "people/token/token.h"
#include "platform/audit/audit.h"

namespace regard::people::token {

struct Made {
  Token token;
  std::string secret;  // shown once
};
Result<Made> make(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string client, Instant now);
Done revoke(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string_view reference, Instant now);

// The client as a viewer: its id stands where a person's would, and it may do what the sheet gives to tokens.
Viewer viewer(const web::Services& services, const RoleSheet& sheet, std::string_view secret, Instant now);

}  // namespace regard::people::token
