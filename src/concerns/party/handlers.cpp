#include "concerns/party/handlers.h"

#include <algorithm>

#include "concerns/casework/frame.h"
#include "concerns/opening.h"
#include "concerns/party/actions.h"
#include "concerns/party/forms.h"
#include "concerns/party/staff.h"
#include "concerns/party/store.h"
#include "concerns/shown_name.h"
#include "people/people.h"
#include "platform/base/calendar.h"
#include "platform/html/components.h"
#include "platform/i18n/dates.h"

namespace regard::concerns {
namespace {

struct Shown {
  Party party;
  PartyDetails details;
};

std::vector<Shown> all_of(db::Read& read, const web::Visit& visit, const CaseId& record) {
  std::vector<Shown> all;
  for (const Party& party : store::parties(read, record))
    if (const auto key = visit.services.keyring.find(party.key)) all.push_back({party, details_of(party, *key)});
  return all;
}

html::SummaryList card(const web::Visit& visit, const Opened& opened, const Shown& shown, const StaffNames& staff, bool may_change) {
  const auto& say = visit.language;
  const auto& [party, details] = shown;
  const std::string name = shown_name(say, details.name);
  html::SummaryList list{.card = {.title = name}};
  const auto add = [&](Words key, const std::string& value) {
    if (!value.empty()) list.rows.push_back({say(key), value, {}});
  };
  add(tr("Part"), say(label(party.part)));
  add(tr("Date of birth"), birthday(say, details));
  add(tr("Student number"), details.student_number.reveal());
  add(tr("How to reach them"), details.contact.reveal());
  add(tr("Works here"), staff.of(details.person));
  add(tr("About their part"), details.note.reveal());
  const bool ended = party.state == PartyState::ended;
  if (ended) add(tr("Part ended"), i18n::long_time(say, *party.ended_at));
  else add(tr("Added"), say(tr("{TIME} by {NAME}"), {{"TIME", i18n::long_time(say, party.added_at)}, {"NAME", staff.of(party.added_by)}}));
  if (!may_change) return list;
  const std::string place = case_url(opened.record.reference, "/people/" + party.id.text());
  if (!ended) list.card.actions.push_back({say(tr("Change")), place + "/change", name});
  list.card.actions.push_back({say(ended ? tr("They have a part in it after all") : tr("End their part")), place + "/part", name});
  return list;
}

// Who works here and may be one of them: nobody has decided yet.
void add_open_matches(html::View& view, const web::Visit& visit, db::Read& read, const Opened& opened, bool may_change) {
  for (const auto& [party, details, match] : open_matches(read, visit.services, opened.record.id)) {
    html::View row = view.section("MATCH");
    row.set("MATCH_STAFF", match.person.name).set("MATCH_BY", visit.language(label(match.by))).set("MATCH_NAME", details.name.reveal());
    if (match.person.id == visit.viewer.person) row.show("MATCH_ONESELF");
    else if (may_change) 
      row.section("MATCH_DECIDE").set("MATCH_DECIDE_NAME", match.person.name)
          .set("MATCH_HREF", case_url(opened.record.reference, "/people/" + party.id.text() + "/staff"));
    else row.show("MATCH_WAITS");
  }
}

void add_kept_away(html::View& view, const web::Visit& visit, db::Read& read, const Opened& opened, const std::vector<Shown>& all, const StaffNames& staff) {
  for (const auto& decided : store::decided_staff(read, opened.record.id)) {
    const auto shown = std::ranges::find_if(all, [&](const Shown& one) { return one.party.id == decided.party; });
    if (decided.verdict != StaffVerdict::kept_away || shown == all.end()) continue;
    html::View row = view.section("KEPT");
    row.set("KEPT_STAFF", staff.of(decided.person)).set("KEPT_NAME", shown->details.name.reveal());
    if (!decided.to_look_at || decided.by == visit.viewer.person || !visit.viewer.may_at(kOverseeCases, opened.record.centre)) continue;
    row.section("LOOK").set("LOOK_NAME", staff.of(decided.person)).set("LOOK_BY", staff.of(decided.by)).set("LOOK_CSRF", visit.viewer.csrf)
        .set("LOOK_ACTION", case_url(opened.record.reference, "/people/" + decided.party.text() + "/staff/" + decided.person.text()));
  }
}

StaffNames everybody(db::Read& read, const web::Visit& visit, const CaseId& record, const std::vector<Shown>& all) {
  std::vector<PersonId> people;
  for (const auto& [party, details] : all) {
    people.push_back(party.added_by);
    if (party.person) people.push_back(*party.person);
  }
  for (const auto& decided : store::decided_staff(read, record)) people.push_back(decided.person), people.push_back(decided.by);
  return StaffNames{read, visit.language, std::move(people)};
}

}  // namespace

Result<http::Response> show_people(const web::Visit& visit) {
  const auto opened = look_at_case(visit);
  if (!opened) return tl::unexpected{opened.error()};
  auto read = visit.services.database.read();
  const auto all = all_of(read, visit, opened->record.id);
  const StaffNames staff = everybody(read, visit, opened->record.id, all);
  const bool may_change = workflow::permitted(kCaseMoves, opened->record, CaseAction::keep_people, visit.viewer).has_value();
  html::View view{visit.services.views, visit.language, "concerns/views/people.html"};
  if (may_change)
    html::add(view, "BUTTONS", html::Button{.text = visit.language(tr("Add a person")), .href = case_url(opened->record.reference, "/people/new")});
  if (may_exclude(opened->record, visit.viewer))
    html::add(view, "BUTTONS", html::Button{.text = visit.language(tr("Who is kept away")), .look = html::Button::Look::secondary,
                                            .href = case_url(opened->record.reference, "/kept-away")});
  add_open_matches(view, visit, read, *opened, may_change);
  add_kept_away(view, visit, read, *opened, all, staff);
  if (std::ranges::none_of(all, [](const Shown& one) { return one.party.state == PartyState::present; })) view.show("NOBODY");
  for (const Shown& shown : all) {
    const bool ended = shown.party.state == PartyState::ended;
    html::View place = view.section(ended ? "ENDED" : "PARTY");
    html::add(place, ended ? "ENDED_CARD" : "PARTY_CARD", card(visit, *opened, shown, staff, may_change));
  }
  if (std::ranges::any_of(all, [](const Shown& one) { return one.party.state == PartyState::ended; })) view.show("SOME_ENDED");
  html::Page page = case_page(visit, read, *opened, CaseTab::people);
  page.content = view.render();
  return web::show(visit, page);
}

Result<http::Response> leave_staff_away(const web::Visit& visit) {
  const auto party = uuid_from(visit.parameter("party")), person = uuid_from(visit.parameter("person"));
  if (!party || !person) return fail(ErrorKind::not_found, "party.unknown");
  const auto done = visit.services.database.write([&](db::Tx& tx) {
    return leave_away(tx, visit.services, visit.viewer, visit.parameter("reference"), PartyId{*party}, PersonId{*person}, visit.now);
  });
  if (!done) return tl::unexpected{done.error()};
  return web::see_other(case_url(done->reference, "/people"));
}

}  // namespace regard::concerns
