// The audit: typed events, in the same transaction as the change, in chains that anyone can verify.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/private_text.h"
#include "platform/base/viewer.h"
#include "platform/base/words.h"
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
  std::string details;    // JSON object, sealed under the subject's key; without a key it says nothing about a person
};

class Audit {
 public:
  Audit(db::Database& database, crypto::Keyring& keyring);
  ~Audit();

  template <class Event>
  void append(db::Tx& tx, const Viewer& by, Instant now, const Event& event) { append_entry(tx, by, now, event.entry()); }
  void append_entry(db::Tx& tx, const Viewer& by, Instant now, const Entry& entry);

  // Looking and being denied are acts, durable before the answer leaves. The same look (or denial) by the same
  // session within a minute is one event. A write of its own: never inside Database::write.
  template <class Event>
    requires requires(const Event& event) { event.entry(); }
  void looked(const Viewer& by, Instant now, const Event& event) { looked(by, now, event.entry()); }
  void looked(const Viewer& by, Instant now, const Entry& what);

  // Binds all chain heads and is signed (Ed25519). Returns the text that must leave this machine.
  std::string checkpoint(Instant now);

  // For whoever proves a checkpoint elsewhere: PEM, as `openssl pkeyutl -verify -pubin` takes it.
  std::string public_key() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

struct Finding { std::string what; };  // in plain words: lane, number, what is wrong

struct Verdict {
  std::vector<Finding> findings;  // empty: all is well
  bool more_findings = false;     // the list was cut
  std::int64_t lanes = 0, events = 0, checkpoints = 0, exported = 0;  // what was looked at
  bool sound() const { return findings.empty(); }
};

// How many checkpoints stand in an exported text: none, and there is nothing to prove with it.
std::size_t count_checkpoints(std::string_view exported);

// Proves every chain, every checkpoint and, when given, exported checkpoints (one text block or a file of many)
// against the database, in one snapshot and bounded memory. Writes nothing.
Verdict verify(db::Database& database, crypto::Keyring& keyring,
               const std::optional<std::string>& exported_checkpoints = {});

// Of the events about a record, those of one type or all others.
struct OfType {
  enum class Which { these, others };
  std::string_view type;
  Which which = Which::these;
};

// The events about one record, newest first, for its chronology.
struct Seen {
  Instant at;
  std::optional<PersonId> by;
  std::string type;
  PrivateText details;  // empty when the key is gone
};
std::vector<Seen> about(db::Read& read, std::string_view kind, const Uuid& id, const crypto::RecordKey* key,
                        std::size_t at_most, const std::optional<OfType>& only = {});

// The events by time, newest first, for auditors: who did what when, and no content.
struct Line {
  EventId id;
  Instant at;
  std::optional<PersonId> by;
  Strength strength;
  std::string type, subject_kind;
  Uuid subject;
  std::string details;  // JSON; empty when they are sealed
};
struct Trail {
  std::optional<std::string> type = {};
  std::optional<PersonId> by = {};
  std::optional<EventId> before = {};  // the last line of the page before
};
std::vector<Line> list(db::Read& read, const Trail& trail, std::size_t at_most);

std::vector<std::string> types(db::Read& read);  // that ever happened, in order
struct Count {
  std::string type;
  std::int64_t events;
};
std::vector<Count> counts(db::Read& read, Instant since);  // of every type that ever happened

// An event's type or a subject's kind as people say it: {"concern.raised", tr("Concern raised")}. Each area names its
// own; main joins them.
struct EventWords {
  std::string_view name;
  Words words;
  bool by_itself = false;  // it may happen by the clock: nobody signed in, and nobody had to
};
std::span<const EventWords> event_words();  // what the audit itself leaves behind

}  // namespace regard::audit
