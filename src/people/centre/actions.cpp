#include "people/centre/actions.h"

#include "people/access.h"
#include "people/events.h"

namespace regard::people::centre {
namespace {

tl::unexpected<Error> there_already() {
  return fail(ErrorKind::invalid, "centre.twice", {{"name", tr("Enter another name: there is a centre of this name")}});
}

}  // namespace

Result<Record> add(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string name, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  if (store::find_by_name(tx, name)) return there_already();
  const Record centre{{CentreId::make(now), new_reference('U'), std::move(name)}, 1};
  store::insert(tx, centre);
  audit.append(tx, viewer, now, CentreAdded{centre.id});
  return centre;
}

Result<Record> rename(db::Tx& tx, audit::Audit& audit, const Viewer& viewer, std::string_view reference, std::string name,
                      std::int64_t version, Instant now) {
  if (const auto may = access::may_manage(viewer); !may) return tl::unexpected{may.error()};
  auto centre = store::find_by_reference(tx, reference);
  if (!centre) return fail(ErrorKind::not_found, "centre.unknown");
  if (const auto other = store::find_by_name(tx, name); other && other->id != centre->id) return there_already();
  centre->name = std::move(name);
  centre->version = version;
  if (!store::save(tx, *centre)) return fail(ErrorKind::conflict, "centre.changed");
  audit.append(tx, viewer, now, CentreRenamed{centre->id});
  return *centre;
}

}  // namespace regard::people::centre
