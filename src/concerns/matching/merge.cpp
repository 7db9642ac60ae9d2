#include "concerns/matching/merge.h"

#include <algorithm>

#include "concerns/casework/actions.h"
#include "concerns/casework/events.h"
#include "concerns/casework/opened.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/matching/events.h"
#include "concerns/matching/store.h"
#include "concerns/party/staff.h"
#include "concerns/pathway/store.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// The case that goes on must be open; the other may be in any state.
Done attempt_both(Two& two, const Viewer& viewer) {
  if (const auto moved = two.mine.record->attempt(CaseAction::take_in, viewer); !moved)
    return fail(moved.error().kind == ErrorKind::conflict ? ErrorKind::invalid : moved.error().kind, "merge.not_open",
                {{"verdict", tr("This case is not open. Open it again first, or merge it into the other")}});
  if (const auto moved = two.other.record->attempt(CaseAction::merge_into, viewer); !moved) return tl::unexpected{moved.error()};
  return {};
}

void move_members(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Two& two, Members members, const std::vector<PersonId>& kept_away,
                  Instant now) {
  const Case& from = *two.other.record;
  const Case& to = *two.mine.record;
  const auto there = store::members(tx, to.id);
  const auto may_have = may_have_case(tx, to, london_date(now));
  for (const PersonId& person : store::members(tx, from.id)) {
    store::end_membership(tx, from.id, person, now);
    const bool may = std::ranges::count(may_have, person, &people::Person::id) > 0 && std::ranges::count(kept_away, person) == 0;
    if (members == Members::stay_behind || !may || std::ranges::count(there, person) > 0) continue;
    store::add_member(tx, to.id, person, now);
    services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::given_to, to, two.mine.key, person});
    if (person != viewer.person) tell(tx, services, person, now);
  }
}

// What is still to be done is done in the case that goes on, so it is sealed again under that one's key. Whoever does not see
// that case is left with nothing to do on it.
void move_open_tasks(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Two& two, const std::vector<PersonId>& kept_away, Instant now) {
  const Case& from = *two.other.record;
  const Case& to = *two.mine.record;
  const auto may_have = may_have_task(tx, to, london_date(now));
  for (Task task : store::tasks(tx, from.id)) {
    if (task.done) continue;
    const bool may = std::ranges::count(may_have, task.owner, &people::Person::id) > 0 && std::ranges::count(kept_away, task.owner) == 0;
    if (!may) task.owner = *viewer.person;
    task.title_sealed = crypto::seal(two.mine.key, {kTaskTitle, task.id.value}, crypto::open(two.other.key, {kTaskTitle, task.id.value}, task.title_sealed));
    store::move_task(tx, task, to.id);
    services.audit.append(tx, viewer, now, EitherHappened{kTaskMoved, two.mine, task.owner});
  }
}

// The stage of the case that goes on follows from the steps of both, so these are sealed again too.
void move_steps(db::Tx& tx, const Viewer& viewer, const Two& two, const std::vector<PersonId>& kept_away, Instant now) {
  const Case& to = *two.mine.record;
  const auto may_have = may_have_task(tx, to, london_date(now));
  for (Step step : store::steps(tx, two.other.record->id)) {
    const auto sees_it = [&](const PersonId& person) { return std::ranges::count(may_have, person, &people::Person::id) > 0 && std::ranges::count(kept_away, person) == 0; };
    if (step.is_open() && step.owner && !sees_it(*step.owner)) step.owner = viewer.person;
    if (step.text_sealed)
      step.text_sealed = crypto::seal(two.mine.key, {kStepText, step.id.value}, crypto::open(two.other.key, {kStepText, step.id.value}, *step.text_sealed));
    store::move_step(tx, step, to.id);
  }
}

// What somebody decided about the one holds for the other too, so that nothing is proposed again.
void keep_decisions(db::Tx& tx, const Two& two) {
  for (const Pair& before : store::pairs_of(tx, two.other.ref())) {
    const RecordRef& third = before.one == two.other.ref() ? before.other : before.one;
    if (third == two.mine.ref() || before.state == PairState::merged) continue;
    Pair pair = store::find_pair(tx, two.mine.ref(), third);
    if (pair.version != 0) continue;
    pair.state = before.state;
    pair.decided_at = before.decided_at;
    pair.decided_by = before.decided_by;
    store::save(tx, pair);
  }
}

}  // namespace

Done merge(db::Tx& tx, const web::Services& services, const Viewer& viewer, Two& two, const PairDecision& decision, Instant now) {
  const CaseId to = two.mine.record->id, from = two.other.record->id;
  const Incident incident = both(incident_of(tx, to), incident_of(tx, from));
  const auto kept_away = kept_away_from(tx, incident);
  if (!leaves_somebody(tx, viewer, incident, kept_away, london_date(now)))
    return fail(ErrorKind::invalid, "merge.nobody_else",
                {{"verdict", tr("Whoever is kept away from one would be kept away from both, and nobody but you would oversee them. Ask for another lead or deputy to be appointed first")}});
  if (const auto may = attempt_both(two, viewer); !may) return may;
  if (store::is_followed_itself(tx, from))
    return fail(ErrorKind::invalid, "merge.is_followed",
                {{"verdict", tr("The other case has a referral, an extract for advice or information given out, which are followed there. Merge this case into the other one, or say that they belong together")}});
  for (const PersonId& person : kept_away) keep_away(tx, services, viewer, incident, person, now);
  for (Case* record : {&*two.mine.record, &*two.other.record}) {  // whose owner is kept away has another, and another version
    const auto kept = store::find_case(tx, record->id);
    record->owner = kept->owner;
    record->version = kept->version;
  }

  Case& ended = *two.other.record;
  ended.closed_at = ended.closed_at.value_or(now);
  ended.closed_by = ended.closed_by ? ended.closed_by : viewer.person;
  move_members(tx, services, viewer, two, decision.members, kept_away, now);
  move_open_tasks(tx, services, viewer, two, kept_away, now);
  move_steps(tx, viewer, two, kept_away, now);
  store::link_concerns_of(tx, from, to);
  if (!store::save(tx, ended) || !store::save(tx, *two.mine.record)) return fail(ErrorKind::conflict, "pair.changed");
  store::point_to(tx, from, to);
  keep_decisions(tx, two);
  store::forget_tokens(tx, kCasesIndex, from.value);
  match_case(tx, services, to);

  services.audit.append(tx, viewer, now, EitherHappened{kTookIn, two.mine, {}, decision.reasons, PrivateText{two.other.reference()}});
  services.audit.append(tx, viewer, now, EitherHappened{kMergedInto, two.other, {}, decision.reasons, PrivateText{two.mine.reference()}});
  keep_staff_away(tx, services, viewer, to, now);
  index_later(tx, services, kCasesIndex, to.value, now);
  return {};
}

}  // namespace regard::concerns
