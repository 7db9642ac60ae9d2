#include "concerns/sight.h"

#include "concerns/permissions.h"

namespace regard::concerns {

Sight sight_of(const Viewer& viewer, Permission overseeing) {
  Sight sight;
  if (!viewer.person) return sight;
  sight.viewer = viewer.person->text();
  sight.oversees_all = viewer.may_everywhere(overseeing);
  sight.works_on_cases = viewer.may(kWorkOnCases);
  sight.approves_own = viewer.may(kApproveOwn);
  if (!sight.oversees_all)
    for (const CentreId& centre : viewer.centres(overseeing)) sight.centres += centre.text() + " ";
  return sight;
}

db::Binds Sight::overseeing(db::Binds own) const {
  own.insert(own.end(), {{"viewer", viewer}, {"oversees_all", oversees_all ? 1 : 0}, {"centres", centres}});
  return own;
}

db::Binds Sight::working(db::Binds own) const {
  own.insert(own.end(), {{"viewer", viewer}, {"works", works_on_cases ? 1 : 0}, {"centres", centres}});
  return own;
}

db::Binds Sight::with(db::Binds own) const {
  own = overseeing(std::move(own));
  own.emplace_back("works", works_on_cases ? 1 : 0);
  return own;
}

std::vector<Scope> Sight::scopes() const {
  if (oversees_all) return {Scope{}};
  std::vector<Scope> found;
  constexpr std::size_t kIdLength = 36;
  for (std::size_t at = 0; at + kIdLength <= centres.size(); at += kIdLength + 1)
    found.push_back({CentreId::stored(centres.substr(at, kIdLength))});
  return found;
}

}  // namespace regard::concerns
