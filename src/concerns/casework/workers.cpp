#include "concerns/casework/workers.h"

#include <algorithm>

#include "concerns/casework/store.h"

namespace regard::concerns {

std::vector<people::Person> may_have_case(db::Read& read, const Case& record, Date today) {
  auto workers = people::with_permission(read, kWorkOnCases, record.centre, today);
  std::erase_if(workers, [&](const auto& worker) { return store::is_excluded(read, record.id, worker.id); });
  return workers;
}

std::vector<people::Person> may_have_task(db::Read& read, const Case& record, Date today) {
  const auto members = store::members(read, record.id);
  const auto overseers = people::with_permission(read, kOverseeCases, record.centre, today);
  auto workers = may_have_case(read, record, today);
  std::erase_if(workers, [&](const auto& worker) {
    return std::ranges::count(members, worker.id) == 0 && std::ranges::count(overseers, worker.id, &people::Person::id) == 0;
  });
  return workers;
}

}  // namespace regard::concerns
