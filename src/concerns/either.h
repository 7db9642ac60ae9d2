// A concern or a case, where both are treated alike: who is kept away from it, whom it may be about.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "concerns/casework/casefile.h"
#include "concerns/concern/concern.h"
#include "platform/audit/audit.h"
#include "platform/db/db.h"
#include "platform/web/web.h"

namespace regard::concerns {

struct RecordRef {
  std::string_view kind;  // kConcernsIndex or kCasesIndex
  Uuid id;
  friend bool operator==(const RecordRef&, const RecordRef&) = default;
};

struct Either {
  std::optional<Concern> concern;
  std::optional<Case> record;
  crypto::RecordKey key;

  RecordRef ref() const;
  bool is_case() const { return record.has_value(); }
  const std::string& reference() const;
  std::optional<CentreId> centre() const;
  int version() const;
  Words state() const;       // as its page says it
  PrivateText name() const;  // whom it is about
  std::string url(std::string_view below = {}) const;
};

// By its reference; not_found for who may not see it, and when its key was destroyed.
Result<Either> open_either(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference);

// One event about either, in its chronology when it is a case.
struct EitherHappened {
  std::string_view type;
  const Either& either;
  std::optional<PersonId> person = {};      // a member of staff whom it concerns
  std::optional<PrivateText> reasons = {};  // both sealed with the event
  std::optional<PrivateText> what = {};     // shown after its words
  audit::Entry entry() const;
};

// That somebody opens it: also when a caption names whom it is about.
void looked(const web::Visit& visit, const Either& either);

}  // namespace regard::concerns
