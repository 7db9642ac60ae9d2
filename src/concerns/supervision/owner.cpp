#include "concerns/supervision/owner.h"

#include <algorithm>

#include "concerns/among.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/casework/texts.h"
#include "concerns/casework/workers.h"
#include "concerns/deferred.h"
#include "concerns/supervision/events.h"
#include "concerns/supervision/store.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
std::optional<PersonId> overseer_instead_of(db::Read& read, const Case& record, const PersonId& going, const std::optional<PersonId>& rather, Date today) {
  auto overseers = people::with_permission(read, kOverseeCases, record.centre, today);
  std::erase_if(overseers, [&](const auto& one) { return one.id == going || store::is_excluded(read, record.id, one.id); });
  if (overseers.empty()) return {};
  return rather && is_among(overseers, *rather) ? *rather : overseers.front().id;
}

void set_owner(db::Tx& tx, Case& record, const PersonId& to) {
  record.owner = to;
  if (!store::save_owner(tx, record)) throw std::logic_error("a case changed within the transaction that read it");
  ++record.version;
}

void hand_over(db::Tx& tx, const web::Services& services, const Viewer& viewer, Case& record, const crypto::RecordKey& key, const PersonId& to,
               std::optional<PrivateText> why, Instant now) {
  if (record.owner == to) return;
  set_owner(tx, record, to);
  if (!is_among(people::with_permission(tx, kOverseeCases, record.centre, london_date(now)), to)) store::add_member(tx, record.id, to, now);
  if (why) index_reasons_later(tx, services, record.id, now);
  services.audit.append(tx, viewer, now, CaseHappened{.type = kHandedOver, .record = record, .key = key, .person = to, .reasons = std::move(why)});
  if (to != viewer.person) tell(tx, services, to, now);
}

Result<Case> change_owner(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewOwner& wanted, Instant now) {
  auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  if (!may_change_owner(opened->record, viewer)) return fail(ErrorKind::not_allowed, "case.permission");
  if (!is_among(may_have_case(tx, opened->record, london_date(now)), wanted.person))
    return fail(ErrorKind::invalid, "case.owner", {{"owner", tr("Choose somebody who may work on this case")}});
  if (opened->record.owner == wanted.person) return opened->record;  // sent twice
  if (opened->record.version != wanted.version) return fail(ErrorKind::conflict, "case.changed");
  hand_over(tx, services, viewer, opened->record, opened->key, wanted.person, wanted.why, now);
  return opened->record;
}

bool may_change_owner(const Case& record, const Viewer& viewer) { return viewer.may_at(kOverseeCases, record.centre); }

}  // namespace regard::concerns
