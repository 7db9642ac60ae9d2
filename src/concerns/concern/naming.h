// Whom a reporter names of those who work here: as the person they worry about, or as somebody who should not see it.
// Neither ever receives the concern.
#pragma once

#include <string>
#include <vector>

#include "concerns/concern/concern.h"
#include "platform/db/db.h"

namespace regard::concerns {

// In the directory by name or address, case and spaces aside: everybody of that name, since we cannot know whom they mean.
std::vector<PersonId> named_in(db::Read& read, const forms::Answers& answers);

// Of those who should not see it, as they were typed: whom the directory does not know, or who is not kept away.
std::vector<std::string> not_kept_away(db::Read& read, const ConcernId& concern, const forms::Answers& answers);

}  // namespace regard::concerns
