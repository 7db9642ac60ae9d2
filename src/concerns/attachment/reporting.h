// Files of whoever told us without an account. They send some, and see what became of theirs; nobody else's, and none to
// open: what they have sent is with us.
#pragma once

#include "concerns/attachment/actions.h"
#include "platform/html/html.h"

namespace regard::concerns {

constexpr int kFilesOfAReporter = 10;

// Whoever calls it tells those who decide about the concern that something waits.
Result<Attachment> send_file(db::Tx& tx, const web::Services& services, const Concern& concern, const crypto::RecordKey& key, const NewFile& file,
                             Instant now);
html::Html sent_files(const web::Visit& visit, db::Read& read, const Concern& concern, const crypto::RecordKey& key);

}  // namespace regard::concerns
