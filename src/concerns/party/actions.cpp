#include "concerns/party/actions.h"

#include <algorithm>

#include "concerns/casework/texts.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/party/events.h"
#include "concerns/party/staff.h"
#include "concerns/party/store.h"
#include "concerns/party/texts.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// A person of a case that the viewer sees and may work on, with the key that seals them: another than the case's own when
// they came from a case that was merged into it.
struct OpenedParty {
  Opened opened;
  Party party;
  crypto::RecordKey key;
};

Result<OpenedParty> open_party(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id) {
  auto opened = open_for(read, services, viewer, reference, CaseAction::keep_people);
  if (!opened) return tl::unexpected{opened.error()};
  auto party = store::find_party(read, opened->record.id, id);
  if (!party) return fail(ErrorKind::not_found, "party.unknown");
  auto key = key_of(services, party->key);
  if (!key) return tl::unexpected{key.error()};
  return OpenedParty{std::move(*opened), std::move(*party), std::move(*key)};
}

// What follows from who is in the case.
void renew(db::Tx& tx, const web::Services& services, const Viewer& viewer, const CaseId& record, Instant now) {
  match_case(tx, services, record);
  keep_staff_away(tx, services, viewer, record, now);
}

void renew(db::Tx& tx, const web::Services& services, const Viewer& viewer, const CaseId& record, const Party& changed, Instant now) {
  renew(tx, services, viewer, record, now);
  index_later(tx, services, kCasesIndex, record.value, place_of(changed), now);
}

void insert(db::Tx& tx, const Viewer& viewer, const Opened& opened, const NewParty& added, Party& party, Instant now) {
  party.id = added.id;
  party.record = opened.record.id;
  party.key = opened.key.id;
  party.centre = opened.record.centre;
  party.added_at = now;
  party.added_by = *viewer.person;
  seal_into(party, added.details, opened.key);
  store::insert(tx, party);
}

bool is_the_same(const PartyDetails& one, const PartyDetails& other) {
  const auto texts = [](const PartyDetails& details) {
    return std::vector{details.name.reveal(), details.born_on.reveal(), details.student_number.reveal(), details.contact.reveal(), details.note.reveal()};
  };
  return one.part == other.part && one.person == other.person && texts(one) == texts(other);
}

}  // namespace

Result<Party> add_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewParty& added, Instant now) {
  const auto opened = open_for(tx, services, viewer, reference, CaseAction::keep_people);
  if (!opened) return tl::unexpected{opened.error()};
  if (const auto before = store::find_party(tx, opened->record.id, added.id); before && before->key == opened->key.id && is_the_same(details_of(*before, opened->key), added.details)) return *before;
  if (store::is_used(tx, added.id))
    return fail(ErrorKind::conflict, "party.sent_before", {{"name", tr("Something else was sent from this page before. Send this once more to add it too")}});
  Party party;
  insert(tx, viewer, *opened, added, party, now);
  services.audit.append(tx, viewer, now, PartyEvent{kPartyAdded, opened->record, opened->key, party.id, added.details.name});
  renew(tx, services, viewer, opened->record.id, party, now);
  return party;
}

void add_subject(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const PartyDetails& details, Instant now) {
  Party party;
  insert(tx, viewer, opened, {PartyId::make(now), details}, party, now);
  services.audit.append(tx, viewer, now, PartyEvent{kPartyAdded, opened.record, opened.key, party.id, details.name});
  renew(tx, services, viewer, opened.record.id, now);
  index_later(tx, services, kCasesIndex, opened.record.id.value, now);  // the whole of a case that is new
}

Result<Party> change_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                           const PartyChange& change, Instant now) {
  auto found = open_party(tx, services, viewer, reference, id);
  if (!found) return tl::unexpected{found.error()};
  auto& [opened, party, key] = *found;
  if (const auto moved = party.attempt(PartyAction::change, viewer); !moved) return tl::unexpected{moved.error()};
  const PartyDetails earlier = details_of(party, key);
  if (is_the_same(earlier, change.details)) return party;
  seal_into(party, change.details, key);
  party.version = change.version;
  if (!store::save(tx, party)) return fail(ErrorKind::conflict, "party.changed");
  if (earlier.part != change.details.part) store::forget_who_stays(tx, id);  // who may see it was decided about the part they had
  services.audit.append(tx, viewer, now, PartyEvent{kPartyChanged, opened.record, opened.key, id, change.details.name, {}, earlier});
  ++party.version;
  renew(tx, services, viewer, opened.record.id, party, now);
  return party;
}

Result<Party> move_party(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                         const PartyMoved& moved, Instant now) {
  auto found = open_party(tx, services, viewer, reference, id);
  if (!found) return tl::unexpected{found.error()};
  auto& [opened, party, key] = *found;
  if (const auto may = party.attempt(moved.action, viewer); !may) return tl::unexpected{may.error()};
  const bool ends = moved.action == PartyAction::end_part;
  party.ended_at = ends ? std::optional{now} : std::nullopt;
  party.version = moved.version;
  if (!store::save(tx, party)) return fail(ErrorKind::conflict, "party.changed");
  services.audit.append(tx, viewer, now,
                        PartyEvent{ends ? kPartEnded : kPartTakenUp, opened.record, opened.key, id, details_of(party, key).name, moved.reasons});
  index_reasons_later(tx, services, opened.record.id, now);
  ++party.version;
  renew(tx, services, viewer, opened.record.id, party, now);
  return party;
}

Result<Case> answer_staff(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                          const StaffAnswer& answer, Instant now) {
  auto found = open_party(tx, services, viewer, reference, id);
  if (!found) return tl::unexpected{found.error()};
  const auto& [opened, party, key] = *found;
  const CaseId record = opened.record.id;
  const auto open = open_matches(tx, services, record);
  const auto is_meant = [&](const OpenMatch& one) { return one.party.id == id && one.match.person.id == answer.person; };
  if (std::ranges::none_of(open, is_meant)) return fail(ErrorKind::conflict, "party.staff_decided");
  if (answer.verdict == StaffVerdict::stays) {
    if (keeps_away_at_once(party.part)) return fail(ErrorKind::invalid, "party.must_stay_away", {{"verdict", tr("Somebody with this part in it never sees the case")}});
    services.audit.append(tx, viewer, now, PartyEvent{kStaffStays, opened.record, opened.key, id, details_of(party, key).name, answer.reasons, {}, answer.person});
    index_reasons_later(tx, services, opened.record.id, now);
  } else {
    if (answer.person == viewer.person) return fail(ErrorKind::invalid, "exclusion.not_oneself", {{"verdict", tr("Ask another lead to keep you away from it")}});
    const Incident incident = incident_of(tx, record);
    auto kept_away = kept_away_from(tx, incident);
    kept_away.push_back(answer.person);
    const auto may = leaves_somebody(tx, viewer, incident, kept_away, london_date(now));
    if (!may && !keeps_away_at_once(party.part)) return fail(ErrorKind::invalid, may.error().code, {{"verdict", may.error().fields.front().message}});
    keep_away_as(tx, services, viewer, incident, party, answer.person, now);
    if (!may) tell_if_nobody_oversees(tx, services, incident, now);
    return opened.record;
  }
  store::decide_staff(tx, {id, answer.person, answer.verdict}, {*viewer.person, now});
  return opened.record;
}

Result<Case> leave_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const PartyId& id,
                        const PersonId& person, Instant now) {
  const auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  const auto decided = store::decided_staff(tx, opened->record.id);
  const auto one = std::ranges::find_if(decided, [&](const auto& each) { return each.party == id && each.person == person; });
  const auto party = store::find_party(tx, opened->record.id, id);
  if (one == decided.end() || !party) return fail(ErrorKind::not_found, "party.unknown");
  if (!viewer.may_at(kOverseeCases, opened->record.centre) || one->by == viewer.person) return fail(ErrorKind::not_allowed, "exclusion.permission");
  if (!store::was_looked_at(tx, *one)) return fail(ErrorKind::conflict, "party.staff_decided");
  const auto key = key_of(services, party->key);
  if (!key) return tl::unexpected{key.error()};
  services.audit.append(tx, viewer, now, PartyEvent{kStaffStaysAway, opened->record, opened->key, id, details_of(*party, *key).name, {}, {}, person});
  return opened->record;
}

}  // namespace regard::concerns
