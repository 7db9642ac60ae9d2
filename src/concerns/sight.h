// What a viewer may see, as a query needs it. Being excluded or not being on a case is not asked afterwards: the record is
// not found.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "platform/base/viewer.h"
#include "platform/db/db.h"

namespace regard::concerns {

// One stretch of an index that holds what somebody oversees: everything, or one centre.
struct Scope {
  std::optional<CentreId> centre;  // none: every centre
};

struct Sight {
  std::string viewer;          // the person's id; no id at all for who has not signed in, and then nothing is seen
  bool oversees_all = false;
  std::string centres;         // "id id id": those overseen, when not all
  bool works_on_cases = false;
  bool approves_own = false;   // decides on what they asked for themselves

  db::Binds with(db::Binds own) const;        // and :viewer :oversees_all :centres :works
  db::Binds overseeing(db::Binds own) const;  // and :viewer :oversees_all :centres
  db::Binds working(db::Binds own) const;     // and :viewer :works :centres
  std::vector<Scope> scopes() const;
};

// `overseeing` is the permission that opens records one is not on: kTriage for concerns, kOverseeCases for cases.
Sight sight_of(const Viewer& viewer, Permission overseeing);

}  // namespace regard::concerns
