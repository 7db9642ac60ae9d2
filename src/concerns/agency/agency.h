// A partner outside, and who answers there. A register in clear: professionals at their work, whom leads look up, as staff are.
#pragma once

#include <optional>
#include <string>

#include "concerns/pathway/step.h"
#include "platform/base/viewer.h"

namespace regard::concerns {

using ContactId = Id<struct AgencyContactTag>;

struct Agency {
  AgencyId id;
  std::string reference;  // begins with G
  std::string kind;       // a word of the provisions "partner_kinds"
  std::string name;
  int version = 1;
  Instant made_at{};
  PersonId made_by;
  std::optional<Instant> ended_at = {};
};

struct Contact {
  ContactId id;
  AgencyId agency;
  int version = 1;
  std::string name = {}, post = {}, email = {}, telephone = {};
  std::string checked_on = {};  // a date: when somebody last made sure that it is right
  Instant made_at{};
  PersonId made_by;
  std::optional<Instant> ended_at = {};
};

}  // namespace regard::concerns
