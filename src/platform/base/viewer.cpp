#include "platform/base/viewer.h"

#include <algorithm>

namespace regard {

bool Viewer::may(Permission permission) const {
  return std::ranges::any_of(grants, [&](const Grant& grant) { return grant.permission == permission.name; });
}

bool Viewer::may_everywhere(Permission permission) const {
  return std::ranges::any_of(
      grants, [&](const Grant& grant) { return grant.permission == permission.name && !grant.centre; });
}

bool Viewer::may_at(Permission permission, std::optional<CentreId> at) const {
  return std::ranges::any_of(grants, [&](const Grant& grant) {
    return grant.permission == permission.name && (!grant.centre || grant.centre == at);
  });
}

std::vector<CentreId> Viewer::centres(Permission permission) const {
  std::vector<CentreId> found;
  for (const Grant& grant : grants)
    if (grant.permission == permission.name && grant.centre && std::ranges::count(found, *grant.centre) == 0)
      found.push_back(*grant.centre);
  return found;
}

}  // namespace regard
