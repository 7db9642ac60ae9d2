#include "program/roles.h"

#include "concerns/concerns.h"
#include "people/people.h"

namespace regard::program {

people::RoleSheet role_sheet(const config::Supervision& supervision) {
  std::vector<people::Right> all;
  for (const auto& rights : {people::rights(), concerns::rights(supervision.self_approval ? concerns::SelfApproval::yes : concerns::SelfApproval::no)}) all.insert(all.end(), rights.begin(), rights.end());
  return people::RoleSheet{std::move(all)};
}

}  // namespace regard::program
