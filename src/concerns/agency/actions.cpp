#include "concerns/agency/actions.h"

#include "concerns/agency/events.h"
#include "concerns/agency/store.h"
#include "concerns/permissions.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

using What = AgencyEvent::What;

Done may_keep(const Viewer& viewer) {
  if (!viewer.may_everywhere(kKeepAgencies)) return fail(ErrorKind::not_allowed, "agency.permission");
  return {};
}

Result<Agency> found(db::Tx& tx, const Viewer& viewer, std::string_view reference) {
  if (auto may = may_keep(viewer); !may) return tl::unexpected{may.error()};
  auto agency = store::find_agency(tx, reference);
  if (!agency) return fail(ErrorKind::not_found, "agency.unknown");
  return std::move(*agency);
}

tl::unexpected<Error> there_already() {
  return fail(ErrorKind::invalid, "agency.twice", {{"name", tr("Enter another name: there is an agency of this name")}});
}

tl::unexpected<Error> sent_before() {
  return fail(ErrorKind::conflict, "agency.sent_before", {{"name", tr("Something else was sent from this page before. Send this once more to add it too")}});
}

Result<Agency> saved(db::Tx& tx, const web::Services& services, const Viewer& viewer, Agency agency, int version, What what, Instant now) {
  agency.version = version;
  if (!store::save(tx, agency)) return fail(ErrorKind::conflict, "agency.changed");
  services.audit.append(tx, viewer, now, AgencyEvent{what, agency.id});
  return agency;
}

void put(Contact& contact, const ContactGiven& given, Instant now) {
  contact.name = given.name;
  contact.post = given.post;
  contact.email = given.email;
  contact.telephone = given.telephone;
  contact.checked_on = iso(london_date(now));
}

}  // namespace

Result<Agency> add_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, const AgencyId& id, const AgencyGiven& given, Instant now) {
  if (auto may = may_keep(viewer); !may) return tl::unexpected{may.error()};
  if (const auto before = store::find_agency(tx, id)) return before->name == given.name ? Result<Agency>{*before} : sent_before();
  if (store::agency_named(tx, given.name)) return there_already();
  const Agency agency{.id = id, .reference = new_reference('G'), .kind = given.kind, .name = given.name, .made_at = now, .made_by = *viewer.person};
  store::insert(tx, agency);
  services.audit.append(tx, viewer, now, AgencyEvent{What::added, agency.id});
  return agency;
}

Result<Agency> change_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AgencyGiven& given,
                             int version, Instant now) {
  auto agency = found(tx, viewer, reference);
  if (!agency) return agency;
  if (const auto other = store::agency_named(tx, given.name); other && other->id != agency->id) return there_already();
  agency->name = given.name;
  agency->kind = given.kind;
  return saved(tx, services, viewer, std::move(*agency), version, What::changed, now);
}

Result<Agency> end_agency(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, int version, Instant now) {
  auto agency = found(tx, viewer, reference);
  if (!agency) return agency;
  agency->ended_at = now;
  return saved(tx, services, viewer, std::move(*agency), version, What::ended, now);
}

Result<Agency> add_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                           const ContactGiven& given, Instant now) {
  auto agency = found(tx, viewer, reference);
  if (!agency) return agency;
  if (const auto before = store::find_contact(tx, agency->id, id)) return before->name == given.name ? agency : sent_before();
  Contact contact{.id = id, .agency = agency->id, .made_at = now, .made_by = *viewer.person};
  put(contact, given, now);
  store::insert(tx, contact);
  services.audit.append(tx, viewer, now, AgencyEvent{What::contact_added, agency->id});
  return agency;
}

Result<Agency> change_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                              const ContactGiven& given, int version, Instant now) {
  auto agency = found(tx, viewer, reference);
  if (!agency) return agency;
  auto contact = store::find_contact(tx, agency->id, id);
  if (!contact) return fail(ErrorKind::not_found, "agency.unknown");
  put(*contact, given, now);
  contact->version = version;
  if (!store::save(tx, *contact)) return fail(ErrorKind::conflict, "agency.changed");
  services.audit.append(tx, viewer, now, AgencyEvent{What::contact_changed, agency->id});
  return agency;
}

Result<Agency> check_contact(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const ContactId& id,
                             ContactNow is_now, int version, Instant now) {
  auto agency = found(tx, viewer, reference);
  if (!agency) return agency;
  auto contact = store::find_contact(tx, agency->id, id);
  if (!contact) return fail(ErrorKind::not_found, "agency.unknown");
  contact->version = version;
  if (is_now == ContactNow::right) contact->checked_on = iso(london_date(now));
  else contact->ended_at = now;
  if (!store::save(tx, *contact)) return fail(ErrorKind::conflict, "agency.changed");
  services.audit.append(tx, viewer, now, AgencyEvent{is_now == ContactNow::right ? What::contact_checked : What::contact_ended, agency->id});
  return agency;
}

}  // namespace regard::concerns
