// All the SQL of supervision and of ownership.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "concerns/paging.h"
#include "concerns/sight.h"
#include "concerns/supervision/supervision.h"
#include "platform/db/db.h"

namespace regard::concerns::store {

bool save_owner(db::Tx& tx, const Case& record);  // false: somebody saved meanwhile
std::vector<CaseId> cases_owned_by(db::Read& read, const PersonId& owner);  // in every state, whatever the viewer
// The viewer's own, newest first.
std::vector<Case> own_cases_in(db::Read& read, const Sight& sight, CaseState state, const std::optional<Place>& before, int at_most);
int count_own_cases(db::Read& read, const Sight& sight, CaseState state);  // as far as 100
std::vector<PersonId> owners(db::Read& read);  // of any case, whatever the viewer
// At which centres somebody owns cases that are not closed, of what the viewer oversees.
struct Owning {
  PersonId owner;
  std::optional<CentreId> centre;
};
std::vector<Owning> owning(db::Read& read, const Sight& sight, const PersonId& owner);
// Of what the viewer oversees, what somebody owns at a centre (or at none) and is not closed, the oldest first: all of it, or
// what they own and are not on.
enum class Which { all, not_on };
std::vector<Case> overseen_of_owner(db::Read& read, const Sight& sight, const Owning& of, Which which, int at_most);

void insert(db::Tx& tx, const CaseId& record, const SupervisionNote& note);
bool is_used(db::Read& read, const SupervisionNoteId& id);  // in any case
// Newest first: all for who oversees the case, else those that caseworkers may read.
// Of the case itself, or of one that was merged into it.
std::vector<SupervisionNote> supervision_notes(db::Read& read, const Sight& sight, const CaseId& record, const CaseId& part);
void set_supervise_by(db::Tx& tx, const CaseId& record, const std::optional<std::string>& day);
// Of what the viewer oversees, not closed: whose day has come, the longest due first.
std::vector<Case> supervision_due(db::Read& read, const Sight& sight, const std::string& today, int at_most);

}  // namespace regard::concerns::store
