// What two people must agree on: whoever asked for it does not decide it. One rule for closure, for going ahead without
// consent, and for whatever else is asked by one person and decided by another.
//
// A provider with a single lead may allow them to agree with themselves ([supervision] self_approval); that is a permission
// of its own, given to nobody otherwise, and each time it is used the audit and the chronology say so.
#pragma once

#include <optional>
#include <string_view>

#include "concerns/permissions.h"

namespace regard::concerns {

inline constexpr std::string_view kSecondPerson = "case.second_person";

inline bool asked_by_viewer(const std::optional<PersonId>& asked_by, const Viewer& viewer) { return asked_by && asked_by == viewer.person; }

// The refusal, by its code; nothing when this viewer may decide.
inline std::string_view refused_as_own(const std::optional<PersonId>& asked_by, const Viewer& viewer, const std::optional<CentreId>& centre) {
  return asked_by_viewer(asked_by, viewer) && !viewer.may_at(kApproveOwn, centre) ? kSecondPerson : std::string_view{};
}

}  // namespace regard::concerns
