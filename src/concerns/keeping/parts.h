// What retention is told of concerns and cases.
#pragma once

#include "platform/base/words.h"
#include "platform/retention/part.h"

namespace regard::concerns {

const retention::Part& part_of_cases();
const retention::Part& part_of_concerns();
Words keeping_in_chronology(std::string_view event_type);  // what retention leaves in the audit about a case

}  // namespace regard::concerns
