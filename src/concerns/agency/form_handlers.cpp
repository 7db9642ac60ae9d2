// The forms of an agency and its contacts: what is each one's own. How they go is in record_form.h.
#include "concerns/agency/actions.h"
#include "concerns/agency/forms.h"
#include "concerns/agency/handlers.h"
#include "concerns/agency/kinds.h"
#include "concerns/agency/store.h"
#include "concerns/permissions.h"
#include "platform/base/calendar.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

// An agency, or none yet; and the contact that is changed.
struct AskedAgency {
  std::optional<Agency> agency;
  std::optional<Contact> contact;
};

std::string url_of(const AskedAgency& asked) { return asked.agency ? "/agencies/" + asked.agency->reference : "/agencies"; }

Result<AskedAgency> find_none(db::Read&, const web::Visit&) { return AskedAgency{}; }

Result<AskedAgency> find(db::Read& read, const web::Visit& visit) {
  AskedAgency asked{.agency = store::find_agency(read, visit.parameter("reference")), .contact = {}};
  if (!asked.agency) return fail(ErrorKind::not_found, "agency.unknown");
  return asked;
}

Result<AskedAgency> find_contact(db::Read& read, const web::Visit& visit) {
  auto asked = find(read, visit);
  const auto id = uuid_from(visit.parameter("contact"));
  if (asked && id) asked->contact = store::find_contact(read, asked->agency->id, ContactId{*id});
  if (asked && !asked->contact) return fail(ErrorKind::not_found, "agency.unknown");
  return asked;
}

Done may(const AskedAgency&, const Viewer& viewer) {
  if (!viewer.may_everywhere(kKeepAgencies)) return fail(ErrorKind::not_allowed, "agency.permission");
  return {};
}

web::FormPage page_of(const web::Visit& visit, const AskedAgency& asked, const forms::Question& question, std::string action) {
  web::FormPage page{.question = question, .action = std::move(action), .back = url_of(asked), .button = visit.language(tr("Save"))};
  if (asked.agency) page.caption = asked.agency->name;
  return page;
}

web::FormPage new_page(db::Read& read, const web::Visit& visit, const AskedAgency& asked) {
  auto page = page_of(visit, asked, agency::kNewAgency, "/agencies/new");
  page.picks[std::string{agency::kKind}] = PartnerKinds{read, visit.services.provisions, london_date(visit.now)}.options(visit.language);
  page.adds = true;
  return page;
}

web::FormPage change_page(db::Read& read, const web::Visit& visit, const AskedAgency& asked) {
  auto page = page_of(visit, asked, agency::kChangeAgency, url_of(asked) + "/change");
  page.picks[std::string{agency::kKind}] = PartnerKinds{read, visit.services.provisions, london_date(visit.now)}.options(visit.language);
  page.version = asked.agency->version;
  return page;
}

web::FormPage new_contact_page(db::Read&, const web::Visit& visit, const AskedAgency& asked) {
  auto page = page_of(visit, asked, agency::kNewContact, url_of(asked) + "/contacts");
  page.adds = true;
  return page;
}

web::FormPage contact_page(db::Read&, const web::Visit& visit, const AskedAgency& asked) {
  auto page = page_of(visit, asked, agency::kChangeContact, url_of(asked) + "/contacts/" + asked.contact->id.text());
  page.version = asked.contact->version;
  return page;
}

AgencyGiven agency_in(const web::Posted& posted) { return {posted.answers.text(agency::kName), posted.answers.text(agency::kKind)}; }

ContactGiven contact_in(const web::Posted& posted) {
  const auto& answers = posted.answers;
  return {answers.text(agency::kName), answers.text(agency::kPost), answers.text(agency::kEmail), answers.text(agency::kTelephone)};
}

Result<Agency> act_new(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return add_agency(tx, visit.services, visit.viewer, AgencyId{posted.once}, agency_in(posted), visit.now);
}

Result<Agency> act_change(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return change_agency(tx, visit.services, visit.viewer, visit.parameter("reference"), agency_in(posted), posted.version, visit.now);
}

Result<Agency> act_new_contact(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  return add_contact(tx, visit.services, visit.viewer, visit.parameter("reference"), ContactId{posted.once}, contact_in(posted), visit.now);
}

Result<Agency> act_contact(db::Tx& tx, const web::Visit& visit, const web::Posted& posted) {
  const auto id = uuid_from(visit.parameter("contact"));
  if (!id) return fail(ErrorKind::not_found, "agency.unknown");
  return change_contact(tx, visit.services, visit.viewer, visit.parameter("reference"), ContactId{*id}, contact_in(posted), posted.version, visit.now);
}

template <Result<Agency> (*action)(db::Tx&, const web::Visit&, const web::Posted&)>
Result<std::string> act(const web::Visit& visit, const web::Posted& posted) {
  const auto done = visit.services.database.write([&](db::Tx& tx) { return action(tx, visit, posted); });
  if (!done) return tl::unexpected{done.error()};
  return "/agencies/" + done->reference;
}

std::string says_now(db::Read&, const web::Visit&, const AskedAgency& asked) {
  return asked.contact ? asked.contact->name : asked.agency ? asked.agency->name : std::string{};
}

// What is to be changed stands in the form.
template <class Form>
Result<http::Response> ask_filled(const web::Visit& visit, const Form& form, forms::Answers (*answers_of)(const AskedAgency&)) {
  auto read = visit.services.database.read();
  const auto asked = form.find(read, visit);
  if (!asked) return tl::unexpected{asked.error()};
  if (const auto allowed = form.may(*asked, visit.viewer); !allowed) return tl::unexpected{allowed.error()};
  return web::show_form(visit, form.page(read, visit, *asked), answers_of(*asked));
}

forms::Answers of_agency(const AskedAgency& asked) {
  forms::Answers answers;
  answers.set(agency::kName, asked.agency->name);
  answers.set(agency::kKind, asked.agency->kind);
  return answers;
}

forms::Answers of_contact(const AskedAgency& asked) {
  forms::Answers answers;
  answers.set(agency::kName, asked.contact->name);
  answers.set(agency::kPost, asked.contact->post);
  answers.set(agency::kEmail, asked.contact->email);
  answers.set(agency::kTelephone, asked.contact->telephone);
  return answers;
}

using AgencyForm = web::RecordForm<AskedAgency>;
constexpr AgencyForm kNew{find_none, may, new_page, act<act_new>, says_now};
constexpr AgencyForm kChange{find, may, change_page, act<act_change>, says_now};
constexpr AgencyForm kNewContact{find, may, new_contact_page, act<act_new_contact>, says_now};
constexpr AgencyForm kContact{find_contact, may, contact_page, act<act_contact>, says_now};

}  // namespace

Result<http::Response> ask_new_agency(const web::Visit& visit) { return web::ask(visit, kNew); }
Result<http::Response> save_new_agency(const web::Visit& visit) { return web::answer(visit, kNew); }
Result<http::Response> ask_agency(const web::Visit& visit) { return ask_filled(visit, kChange, of_agency); }
Result<http::Response> save_agency(const web::Visit& visit) { return web::answer(visit, kChange); }
Result<http::Response> ask_new_contact(const web::Visit& visit) { return web::ask(visit, kNewContact); }
Result<http::Response> save_new_contact(const web::Visit& visit) { return web::answer(visit, kNewContact); }
Result<http::Response> ask_contact(const web::Visit& visit) { return ask_filled(visit, kContact, of_contact); }
Result<http::Response> save_contact(const web::Visit& visit) { return web::answer(visit, kContact); }

}  // namespace regard::concerns
