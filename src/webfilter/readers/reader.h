// How a reader of logs is doing, as far as what it leaves in the database tells.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "platform/base/words.h"
#include "platform/db/db.h"

namespace regard::webfilter {

struct Reader {
  std::string name, format, fault;  // the name is its operator's
  Instant seen_at;
  std::optional<Instant> newest_at;  // the latest time that a line said
  std::int64_t lines = 0, of_interest = 0, unreadable = 0, looked_at = 0, strange = 0, lost = 0;
};

// The first that is true of it. Gone: so long unseen that it was likely taken away.
enum class Doing { gone, silent, faulty, strange, unreadable, behind, well };
Doing doing(const Reader& reader, Instant now);
bool needs_somebody(Doing doing);
Words state_of(Doing doing);    // "Silent"
Words advice_on(Doing doing);   // what to do; of one that is well, nothing

// A vendor's word for a category that is in no theme, of requests that were stopped.
struct UnmappedLabel {
  std::string label;
  std::int64_t number = 0;
  Date first_on, last_on;
};

namespace store {
std::vector<Reader> readers(db::Read& read);                                  // by name
std::vector<UnmappedLabel> unmapped_labels(db::Read& read, int at_most);      // the most frequent first
}  // namespace store

}  // namespace regard::webfilter
