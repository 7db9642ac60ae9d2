#include "people/access.h"

#include "people/post/store.h"
#include "platform/base/calendar.h"

namespace regard::people::access {

Done may_open_way_in(db::Read& read, const Viewer& viewer, PersonId person, Instant now) {
  if (viewer.person == person) return fail(ErrorKind::not_allowed, "person.own");
  if (viewer.may_everywhere(kGrantPosts)) return {};
  if (!viewer.may_everywhere(kManagePeople)) return fail(ErrorKind::not_allowed, "person.permission");
  if (post::store::holds_content(read, person, london_date(now))) return fail(ErrorKind::not_allowed, "person.second_person");
  return {};
}

Done may_manage(const Viewer& viewer) {
  if (!viewer.may_everywhere(kManagePeople)) return fail(ErrorKind::not_allowed, "people.permission");
  return {};
}

}  // namespace regard::people::access
