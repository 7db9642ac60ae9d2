#include "concerns/casework/opened.h"

#include "concerns/casework/store.h"
#include "concerns/matching/store.h"
#include "concerns/opening.h"

namespace regard::concerns {

Result<Opened> open_visible(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference) {
  auto record = store::find_case(read, sight_of(viewer, kOverseeCases), reference);
  if (!record) return fail(ErrorKind::not_found, "case.unknown");
  auto key = key_of(services, record->key);
  if (!key) return tl::unexpected{key.error()};
  return Opened{std::move(*record), std::move(*key)};
}

Result<Opened> open_for(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, CaseAction action) {
  auto opened = open_visible(read, services, viewer, reference);
  if (!opened) return opened;
  if (auto moved = opened->record.attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  return opened;
}

std::vector<OpenedPart> opened_parts(db::Read& read, const web::Services& services, const CaseId& record) {
  std::vector<OpenedPart> opened;
  for (const auto& part : store::parts_of(read, record))
    if (auto key = key_of(services, part.key)) opened.push_back({part.id, part.reference, std::move(*key)});
  return opened;
}

Result<Case> save_version(db::Tx& tx, Case record, int version) {
  record.version = version;
  if (!store::save(tx, record)) return fail(ErrorKind::conflict, "case.changed");
  return record;
}

}  // namespace regard::concerns
