// What people decide about two records that may be about the same person, and about a concern that touches another case.
#pragma once

#include <string_view>

#include "concerns/either.h"
#include "concerns/matching/pair.h"
#include "concerns/party/party.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

// Both visible, with what was decided about them.
struct Two {
  Either mine, other;
  Pair pair;
  // Each part only ever counts up, so the sum is the same only while nothing changed.
  int version() const { return mine.version() + other.version() + pair.version; }
};
Result<Two> open_two(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view mine, std::string_view other);

enum class Members { move, stay_behind };
struct PairDecision {
  PairAction action;
  PrivateText reasons;
  Members members;  // of a merge
  int version;      // of what was decided on
  bool one_person = false;  // somebody says that both names are one person's; a merge of cases whose names differ needs it
};
// Whose names are written alike may be one person; a name that was never given is like no other.
bool names_differ(const Two& two);
// `mine` is the record that goes on when they are merged.
Result<Two> decide_pair(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view mine, std::string_view other,
                        const PairDecision& decision, Instant now);

// The concern touches this case as well, which is open and visible to the viewer.
struct AddedToCase {
  std::string_view case_reference;
  PrivateText reasons;
  int version;  // of the concern
};
Result<Concern> add_to_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern, const AddedToCase& added, Instant now);

// Another case from the same concern, about another person. `key` is fresh.
struct AnotherCase {
  PartyDetails about;
  PrivateText reasons;
  int version;  // of the concern
};
Result<Case> open_another_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view concern, const AnotherCase& another,
                               const crypto::RecordKey& key, Instant now);

}  // namespace regard::concerns
