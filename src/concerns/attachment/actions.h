// What people and the scanner do with files. Each takes the transaction it belongs to, checks, saves and writes the audit event.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "concerns/attachment/attachment.h"
#include "concerns/attachment/home.h"
#include "platform/db/db.h"
#include "platform/http/spool.h"
#include "platform/web/web.h"

namespace regard::concerns {

constexpr int kFilesInOneRecord = 100;

// A file as it was posted: looked at, not yet anybody's.
struct NewFile {
  AttachmentId id;          // made with the form: sent twice, it is added once
  PrivateText name;         // made safe
  PrivateText about;        // what whoever added it says it is
  std::string type;         // as its bytes say
  std::shared_ptr<const http::Spool> content;
};
// Outside a transaction: it reads the beginning of the file. Unavailable when there is no room for it.
Result<NewFile> looked_through(const web::Services& services, AttachmentId id, const http::File& posted, PrivateText about);

Result<Attachment> add_file(db::Tx& tx, const web::Services& services, const Viewer& viewer, Belongs belongs, std::string_view reference,
                            const NewFile& file, Instant now);
// Of somebody who need not see the record: who tells us something, without signing in.
Result<Attachment> add_file(db::Tx& tx, const web::Services& services, const Viewer& by, const Home& home, const crypto::RecordKey& key,
                            const NewFile& file, Instant now);

struct Removal {
  PrivateText reasons;
  int version;
};
// Its content is deleted. That it was there, and why it was removed, stays in the audit.
Result<Attachment> remove_file(db::Tx& tx, const web::Services& services, const Viewer& viewer, Belongs belongs, std::string_view reference,
                               const AttachmentId& id, const Removal& removal, Instant now);

// Once more and now, for a file that still waits.
Result<Attachment> scan_again(db::Tx& tx, const Viewer& viewer, Belongs belongs, std::string_view reference, const AttachmentId& id, Instant now);

// What the scanner found; without a finding, nothing harmful.
Result<Attachment> scanned(db::Tx& tx, const web::Services& services, const AttachmentId& id, const std::optional<std::string>& finding, Instant now);

// The next chunk of a file; empty: the end. Throws crypto::Damage when one is missing or is not what was put there.
class ContentReader {
 public:
  ContentReader(db::Database& database, const Attachment& file, const crypto::RecordKey& key) : database_{database}, file_{file}, key_{key} {}
  std::string_view next();

 private:
  db::Database& database_;
  const Attachment file_;
  const crypto::RecordKey key_;
  int number_ = 0;
  PrivateText piece_;
};

}  // namespace regard::concerns
