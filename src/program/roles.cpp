#include "program/roles.h"

#include "concerns/concerns.h"
#include "people/people.h"

namespace regard::program {

people::RoleSheet role_sheet() {
  using people::Content;
  using people::Role;
  const std::vector<Role> everybody{Role::reporter, Role::caseworker,    Role::lead,    Role::deputy, Role::event_decider,
                                    Role::security, Role::administrator, Role::auditor};
  std::vector<people::Right> rights = people::rights();
  const std::vector<people::Right> of_concerns = {
      {concerns::kRaise, Strength::token, Content::none, everybody},
      {concerns::kReadConcerns, Strength::second_factor, Content::of_others, {Role::lead, Role::deputy, Role::caseworker}},
      {concerns::kTriage, Strength::second_factor, Content::of_others, {Role::lead, Role::deputy}},
      {concerns::kWorkOnCases, Strength::second_factor, Content::of_others, {Role::lead, Role::deputy, Role::caseworker}},
      {concerns::kOverseeCases, Strength::second_factor, Content::of_others, {Role::lead, Role::deputy}},
  };
  rights.insert(rights.end(), of_concerns.begin(), of_concerns.end());
  return people::RoleSheet{std::move(rights)};
}

}  // namespace regard::program
