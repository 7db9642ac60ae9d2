// Records end: by a rule, after a warning, unless something stands in the way. The mechanism knows no noun; the areas'
// parts (part.h) do.
#pragma once

#include <functional>

#include "platform/audit/audit.h"
#include "platform/outbox/outbox.h"
#include "platform/retention/keeping.h"
#include "platform/retention/part.h"

namespace regard::retention {

// What people do. `record` is one that the viewer was found to see; each takes the transaction it belongs to.
struct Decision {
  PrivateText reasons;
  int version;
};
Result<Keeping> hold(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Decision& decision, Instant now);
Result<Keeping> release(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Decision& decision, Instant now);
Result<Keeping> keep_longer(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Record& record, const Date& until,
                            const Decision& decision, Instant now);
Result<Keeping> end_now(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Part& part, const Record& record,
                        const Decision& decision, Instant now);

// How long a review may keep it: never past what the rule allows. Nothing: no longer at all.
std::optional<Date> longest_from(const Rules& rules, const Record& record, Date today);
// The day on which it ends by itself whatever was said but a hold; nothing where the rule sets none.
std::optional<Date> last_day(const Rule& rule, const Record& record);

// A record's keeping, also where nothing was said yet.
Keeping keeping_of(db::Read& read, const Record& record);
// When the record's period ends by these rules; nothing when none runs.
struct Term {
  const Rule* rule;
  Date ends_on;
};
std::optional<Term> term_of(const Rules& rules, const Record& record);

// Of one part: what ends until a day and is asked for, the soonest first. At most so many of each rule, counted after the
// question, so that what nobody asks for takes no place.
struct Ending {
  Record record;
  Term term;
};
std::vector<Ending> ending_until(db::Read& read, const Rules& rules, const Part& part, Date until, int at_most,
                                 const std::function<bool(const Record&)>& is_asked_for);

// Once an hour: what falls due, what is not due any more, what runs out.
void by_the_clock(const web::Services& services, std::span<const Part> parts, Instant now);

// The outbox's part: "retention.keys" ends keys, "retention.words" ends words of the index.
inline constexpr std::string_view kKeysJob = "retention.keys";
inline constexpr std::string_view kWordsJob = "retention.words";
void end_keys(const web::Services& services, std::span<const outbox::Job> jobs);
void end_words(const web::Services& services, std::span<const outbox::Job> jobs);

// Stores of different ages were put together: what lost its key on purpose has ended, and what ended has no key. Once a
// day and after a restore.
struct Reapplied {
  std::size_t records = 0, keys = 0;
};
Reapplied reapply(const web::Services& services, std::span<const Part> parts, Instant now);

// The keys of all records that have not ended: which of them a restored keys store still holds.
void for_each_batch_of_keys(db::Database& database, std::span<const Part> parts, const std::function<void(std::span<const crypto::KeyId>)>& visit);

// What is left of a record that ended.
struct Remains {
  std::string kind, reference;
  How how;
  Instant at;
  std::string rule, rules_version;
  std::optional<PersonId> by;
};
std::optional<Remains> remains_of(db::Read& read, std::string_view reference);
std::vector<Remains> remains(db::Read& read, const Viewer& viewer, Instant before, int at_most);  // the newest first; none that the viewer is kept away from

std::span<const audit::EventWords> event_words();

}  // namespace regard::retention
