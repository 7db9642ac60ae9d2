#include "concerns/agency/handlers.h"

#include "concerns/agency/actions.h"
#include "concerns/agency/kinds.h"
#include "concerns/agency/store.h"
#include "concerns/permissions.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/form_page.h"

namespace regard::concerns {
namespace {

// The register is of the whole provider: who leads one centre reads it.
bool may_keep(const web::Visit& visit) { return visit.viewer.may_everywhere(kKeepAgencies); }

std::string url_of(const Agency& agency) { return "/agencies/" + agency.reference; }

std::string posted_word(const web::Visit& visit, std::string_view name) {
  return std::string{visit.request.form().value_or(http::Form{}).first(name)};
}

void add_contact(html::View& view, const web::Visit& visit, const Agency& agency, const Contact& contact, const std::string& stale_before) {
  html::View row = view.section("CONTACT");
  row.set("CONTACT_NAME", contact.name).set("CONTACT_POST", contact.post).set("CONTACT_EMAIL", contact.email).set("CONTACT_TELEPHONE", contact.telephone);
  row.set("CHECKED", i18n::long_date(visit.language, date_from_iso(contact.checked_on).value()));
  if (contact.checked_on < stale_before) row.show("STALE");
  if (!may_keep(visit)) return;
  row.section("KEEP").set("CHANGE_HREF", url_of(agency) + "/contacts/" + contact.id.text()).set("CHECK_ACTION", url_of(agency) + "/contacts/" + contact.id.text() + "/checked")
      .set("CHECK_CSRF", visit.viewer.csrf).set("CHECK_VERSION", std::to_string(contact.version)).set("CHECK_NAME", contact.name);
}

}  // namespace

Result<http::Response> list_agencies(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto& say = visit.language;
  const std::string stale = stale_before(read, visit.services.provisions, london_date(visit.now));
  html::Table table{.caption = say(tr("Agencies by name")), .caption_size = html::Size::hidden,
                    .columns = {{say(tr("Agency"))}, {say(tr("What it is"))}, {say(tr("Contacts"))}},
                    .narrow = html::Table::Narrow::stacked};
  const PartnerKinds kinds{read, visit.services.provisions, london_date(visit.now)};
  html::View view{visit.services.views, say, "concerns/views/agencies.html"};
  if (may_keep(visit)) view.show("ADD");
  for (const Agency& agency : store::agencies(read)) {
    int unchecked = 0;
    const auto contacts = store::contacts(read, agency.id);
    for (const Contact& contact : contacts) unchecked += contact.checked_on < stale ? 1 : 0;
    std::string count = contacts.empty() ? say(tr("None")) : std::to_string(contacts.size());
    if (unchecked > 0) count += ", " + say.plural(tr("{COUNT} to be checked"), tr("{COUNT} to be checked"), unchecked);
    html::View link{visit.services.views, say, "concerns/views/agency_link.html"};
    link.set("AGENCY_HREF", url_of(agency)).set("AGENCY_NAME", agency.name);
    table.rows.push_back({link.render(), kinds.label(say, agency.kind), count});
  }
  if (table.rows.empty()) view.show("NO_AGENCIES");
  else html::add(view, "TABLE", table);
  html::Page page = visit.page(say(tr("Agencies")));
  page.width = html::Page::Width::wide;
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> show_agency(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto agency = store::find_agency(read, visit.parameter("reference"));
  if (!agency) return fail(ErrorKind::not_found, "agency.unknown");
  const auto& say = visit.language;
  const PartnerKinds kinds{read, visit.services.provisions, london_date(visit.now)};
  html::View view{visit.services.views, say, "concerns/views/agency.html"};
  view.set("NAME", agency->name).set("KIND", kinds.label(say, agency->kind));
  if (may_keep(visit)) view.section("CHANGE").set("CHANGE_URL", url_of(*agency) + "/change").set("ADD_URL", url_of(*agency) + "/contacts");
  const std::string stale = stale_before(read, visit.services.provisions, london_date(visit.now));
  const auto contacts = store::contacts(read, agency->id);
  for (const Contact& contact : contacts) add_contact(view, visit, *agency, contact, stale);
  if (contacts.empty()) view.show("NO_CONTACTS");
  if (agency->ended_at) view.show("ENDED");
  else if (may_keep(visit)) view.section("END").set("END_ACTION", url_of(*agency) + "/end").set("END_CSRF", visit.viewer.csrf).set("END_VERSION", std::to_string(agency->version));
  html::Page page = visit.page(say(tr("Agency {REFERENCE}"), {{"REFERENCE", agency->reference}}));
  page.back = html::Link{say(tr("Back to agencies")), "/agencies"};
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> end_agency_now(const web::Visit& visit) {
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return end_agency(tx, visit.services, visit.viewer, visit.parameter("reference"), web::posted_version(visit), visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other("/agencies");
}

Result<http::Response> check_contact_now(const web::Visit& visit) {
  const auto id = uuid_from(visit.parameter("contact"));
  if (!id) return fail(ErrorKind::not_found, "agency.unknown");
  const ContactNow is_now = posted_word(visit, "now") == "gone" ? ContactNow::gone : ContactNow::right;
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return check_contact(tx, visit.services, visit.viewer, visit.parameter("reference"), ContactId{*id}, is_now, web::posted_version(visit), visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(url_of(*done));
}

}  // namespace regard::concerns
