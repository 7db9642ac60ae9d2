// The step in which somebody is marked as left or a post of theirs ends: nothing of theirs is lost, and nobody who does it
// sees what it was.
#include <algorithm>

#include "concerns/casework/events.h"
#include "concerns/casework/store.h"
#include "concerns/complaint/actions.h"
#include "concerns/concerns.h"
#include "concerns/deferred.h"
#include "concerns/handover/events.h"
#include "concerns/handover/handover.h"
#include "concerns/handover/store.h"
#include "concerns/opening.h"
#include "concerns/supervision/events.h"
#include "concerns/supervision/owner.h"
#include "concerns/supervision/store.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

// One case of somebody who leaves. What is not closed becomes lines that wait for a lead.
class Leaving {
 public:
  Leaving(db::Tx& tx, const web::Services& services, const Viewer& by, const PersonId& person, Instant now)
      : tx_{tx}, services_{services}, by_{by}, person_{person}, now_{now} {}

  void of(Case record) {
    if (still_looks_after(record)) return;  // another post of theirs reaches it
    const auto key = key_of(services_, record.key);
    const bool open = record.state != CaseState::closed;
    if (record.owner == person_) {
      const auto to = overseer_instead_of(tx_, record, person_, {}, london_date(now_));
      if (to && key) hand_over(tx_, services_, by_, record, *key, *to, {}, now_);
      else if (to) set_owner(tx_, record, *to);
      if (open) lines_.push_back(line(HandoverKind::ownership, record, to.value_or(person_)));
    }
    if (std::ranges::count(store::members(tx_, record.id), person_) > 0) {
      store::end_membership(tx_, record.id, person_, now_);
      if (key) happened(record, *key, CaseEvent::What::caseworker_left, person_, {});
      if (open) lines_.push_back(line(HandoverKind::membership, record, {}));
    }
    for (Task& task : store::tasks(tx_, record.id))
      if (!task.done && task.owner == person_) take_over(record, key, task);
    for (const StepId& step : store::open_steps_of(tx_, record.id, person_)) take_over(record, key, step);
  }

  int finish() {
    if (lines_.empty()) return 0;
    const Handover handover{.id = HandoverId::make(now_), .person = person_, .why = HandoverWhy::left, .made_at = now_, .made_by = by_.person};
    store::insert(tx_, handover);
    for (const HandoverItem& one : lines_) store::insert(tx_, handover.id, one);
    return static_cast<int>(lines_.size());
  }

 private:
  bool still_looks_after(const Case& record) const {
    const auto may = [&](Permission permission) {
      return std::ranges::count(people::with_permission(tx_, permission, record.centre, london_date(now_)), person_, &people::Person::id) > 0;
    };
    return may(kOverseeCases) || (may(kWorkOnCases) && std::ranges::count(store::members(tx_, record.id), person_) > 0);
  }

  // The owner, who sees the case, has it until somebody else is chosen. Where nobody oversees the case, the name stays.
  void take_over(const Case& record, const Result<crypto::RecordKey>& key, Task& task) {
    if (record.state != CaseState::closed) {
      lines_.push_back(line(HandoverKind::task, record, record.owner));
      lines_.back().task = task.id;
    }
    if (record.owner == person_) return;
    task.owner = record.owner;
    if (!store::save(tx_, task)) throw std::logic_error("a task changed within the transaction that read it");
    if (key) happened(record, *key, CaseEvent::What::task_given_to, record.owner, task.id);
    tell(tx_, services_, record.owner, now_);
  }

  void take_over(const Case& record, const Result<crypto::RecordKey>& key, const StepId& step) {
    if (record.state != CaseState::closed) {
      lines_.push_back(line(HandoverKind::step, record, record.owner));
      lines_.back().step = step;
    }
    if (record.owner == person_ || !store::give_step(tx_, step, person_, record.owner)) return;
    if (key) services_.audit.append(tx_, by_, now_, CaseHappened{.type = kStepGivenTo, .record = record, .key = *key, .person = record.owner});
    tell(tx_, services_, record.owner, now_);
  }

  HandoverItem line(HandoverKind kind, const Case& record, const std::optional<PersonId>& holder) const {
    return {.id = HandoverItemId::make(now_), .kind = kind, .record = record.id, .task = {}, .step = {}, .holder = holder, .centre = record.centre, .decided_at = {}, .decided_by = {}};
  }

  void happened(const Case& record, const crypto::RecordKey& key, CaseEvent::What what, const PersonId& person, const std::optional<TaskId>& task) const {
    services_.audit.append(tx_, by_, now_, CaseEvent{what, record, key, person, {}, task});
  }

  db::Tx& tx_;
  const web::Services& services_;
  const Viewer& by_;
  const PersonId& person_;
  Instant now_;
  std::vector<HandoverItem> lines_;
};

}  // namespace

void somebody_leaves(db::Tx& tx, const web::Services& services, const Viewer& viewer, const PersonId& person, Instant now) {
  Leaving leaving{tx, services, viewer, person, now};
  for (const CaseId& id : store::cases_with_work_of(tx, person))
    if (const auto record = store::find_case(tx, id)) leaving.of(*record);
  pass_on_complaints(tx, services, viewer, person, now);
  if (const int waiting = leaving.finish(); waiting > 0) services.audit.append(tx, viewer, now, WorkLeftBehind{person, waiting});
}

}  // namespace regard::concerns
