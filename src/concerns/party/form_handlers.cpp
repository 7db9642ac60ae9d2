// The forms about people in a case: what is each one's own. How they go is in record_form.h.
#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/frame.h"
#include "concerns/opening.h"
#include "concerns/party/actions.h"
#include "concerns/party/events.h"
#include "concerns/party/forms.h"
#include "concerns/party/handlers.h"
#include "concerns/party/staff.h"
#include "concerns/party/store.h"
#include "concerns/shown_name.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"
#include "platform/web/record_form.h"

namespace regard::concerns {
namespace {

struct InCase {
  Opened opened;
  Party party;
  PartyDetails details;
};

Done may_keep_people(const Case& record, const Viewer& viewer) {
  const auto may = workflow::permitted(kCaseMoves, record, CaseAction::keep_people, viewer);
  if (!may) return tl::unexpected{may.error()};
  return {};
}

Result<Opened> find_case(db::Read& read, const web::Visit& visit) { return open_visible(read, visit.services, visit.viewer, visit.parameter("reference")); }
Done may_add(const Opened& opened, const Viewer& viewer) { return may_keep_people(opened.record, viewer); }

Result<InCase> find_party(db::Read& read, const web::Visit& visit) {
  auto opened = find_case(read, visit);
  if (!opened) return tl::unexpected{opened.error()};
  const auto id = uuid_from(visit.parameter("party"));
  auto party = id ? store::find_party(read, opened->record.id, PartyId{*id}) : std::nullopt;
  if (!party) return fail(ErrorKind::not_found, "party.unknown");
  const auto key = key_of(visit.services, party->key);
  if (!key) return tl::unexpected{key.error()};
  auto details = details_of(*party, *key);
  return InCase{std::move(*opened), std::move(*party), std::move(details)};
}

template <PartyAction... actions>
Done may(const InCase& found, const Viewer& viewer) {
  if (const auto may = may_keep_people(found.opened.record, viewer); !may) return may;
  if ((workflow::permitted(kPartyMoves, found.party, actions, viewer).has_value() || ...)) return {};
  return fail(ErrorKind::conflict, "party.wrong_state");
}

// The caption names the person whom the case is about, so it is a look at the case.
std::string caption(const web::Visit& visit, const Opened& opened) {
  visit.services.audit.looked(visit.viewer, visit.now, CaseEvent{CaseEvent::What::looked_at, opened.record, opened.key});
  const PrivateText name = crypto::open(opened.key, {kCaseName, opened.record.id.value}, opened.record.name_sealed);
  return visit.language(tr("Case {REFERENCE} · {NAME}"), {{"REFERENCE", opened.record.reference}, {"NAME", shown_name(visit.language, name)}});
}

web::FormPage form_page(const web::Visit& visit, const Opened& opened, const forms::Question& question, std::string_view below) {
  return {.question = question,
          .action = case_url(opened.record.reference, below),
          .back = case_url(opened.record.reference, "/people"),
          .reference = opened.record.reference,
          .caption = caption(visit, opened)};
}

std::string below(const InCase& found, std::string_view slug) { return "/people/" + found.party.id.text() + "/" + std::string{slug}; }

web::FormPage new_page(db::Read&, const web::Visit& visit, const Opened& opened) {
  auto page = form_page(visit, opened, kNewPartyQuestion, "/people/new");
  page.adds = true;
  return page;
}

html::SummaryList summary(const web::Visit& visit, const PartyDetails& details, const StaffNames& staff) {
  const auto& say = visit.language;
  html::SummaryList list;
  const auto add = [&](Words key, const std::string& value) {
    if (!value.empty()) list.rows.push_back({say(key), value, {}});
  };
  add(tr("Part"), say(label(details.part)));
  add(tr("Name"), shown_name(visit.language, details.name));
  add(tr("Date of birth"), birthday(say, details));
  add(tr("Student number"), details.student_number.reveal());
  add(tr("How to reach them"), details.contact.reveal());
  add(tr("Works here"), staff.of(details.person));
  add(tr("About their part"), details.note.reveal());
  return list;
}

// What stood there before: a change replaces nothing.
html::Html earlier(db::Read& read, const web::Visit& visit, const InCase& found) {
  const auto all = earlier_versions(read, found.opened.record.id, found.opened.key, found.party.id);
  if (all.empty()) return {};
  std::vector<PersonId> people;
  for (const auto& one : all) {
    if (one.by) people.push_back(*one.by);
    if (one.details.person) people.push_back(*one.details.person);
  }
  const StaffNames staff{read, visit.language, std::move(people)};
  html::View view{visit.services.views, visit.language, "concerns/views/earlier_party.html"};
  for (const auto& one : all) {
    html::View row = view.section("EARLIER");
    row.set("EARLIER_UNTIL", visit.language(tr("Until {TIME}, when {NAME} changed it"), {{"TIME", i18n::long_time(visit.language, one.at)}, {"NAME", staff.of(one.by)}}));
    html::add(row, "EARLIER_DETAILS", summary(visit, one.details, staff));
  }
  return view.render();
}

web::FormPage change_page(db::Read& read, const web::Visit& visit, const InCase& found) {
  auto page = form_page(visit, found.opened, kChangePartyQuestion, below(found, "change"));
  page.version = found.party.version;
  page.before = earlier(read, visit, found);
  return page;
}

web::FormPage part_page(db::Read& read, const web::Visit& visit, const InCase& found) {
  const bool present = found.party.state == PartyState::present;
  auto page = form_page(visit, found.opened, present ? kEndPartQuestion : kTakeUpPartQuestion, below(found, "part"));
  page.version = found.party.version;
  page.before = html::render(visit.services.views, visit.language,
                             summary(visit, found.details, StaffNames{read, visit.language, {found.details.person.value_or(PersonId{})}}));
  return page;
}

std::vector<OpenMatch> matches_of(db::Read& read, const web::Visit& visit, const InCase& found) {
  auto open = open_matches(read, visit.services, found.opened.record.id);
  std::erase_if(open, [&](const OpenMatch& one) { return one.party.id != found.party.id; });
  return open;
}

web::FormPage staff_page(db::Read& read, const web::Visit& visit, const InCase& found) {
  auto page = form_page(visit, found.opened, kStaffQuestion, below(found, "staff"));
  html::SummaryList list;
  auto& offered = page.picks[std::string{kStaffPerson}];
  for (const auto& one : matches_of(read, visit, found)) {
    list.rows.push_back({one.match.person.name, visit.language(label(one.match.by)), {}});
    offered.push_back({one.match.person.id.text(), one.match.person.name});
  }
  list.card.title = shown_name(visit.language, found.details.name);
  page.before = html::render(visit.services.views, visit.language, list);
  return page;
}

std::string says_now(db::Read&, const web::Visit& visit, const InCase& found) {
  return found.party.state == PartyState::ended ? visit.language(tr("Their part has ended"))
                                                : visit.language(label(found.party.part)) + ", " + shown_name(visit.language, found.details.name);
}
std::string case_says_now(db::Read&, const web::Visit& visit, const Opened& opened) { return visit.language(label(opened.record.state)); }

const std::string& reference_of(const web::Visit& visit) { return visit.parameter("reference"); }
PartyId party_of(const web::Visit& visit) { return PartyId{uuid_from(visit.parameter("party")).value_or(Uuid{})}; }

// On to whoever works here and may be this person; else back to all people of the case.
std::string where_next(db::Read& read, const web::Visit& visit, const CaseId& record, const PartyId& id) {
  const auto open = open_matches(read, visit.services, record);
  const bool asks = std::ranges::any_of(open, [&](const OpenMatch& one) { return one.party.id == id && one.match.person.id != visit.viewer.person; });
  return case_url(reference_of(visit), asks ? "/people/" + id.text() + "/staff" : std::string{"/people"});
}

Result<std::string> act_new(const web::Visit& visit, const web::Posted& posted) {
  return visit.services.database.write([&](db::Tx& tx) -> Result<std::string> {
    auto details = details_from(tx, posted.answers);
    if (!details) return tl::unexpected{details.error()};
    const auto added = add_party(tx, visit.services, visit.viewer, reference_of(visit), {PartyId{posted.once}, std::move(*details)}, visit.now);
    if (!added) return tl::unexpected{added.error()};
    return where_next(tx, visit, added->record, added->id);
  });
}

Result<std::string> act_change(const web::Visit& visit, const web::Posted& posted) {
  return visit.services.database.write([&](db::Tx& tx) -> Result<std::string> {
    auto details = details_from(tx, posted.answers);
    if (!details) return tl::unexpected{details.error()};
    const auto changed = change_party(tx, visit.services, visit.viewer, reference_of(visit), party_of(visit), {std::move(*details), posted.version}, visit.now);
    if (!changed) return tl::unexpected{changed.error()};
    const auto record = open_visible(tx, visit.services, visit.viewer, reference_of(visit));
    return record ? where_next(tx, visit, record->record.id, changed->id) : std::string{"/cases"};
  });
}

Result<std::string> act_part(const web::Visit& visit, const web::Posted& posted) {
  return visit.services.database.write([&](db::Tx& tx) -> Result<std::string> {
    const auto found = find_party(tx, visit);
    if (!found) return tl::unexpected{found.error()};
    const auto action = found->party.state == PartyState::present ? PartyAction::end_part : PartyAction::take_up_again;
    const auto moved = move_party(tx, visit.services, visit.viewer, reference_of(visit), found->party.id, {action, posted.answers.hidden(kPartyWhy), posted.version}, visit.now);
    if (!moved) return tl::unexpected{moved.error()};
    return case_url(reference_of(visit), "/people");
  });
}

Result<std::string> act_staff(const web::Visit& visit, const web::Posted& posted) {
  return visit.services.database.write([&](db::Tx& tx) -> Result<std::string> {
    const StaffAnswer answer{PersonId::stored(posted.answers.text(kStaffPerson)), staff_verdict_from(posted.answers.text(kStaffVerdict)), posted.answers.hidden(kPartyWhy)};
    const auto answered = answer_staff(tx, visit.services, visit.viewer, reference_of(visit), party_of(visit), answer, visit.now);
    if (!answered) return tl::unexpected{answered.error()};
    return where_next(tx, visit, answered->id, party_of(visit));
  });
}

constexpr web::RecordForm<Opened> kNewForm{find_case, may_add, new_page, act_new, case_says_now};
constexpr web::RecordForm<InCase> kChangeForm{find_party, may<PartyAction::change>, change_page, act_change, says_now};
constexpr web::RecordForm<InCase> kPartForm{find_party, may<PartyAction::end_part, PartyAction::take_up_again>, part_page, act_part, says_now};
constexpr web::RecordForm<InCase> kStaffForm{find_party, may<PartyAction::change>, staff_page, act_staff, says_now};

}  // namespace

Result<http::Response> ask_new_party(const web::Visit& visit) { return web::ask(visit, kNewForm); }
Result<http::Response> save_new_party(const web::Visit& visit) { return web::answer(visit, kNewForm); }
Result<http::Response> save_party_change(const web::Visit& visit) { return web::answer(visit, kChangeForm); }
Result<http::Response> ask_part(const web::Visit& visit) { return web::ask(visit, kPartForm); }
Result<http::Response> save_part(const web::Visit& visit) { return web::answer(visit, kPartForm); }
Result<http::Response> save_staff(const web::Visit& visit) { return web::answer(visit, kStaffForm); }

// Shown with what is known: the other forms begin empty.
Result<http::Response> ask_party_change(const web::Visit& visit) {
  auto read = visit.services.database.read();
  const auto found = find_party(read, visit);
  if (!found || !may<PartyAction::change>(*found, visit.viewer)) return web::ask(visit, kChangeForm);
  return web::show_form(visit, change_page(read, visit, *found), answers_from(read, found->details));
}

// Nobody left to decide about: back to all people of the case.
Result<http::Response> ask_staff(const web::Visit& visit) {
  {
    auto read = visit.services.database.read();
    const auto found = find_party(read, visit);
    if (found && matches_of(read, visit, *found).empty()) return web::see_other(case_url(reference_of(visit), "/people"));
  }
  return web::ask(visit, kStaffForm);
}

}  // namespace regard::concerns
