// All the SQL of what records are recognised by, of pairs of records, and of cases that were merged.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "concerns/matching/pair.h"
#include "concerns/matching/tokens.h"
#include "concerns/pathway/step.h"
#include "concerns/sight.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

void add_tokens(db::Tx& tx, std::string_view kind, const Uuid& record, const std::vector<Token>& tokens);
void forget_tokens(db::Tx& tx, std::string_view kind, const Uuid& record);  // with the record

// Records of the same person, perhaps, that the viewer may see and nobody has decided about: the likeliest first, each once
// with the strongest reason. Not what belongs to the record already.
struct LikeCase {
  Case record;
  Likeness why;
};
struct LikeConcern {
  Concern record;
  Likeness why;
};
std::vector<LikeCase> like_cases(db::Read& read, const Sight& sight, const RecordRef& of);
std::vector<LikeConcern> like_concerns(db::Read& read, const Sight& sight, const RecordRef& of);  // not those in a case

// What was decided about two records; proposed, with version 0, when nobody has decided.
Pair find_pair(db::Read& read, const RecordRef& a, const RecordRef& b);
bool save(db::Tx& tx, const Pair& pair);  // false: somebody decided before
std::vector<Pair> pairs_of(db::Read& read, const RecordRef& record);  // whatever the viewer
// Of what was decided in this way, what the viewer may see.
std::vector<Case> paired_cases(db::Read& read, const Sight& sight, const RecordRef& of, PairState state);
std::vector<Concern> paired_concerns(db::Read& read, const Sight& sight, const RecordRef& of, PairState state);
// Other cases of the same incident: those that one of its concerns touches.
std::vector<Case> cases_of_the_same_incident(db::Read& read, const Sight& sight, const CaseId& record);

// A case and those that were merged into it, itself first: what stands in each is sealed under that one's key.
struct PartOfCase {
  CaseId id;
  std::string reference;
  crypto::KeyId key;
};
std::vector<PartOfCase> parts_of(db::Read& read, const CaseId& record);
void point_to(db::Tx& tx, const CaseId& merged, const CaseId& into);  // and what was merged into it before
// The reference of the case that this one was merged into, for who may see that.
std::optional<std::string> where_merged(db::Read& read, const Sight& sight, std::string_view reference);
// Whether it has a referral, an extract for advice or information that was given out: these are followed in the case itself.
bool is_followed_itself(db::Read& read, const CaseId& record);
void move_step(db::Tx& tx, const Step& step, const CaseId& to);
void link_concerns_of(db::Tx& tx, const CaseId& from, const CaseId& to);
void move_task(db::Tx& tx, const Task& task, const CaseId& to);

// Without tokens though they have a name: from before there were any.
std::vector<Uuid> without_tokens(db::Read& read, std::string_view kind, std::string_view after, int at_most);

}  // namespace regard::concerns::store
