// Who is looking. The platform knows an id, what they may do and how strongly they signed in; people fills it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/base/ids.h"

namespace regard {

using PersonId = Id<struct PersonTag>;
using CentreId = Id<struct CentreTag>;
using SessionId = Id<struct SessionTag>;

// Areas declare theirs: inline constexpr Permission kReadCases{"concerns.read"};
struct Permission {
  std::string_view name;
  friend constexpr bool operator==(Permission, Permission) = default;
};

// A permission that a post gives, at one centre or (no centre) everywhere.
struct Grant {
  std::string permission;
  std::optional<CentreId> centre;
};

enum class Strength { none, token, password, second_factor };  // in rising order of trust; a token is an API client

struct Viewer {
  std::optional<PersonId> person;    // none: somebody who has not signed in
  std::optional<SessionId> session;  // none for API tokens
  Strength strength = Strength::none;
  std::vector<Grant> grants;         // already reduced to what the strength of sign-in allows
  std::string name;                  // shown in the header
  std::string csrf;                  // what every form of this session must bring back

  bool signed_in() const { return person.has_value(); }
  bool may(Permission permission) const;                              // at some centre at least
  bool may_everywhere(Permission permission) const;                   // without a centre
  bool may_at(Permission permission, std::optional<CentreId> at) const;
  std::vector<CentreId> centres(Permission permission) const;         // where it is limited to centres
};

}  // namespace regard
