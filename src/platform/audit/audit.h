// The audit: typed events, in the same transaction as the change, in chains that anyone can verify.
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/crypto/crypto.h"
#include "platform/db/db.h"

namespace regard::audit {

using EventId = Id<struct AuditEventTag>;

// What an event is about. `kind` is a noun of the area ("concern"); `key`, when given, seals the details.
struct Subject {
  std::string_view kind;
  Uuid id{};
  const crypto::RecordKey* key = nullptr;
};

// What an area's typed event turns into:
//   struct ConcernTriaged { ConcernId concern; …; audit::Entry entry() const; };
struct Entry {
  std::string_view type;  // "concern.triaged": noun and past verb
  Subject subject;
  std::string details;    // JSON object, sealed under the subject's key when it has one
};

class Audit {
 public:
  Audit(db::Database& database, crypto::Keyring& keyring);
  ~Audit();

  template <class Event>
  void append(db::Tx& tx, const Viewer& by, Instant now, const Event& event) { append_entry(tx, by, now, event.entry()); }
  void append_entry(db::Tx& tx, const Viewer& by, Instant now, const Entry& entry);

  // Looking and being denied are acts, durable before the answer leaves. The same look (or denial) by the same
  // session within a minute is one event.
  void looked(const Viewer& by, Instant now, const Entry& what);

  // Binds all chain heads and is signed (Ed25519). Returns the text that must leave this machine.
  std::string checkpoint(Instant now);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Finding { std::string what; };  // in plain words: lane, number, what is wrong

// Proves every chain, every checkpoint and, when given, an exported checkpoint against the database. Empty: all is well.
std::vector<Finding> verify(db::Database& database, crypto::Keyring& keyring,
                            const std::optional<std::string>& exported_checkpoint);

// The events about one record, newest first, for its chronology.
struct Seen {
  Instant at;
  std::optional<PersonId> by;
  std::string type;
  std::string details;  // empty when the key is gone
};
std::vector<Seen> about(db::Read& read, crypto::Keyring& keyring, std::string_view kind, const Uuid& id,
                        const crypto::RecordKey* key, std::size_t at_most);

}  // namespace regard::audit
