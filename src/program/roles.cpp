#include "program/roles.h"

#include "concerns/concerns.h"
#include "people/people.h"

namespace regard::program {

people::RoleSheet role_sheet() {
  std::vector<people::Right> all;
  for (const auto& rights : {people::rights(), concerns::rights()}) all.insert(all.end(), rights.begin(), rights.end());
  return people::RoleSheet{std::move(all)};
}

}  // namespace regard::program
