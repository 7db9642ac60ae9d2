#include "people/role.h"

#include <algorithm>
#include <stdexcept>

namespace regard::people {
namespace {

bool same_letters(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
  return std::ranges::equal(a, b, {}, lower, lower);
}

}  // namespace

const RoleName& named(Role role) {
  for (const RoleName& name : kRoleNames)
    if (name.role == role) return name;
  throw std::logic_error("Role outside its enumerators");
}

std::optional<Role> role_from(std::string_view stored) {
  for (const RoleName& name : kRoleNames)
    if (name.stored == stored) return name.role;
  return {};
}

std::optional<Role> role_from_words(std::string_view typed) {
  for (const RoleName& name : kRoleNames)
    if (same_letters(name.stored, typed) || same_letters(name.label.english, typed)) return name.role;
  return {};
}

RoleSheet::RoleSheet(std::vector<Right> rights) : rights_{std::move(rights)} {
  for (auto right = rights_.begin(); right != rights_.end(); ++right)
    if (std::ranges::count(rights_, right->permission, &Right::permission) > 1)
      throw std::logic_error("a permission stands twice in the table of roles");
}

bool RoleSheet::needs_second_factor(Role role) const {
  return std::ranges::any_of(rights_, [&](const Right& right) {
    return right.needs == Strength::second_factor && std::ranges::count(right.roles, role) > 0;
  });
}

std::vector<Grant> RoleSheet::of_token() const {
  std::vector<Grant> found;
  for (const Right& right : rights_)
    if (right.needs == Strength::token) found.push_back({std::string{right.permission.name}, {}});
  return found;
}

std::vector<Grant> grants(const RoleSheet& sheet, std::span<const Held> posts, Strength strength) {
  std::vector<Grant> found;
  for (const Right& right : sheet.rights()) {
    if (strength < right.needs) continue;
    for (const Held& post : posts)
      if (std::ranges::count(right.roles, post.role) > 0)
        found.push_back({std::string{right.permission.name}, post.centre});
  }
  return found;
}

}  // namespace regard::people
