// An area's part in retention: which of its records a period runs for, who finds one, and how to end it. Whoever calls passes the
// parts in.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/base/words.h"
#include "platform/crypto/crypto.h"
#include "platform/db/db.h"
#include "platform/retention/keeping.h"
#include "platform/web/web.h"

namespace regard::retention {

struct Record {
  std::string kind;       // as in the audit: "case"
  Uuid id;
  std::string reference;
  crypto::KeyId key;
  std::optional<CentreId> centre;
  std::string trigger;    // what has happened that a period runs from; empty: nothing yet
  Instant triggered_at{};
  std::string outcome;
  std::vector<PersonId> decided_by = {};  // who asked for what has happened, and who did it
};

// A stretch of the records whose period runs, the longest first.
struct Wanted {
  std::string_view trigger, outcome;  // an outcome, or empty: all but those below
  std::vector<std::string> but_not;
  Instant before;                     // when it was triggered
  Instant after_at{};                 // and the record after which the stretch begins
  std::string after_id;
  std::string but_not_text() const;   // "|unfounded|", as a query compares it
};

enum class How { anonymised, destroyed };
std::string_view word(How how);

// What ended: the record itself and what ended with it.
struct Stub {
  std::string kind;
  Uuid id;
  std::string reference;
};
struct Ended {
  std::vector<Stub> records;
  std::vector<crypto::KeyId> keys;
};

enum class With { what_belongs_to_it, nothing_else };

struct Keyed {
  Uuid record;
  crypto::KeyId key;
};

// For whom a record is there: for who looks after how long records are kept (kManage), who learns that there is one and no more; and
// for who may open it. For anybody else it is not found.
enum class For { keeping, opening };

// What the pages call it.
struct Called {
  Words name;             // "Case"
  Words after;            // "{PERIOD} after it was closed"
  Words since;            // "Closed on"
  std::string_view page;  // where one is opened: "/cases/", and its reference
};

struct Part {
  std::string_view kind;
  Called called;
  std::string_view index;                                // where the search index knows its words; empty: nowhere
  std::span<const std::string_view> triggers, outcomes;  // the words that a rule for it may use
  bool is_reviewed = true;                               // no: nobody may, so a rule ends it by itself
  std::vector<Record> (*triggered)(db::Read&, const Wanted&, int at_most);
  std::optional<Record> (*find)(db::Read&, const Uuid&);  // whatever the viewer; nothing of what ended
  std::optional<Record> (*by_reference)(db::Read&, const Viewer&, For, std::string_view reference);
  std::vector<Record> (*in_state)(db::Read&, const Viewer&, For, State, int at_most);  // the soonest end first
  Words (*stands_in_the_way)(db::Read&, const Uuid&);     // why it cannot end now; empty: nothing
  Ended (*end)(db::Tx&, const Uuid&, How, With, Instant now);
  void (*fell_due)(db::Tx&, const web::Services&, const Record&, Instant now);  // tells whoever has to look
  std::vector<Keyed> (*every_after)(db::Read&, std::string_view id, int at_most);  // for a restored store
};

const Part* part_of(std::span<const Part> parts, std::string_view kind);

}  // namespace regard::retention
