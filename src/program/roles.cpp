#include "program/roles.h"

#include "concerns/concerns.h"
#include "people/people.h"
#include "subject_access/subject_access.h"

namespace regard::program {

people::RoleSheet role_sheet() {
  std::vector<people::Right> all;
  for (const auto& rights : {people::rights(), concerns::rights(), subject_access::rights()}) all.insert(all.end(), rights.begin(), rights.end());
  return people::RoleSheet{std::move(all)};
}

}  // namespace regard::program
