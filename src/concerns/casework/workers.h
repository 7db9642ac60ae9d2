// Who may be given a case, and who something to do on it.
#pragma once

#include <vector>

#include "concerns/casework/casefile.h"
#include "people/people.h"
#include "platform/db/db.h"

namespace regard::concerns {

// Whoever works on cases at its centre today and is not kept away from it.
std::vector<people::Person> may_have_case(db::Read& read, const Case& record, Date today);
// Of them, those who see it already: its caseworkers and those who oversee it.
std::vector<people::Person> may_have_task(db::Read& read, const Case& record, Date today);

}  // namespace regard::concerns
