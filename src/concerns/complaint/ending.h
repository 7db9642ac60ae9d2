// How long complaints are kept, and their end. Nothing of one is counted after it, so its rows go.
#pragma once

#include "platform/retention/part.h"

namespace regard::concerns {

const retention::Part& part_of_complaints();
// Somebody waits for an answer about this concern or case, so nothing of it ends.
bool has_open_complaint(db::Read& read, const Uuid& record);

}  // namespace regard::concerns
