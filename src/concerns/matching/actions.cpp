#include "concerns/matching/actions.h"

#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/concern/store.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/matching/events.h"
#include "concerns/matching/forms.h"
#include "concerns/matching/merge.h"
#include "concerns/matching/store.h"
#include "concerns/matching/tokens.h"
#include "concerns/opening.h"
#include "concerns/party/actions.h"
#include "concerns/party/staff.h"
#include "concerns/supervision/actions.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

Result<Either> open_concern(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view reference) {
  auto either = open_either(read, services, viewer, reference);
  if (either && either->is_case()) return fail(ErrorKind::not_found, "concern.unknown");
  return either;
}

// After a move that the table allows, saved with the version that the person saw.
Done move_concern(db::Tx& tx, const Viewer& viewer, Concern& concern, ConcernAction action, int version) {
  if (const auto moved = concern.attempt(action, viewer); !moved) return tl::unexpected{moved.error()};
  concern.version = version;
  if (!store::save(tx, concern)) return fail(ErrorKind::conflict, "concern.changed");
  return {};
}

// Whoever is kept away from a part of the incident is kept away from all of it, now that the parts have met.
Done unite_kept_away(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Incident& incident, std::string_view field, Instant now) {
  const auto kept_away = kept_away_from(tx, incident);
  if (!leaves_somebody(tx, viewer, incident, kept_away, london_date(now)))
    return fail(ErrorKind::invalid, "incident.nobody_else",
                {{std::string{field}, tr("Whoever is kept away from one would be kept away from both, and nobody but you would oversee them. Ask for another lead or deputy to be appointed first")}});
  for (const PersonId& person : kept_away) keep_away(tx, services, viewer, incident, person, now);
  return {};
}

}  // namespace

Result<Two> open_two(db::Read& read, const web::Services& services, const Viewer& viewer, std::string_view mine, std::string_view other) {
  auto one = open_either(read, services, viewer, mine);
  if (!one) return tl::unexpected{one.error()};
  auto two = open_either(read, services, viewer, other);
  if (!two) return tl::unexpected{two.error()};
  if (one->ref() == two->ref()) return fail(ErrorKind::not_found, "pair.same_record");
  Pair pair = store::find_pair(read, one->ref(), two->ref());
  const bool mine_first = pair.one == one->ref();
  pair.centre = mine_first ? one->centre() : two->centre();
  pair.other_centre = mine_first ? two->centre() : one->centre();
  return Two{std::move(*one), std::move(*two), std::move(pair)};
}

bool names_differ(const Two& two) {
  const PrivateText mine = two.mine.name(), other = two.other.name();
  return mine.empty() || other.empty() || written_alike(mine) != written_alike(other);
}

Result<Two> decide_pair(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view mine, std::string_view other,
                        const PairDecision& decision, Instant now) {
  auto two = open_two(tx, services, viewer, mine, other);
  if (!two) return two;
  if (two->version() != decision.version) return fail(ErrorKind::conflict, "pair.changed");
  if (decision.action == PairAction::merge && two->mine.is_case() && two->other.is_case() && !decision.one_person && names_differ(*two))
    return fail(ErrorKind::invalid, "merge.names", {{std::string{kPairNames}, tr("Tick that both names are of one person, or do not merge the cases")}});
  Pair& pair = two->pair;
  if (const auto moved = pair.attempt(decision.action, viewer); !moved) return tl::unexpected{moved.error()};
  pair.decided_at = now;
  pair.decided_by = *viewer.person;
  if (!store::save(tx, pair)) return fail(ErrorKind::conflict, "pair.changed");
  if (decision.action == PairAction::merge) {
    if (const auto merged = merge(tx, services, viewer, *two, decision, now); !merged) return tl::unexpected{merged.error()};
    return two;
  }
  const std::string_view type = decision.action == PairAction::keep_together ? kKeptTogether : kKeptApart;
  services.audit.append(tx, viewer, now, EitherHappened{type, two->mine, {}, decision.reasons, PrivateText{two->other.reference()}});
  services.audit.append(tx, viewer, now, EitherHappened{type, two->other, {}, decision.reasons, PrivateText{two->mine.reference()}});
  return two;
}

Result<Concern> add_to_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AddedToCase& added, Instant now) {
  auto either = open_concern(tx, services, viewer, reference);
  if (!either) return tl::unexpected{either.error()};
  const auto opened = open_for(tx, services, viewer, added.case_reference, CaseAction::take_in);
  if (!opened && opened.error().kind == ErrorKind::not_found)
    return fail(ErrorKind::invalid, "incident.no_such_case", {{"case", tr("Enter the reference of a case that you can see, like K-7K2Q-9XWD")}});
  if (!opened) return fail(ErrorKind::invalid, opened.error().code, {{"case", tr("That case is not open, or you do not oversee it. Choose another, or open it again first")}});
  Concern& concern = *either->concern;
  if (const auto touched = store::concerns_of(tx, opened->record.id); std::ranges::count(touched, concern.id) > 0)
    return fail(ErrorKind::invalid, "incident.in_it_already", {{"case", tr("This concern is in that case already")}});
  if (const auto moved = move_concern(tx, viewer, concern, ConcernAction::add_to_case, added.version); !moved) return tl::unexpected{moved.error()};
  store::link(tx, opened->record.id, concern.id);
  if (const auto united = unite_kept_away(tx, services, viewer, incident_of(tx, concern.id), "case", now); !united) return tl::unexpected{united.error()};
  services.audit.append(tx, viewer, now, EitherHappened{kTouchesCase, *either, {}, added.reasons, PrivateText{opened->record.reference}});
  services.audit.append(tx, viewer, now,
                        EitherHappened{kConcernAdded, {.concern = {}, .record = opened->record, .key = opened->key}, {}, added.reasons, PrivateText{concern.reference}});
  return concern;
}

Result<Case> open_another_case(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const AnotherCase& another,
                               const crypto::RecordKey& key, Instant now) {
  auto either = open_concern(tx, services, viewer, reference);
  if (!either) return tl::unexpected{either.error()};
  Concern& concern = *either->concern;
  if (const auto moved = move_concern(tx, viewer, concern, ConcernAction::open_another_case, another.version); !moved) return tl::unexpected{moved.error()};
  Opened opened{{}, key};
  Case& record = opened.record;
  record.id = CaseId::make(now);
  record.reference = new_reference('K');
  record.key = key.id;
  record.centre = concern.centre;
  record.opened_at = now;
  record.opened_by = *viewer.person;
  record.owner = *viewer.person;
  record.supervise_by = first_supervision(tx, services, london_date(now));
  record.name_sealed = crypto::seal(key, {kCaseName, record.id.value}, another.about.name);
  store::insert(tx, record);
  store::link(tx, record.id, concern.id);
  store::exclude_as_from(tx, record.id, concern.id, now);
  services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::opened, record, key, {}, another.reasons});
  services.audit.append(tx, viewer, now, EitherHappened{kTouchesCase, *either, {}, another.reasons, PrivateText{record.reference}});
  add_subject(tx, services, viewer, opened, another.about, now);
  return record;
}

}  // namespace regard::concerns
