#include "program/roles.h"

#include "concerns/concerns.h"
#include "people/people.h"
#include "subject_access/subject_access.h"
#include "webfilter/webfilter.h"

namespace regard::program {

people::RoleSheet role_sheet(const config::Supervision& supervision) {
  std::vector<people::Right> all;
  const auto self_approval = supervision.self_approval ? concerns::SelfApproval::yes : concerns::SelfApproval::no;
  for (const auto& rights : {people::rights(), concerns::rights(self_approval), subject_access::rights(), webfilter::rights()}) all.insert(all.end(), rights.begin(), rights.end());
  return people::RoleSheet{std::move(all)};
}

}  // namespace regard::program
