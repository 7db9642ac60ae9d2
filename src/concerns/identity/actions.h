// Keeping a reporter's name, asking for it, deciding whether it is told.
#pragma once

#include "concerns/identity/identity.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns::identity {

// In the transaction that raises the concern. `key` is fresh and of this name alone.
struct Given {
  PrivateText name, contact;
};
void keep(db::Tx& tx, const ConcernId& concern, const crypto::RecordKey& key, const Given& given, Instant now);

struct Asked {
  PrivateText motive;
  int version;  // of the page that was asked from
};
// By whoever sees the concern; custodians are told that something waits.
Result<Identity> ask(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern_reference,
                     const Asked& asked, Instant now);

struct Verdict {
  IdentityAction action;  // grant or refuse
  PrivateText reasons;
  int version;
};
Result<Identity> decide(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                        const Verdict& verdict, Instant now);

}  // namespace regard::concerns::identity
