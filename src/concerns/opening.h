// Opening what is sealed, for people who may read it.
#pragma once

#include <string>
#include <vector>

#include "platform/web/web.h"

namespace regard::concerns {

// The key of a record on a page about it. Destroyed or missing, the record is not found.
Result<crypto::RecordKey> key_of(const web::Services& services, const crypto::KeyId& id);

// The names in a list, in its order: one look-up for all keys. A name whose key is gone is said to be.
struct SealedName {
  crypto::KeyId key;
  Uuid record;
  const std::string& sealed;
};
std::vector<std::string> names_in(const web::Visit& visit, crypto::Column column, const std::vector<SealedName>& sealed);

// Staff by id: "Alex Example", or that they are unknown.
class StaffNames {
 public:
  StaffNames(db::Read& read, const i18n::Language& language, std::vector<PersonId> people);
  std::string of(const std::optional<PersonId>& person) const;  // "" for nobody

 private:
  const i18n::Language& language_;
  std::vector<std::pair<PersonId, std::string>> names_;
};

}  // namespace regard::concerns
