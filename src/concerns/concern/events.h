// What the audit says about concerns.
#pragma once

#include "concerns/concern/concern.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

struct ConcernRaised {
  const Concern& concern;
  const crypto::RecordKey& key;
  audit::Entry entry() const;
};

inline constexpr std::string_view kConcernDecided = "concern.decided";
struct ConcernDecided {
  const Concern& concern;
  const crypto::RecordKey& key;
  ConcernAction action;
  PrivateText reasons = {};  // sealed with the event: what a later decision cannot replace
  audit::Entry entry() const;
};

struct ConcernLookedAt {
  const Concern& concern;
  const crypto::RecordKey& key;
  audit::Entry entry() const;
};

struct PersonKeptAway {  // from a concern
  const Concern& concern;
  const crypto::RecordKey& key;
  PersonId person;
  audit::Entry entry() const;
};

// A list that shows names. Another set of records is another look.
struct ListLookedAt {
  std::string_view list;
  const std::vector<std::string>& references;
  audit::Entry entry() const;
};

}  // namespace regard::concerns
