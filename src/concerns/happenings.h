// What may happen to a case besides what casework itself does: advice, a referral, a file. Each noun has a table of its
// events; joined here, the chronology and the auditors' trail have words for all of them.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "concerns/casework/casefile.h"
#include "platform/audit/audit.h"

namespace regard::concerns {

struct Happening {
  std::string_view type;  // "advice.sought": noun and past verb
  Words in_chronology;    // empty: the chronology shows it by itself
  Words for_auditor;
};

// One event about a case, in its chronology.
struct CaseHappened {
  std::string_view type;
  const Case& record;
  const crypto::RecordKey& key;
  std::optional<PersonId> person = {};      // a member of staff whom it concerns
  std::optional<PrivateText> reasons = {};  // both sealed with the event
  std::optional<PrivateText> what = {};     // shown after its words, translated where the catalogue has them: "Gateway: adopted"
  bool by_oneself = false;                  // decided by whoever asked for it, as a provider may allow
  audit::Entry entry() const;
};

std::vector<Happening> happenings();            // of every noun
Words in_chronology(std::string_view event_type);  // of casework's own events too; empty for what is not shown

}  // namespace regard::concerns
