// What people do with concerns. Each takes the transaction it belongs to, checks, saves and writes the audit event.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// Records what was told: sealed, with its event, the mail that tells the lead, and the words for the index.
// `key` is fresh (Keyring::take, before the transaction).
struct Told {
  const forms::Answers& answers;
  Channel channel;
  std::optional<crypto::RecordKey> identity_key = {};    // fresh; where the reporter gives their name in confidence
  std::optional<std::string> receipt_hash = {};  // of the code that opens its inbox; none: whoever told us has an account
};
// Whoever it names as the person worried about, or as somebody who should not see it, and is in the directory, is kept
// away from it from the beginning (naming.h).
Concern raise(db::Tx& tx, const web::Services& services, const Viewer& viewer, const crypto::RecordKey& key, const Told& told,
              Instant now);

struct Triage {
  ConcernAction action;  // support_as_welfare, ask_for_case, close_without_action or reconsider
  PrivateText reasons;
  int version;           // of the page that was decided on
};
Result<Concern> triage(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                       const Triage& triage, Instant now);

// Conflict of interest: for this person the concern does not exist any more.
Result<Concern> exclude(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference,
                        const PersonId& person, Instant now);

}  // namespace regard::concerns
