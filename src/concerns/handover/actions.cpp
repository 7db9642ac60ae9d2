#include "concerns/handover/actions.h"

#include <algorithm>

#include "concerns/among.h"
#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/casework/workers.h"
#include "concerns/deferred.h"
#include "concerns/handover/events.h"
#include "concerns/handover/store.h"
#include "concerns/opening.h"
#include "concerns/supervision/events.h"
#include "concerns/supervision/owner.h"
#include "people/people.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// Moves one line after another from somebody.
struct Moving {
  db::Tx& tx;
  const web::Services& services;
  const Viewer& viewer;
  const PersonId& from;
  Instant now;

  // Whether it moved.
  bool move(HandoverItem& item, const PersonId& to) const {
    auto record = store::find_case(tx, item.record);
    const auto key = key_of(services, record->key);
    if (!key || record->state == CaseState::closed || !is_among(may_have_case(tx, *record, london_date(now)), to)) return false;
    if (!give(*record, *key, item, to)) return false;
    item.holder = to;
    return true;
  }

  // False: somebody chose meanwhile, or it is done.
  bool give(Case& record, const crypto::RecordKey& key, const HandoverItem& item, const PersonId& to) const {
    switch (item.kind) {
      case HandoverKind::ownership: return give_ownership(record, key, item, to);
      case HandoverKind::membership: give_membership(record, key, to); return true;
      case HandoverKind::task: return give_task(record, key, item, to);
      case HandoverKind::step: return give_step(record, key, item, to);
    }
    throw std::logic_error("HandoverKind outside its enumerators");
  }

  bool give_ownership(Case& record, const crypto::RecordKey& key, const HandoverItem& item, const PersonId& to) const {
    if (record.owner != item.holder) return false;
    hand_over(tx, services, viewer, record, key, to, {}, now);
    return true;
  }

  void give_membership(const Case& record, const crypto::RecordKey& key, const PersonId& to) const {
    store::add_member(tx, record.id, to, now);
    services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::given_to, record, key, to});
    if (to != viewer.person) tell(tx, services, to, now);
    const auto tasks = store::tasks(tx, record.id);
    const bool has_more = record.owner == from || !store::open_steps_of(tx, record.id, from).empty() || std::ranges::any_of(tasks, [&](const Task& task) { return !task.done && task.owner == from; });
    if (!has_more && from != to) store::end_membership(tx, record.id, from, now);
  }

  bool give_step(const Case& record, const crypto::RecordKey& key, const HandoverItem& item, const PersonId& to) const {
    if (!item.holder || !store::give_step(tx, item.step.value(), *item.holder, to)) return false;
    if (*item.holder == to) return true;  // who had it for the time being keeps it
    if (!is_among(may_have_task(tx, record, london_date(now)), to)) store::add_member(tx, record.id, to, now);
    services.audit.append(tx, viewer, now, CaseHappened{.type = kStepGivenTo, .record = record, .key = key, .person = to});
    if (to != viewer.person) tell(tx, services, to, now);
    return true;
  }

  bool give_task(const Case& record, const crypto::RecordKey& key, const HandoverItem& item, const PersonId& to) const {
    auto task = store::find_task(tx, record.id, item.task.value());
    if (!task || task->done || task->owner != item.holder) return false;
    if (task->owner == to) return true;
    if (!is_among(may_have_task(tx, record, london_date(now)), to)) store::add_member(tx, record.id, to, now);
    task->owner = to;
    if (!store::save(tx, *task)) throw std::logic_error("a task changed within the transaction that read it");
    services.audit.append(tx, viewer, now, CaseEvent{CaseEvent::What::task_given_to, record, key, to, {}, task->id});
    if (to != viewer.person) tell(tx, services, to, now);
    return true;
  }
};

}  // namespace

const std::optional<PersonId>& Successors::of(HandoverKind kind) const {
  switch (kind) {
    case HandoverKind::ownership: return owned;
    case HandoverKind::membership: return worked_on;
    case HandoverKind::task:
    case HandoverKind::step: return tasks;
  }
  throw std::logic_error("HandoverKind outside its enumerators");
}

std::vector<HandoverItem> what_is_left(db::Read& read, const Sight& sight, const PersonId& person) {
  auto lines = store::not_moved(read, sight, person);
  for (auto& line : store::has_now(read, sight, person)) lines.push_back(std::move(line));
  return lines;
}

Done hand_over_work(db::Tx& tx, const web::Services& services, const Viewer& viewer, const PersonId& person, const Successors& successors, Instant now) {
  if (!people::find(tx, person)) return fail(ErrorKind::not_found, "person.unknown");
  auto lines = what_is_left(tx, sight_of(viewer, kOverseeCases), person);
  if (lines.empty()) return fail(ErrorKind::conflict, "handover.nothing");
  const Moving moving{tx, services, viewer, person, now};
  const Handover handover{.id = HandoverId::make(now), .person = person, .why = HandoverWhy::away, .made_at = now, .made_by = viewer.person};
  WorkHandedOver happened{.person = person};
  const auto is_written = [](const HandoverItem& line) { return line.id != HandoverItemId{}; };
  if (!std::ranges::all_of(lines, is_written)) store::insert(tx, handover);
  for (HandoverItem& line : lines) {
    const auto& to = successors.of(line.kind);
    if (!to || *to == person) continue;
    const bool moved = moving.move(line, *to);
    if (!moved && line.state == HandoverState::undone) continue;  // it could not be moved before either
    if (const auto may = line.attempt(moved ? HandoverAction::hand_over : HandoverAction::leave_undone, viewer); !may) return tl::unexpected{may.error()};
    line.decided_at = now;
    line.decided_by = viewer.person;
    ++(moved ? happened.moved : happened.undone);
    if (is_written(line)) {
      if (!store::save(tx, line)) throw std::logic_error("a line changed within the transaction that read it");
    } else {
      line.id = HandoverItemId::make(now);
      store::insert(tx, handover.id, line);
    }
  }
  services.audit.append(tx, viewer, now, happened);
  return {};
}

}  // namespace regard::concerns
