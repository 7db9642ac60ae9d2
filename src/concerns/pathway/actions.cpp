#include "concerns/pathway/actions.h"

#include <algorithm>

#include "concerns/casework/workers.h"
#include "concerns/clocks.h"
#include "concerns/deferred.h"
#include "concerns/pathway/earliest.h"
#include "concerns/pathway/events.h"
#include "concerns/pathway/order.h"
#include "concerns/pathway/rules.h"
#include "concerns/pathway/store.h"
#include "concerns/referral/closed.h"
#include "concerns/referral/store.h"
#include "concerns/texts.h"
#include "platform/base/calendar.h"

namespace regard::concerns {
namespace {

tl::unexpected<Error> refused(std::string code, std::string field, Words message, std::string number = {}) {
  return fail(ErrorKind::invalid, std::move(code), {{std::move(field), message, std::move(number)}});
}

bool is_the_same(const Step& before, const NewStep& next, const crypto::RecordKey& key) {
  const PrivateText text = before.text_sealed ? crypto::open(key, {kStepText, before.id.value}, *before.text_sealed) : PrivateText{};
  return before.kind == next.kind && before.happened_on == next.happened_on && before.outcome == next.outcome &&
         (!next.about || before.about == next.about) && text.reveal() == (next.text ? next.text->reveal() : std::string_view{});
}

// Who sees to it sees the case.
Done may_own(db::Tx& tx, const Case& record, const NewStep& next, Instant now) {
  if (!next.owner) return {};
  const auto people = may_have_task(tx, record, london_date(now));
  if (std::ranges::count(people, *next.owner, &people::Person::id) > 0) return {};
  return refused("step.owner", "owner", tr("Choose somebody who works on this case"));
}

// The day from which its clock runs. Of a first review that on which it was due, however late it was held, so that the second
// is as long after the end of support as the clocks say.
Date clock_begins(const Clocks& clocks, const std::vector<Step>& before, const Step& step) {
  const Date happened_on = date_from_iso(step.happened_on).value();
  if (step.kind != StepKind::review_6_months) return happened_on;
  const Step* ended = looked_back_at(before, step);
  return ended ? clocks.due("pathway", "review_6_months", date_from_iso(ended->happened_on).value()) : happened_on;
}

// What the step waits for, and until when.
Done start_clock(db::Tx& tx, const web::Services& services, const Viewer& viewer, const std::vector<Step>& before, const NewStep& next, Step& step, Instant now) {
  const Loop* loop = loop_of(step);
  if (!loop) return {};
  const Clocks clocks{tx, services.provisions, london_date(now)};
  if (loop->clock.empty() && !next.due_on) return refused("step.due", "due_on", tr("Enter the day by which it is due"));
  if (next.due_on && *next.due_on < step.happened_on) return refused("step.due", "due_on", tr("Enter a day that is no earlier than the other"));
  if (step.kind == StepKind::not_informed) {
    const std::string latest = iso(clocks.due("informing", "think_again", london_date(now)));
    if (*next.due_on > latest) return refused("step.think_again", "due_on", tr("Enter a day by {NUMBER}: not telling the person does not last unseen"), latest);
  }
  step.waits_for = loop->waits_for;
  step.owner = next.owner ? next.owner : viewer.person;
  step.due_on = next.due_on ? *next.due_on : iso(clocks.due("pathway", loop->clock, clock_begins(clocks, before, step)));
  step.provisions_version = clocks.version();
  return {};
}

Result<Step> made_from(const NewStep& next, const Viewer& viewer, const crypto::RecordKey& key, Instant now) {
  const auto outcomes = outcomes_of(next.kind);
  if (!outcomes.empty() && !next.outcome) return refused("step.outcome", "outcome", tr("Choose what came of it"));
  if (next.outcome && std::ranges::count(outcomes, *next.outcome) == 0) return refused("step.outcome", "outcome", tr("Choose one of the answers on this page"));
  Step step{.id = next.id, .kind = next.kind, .happened_on = next.happened_on, .recorded_at = now, .recorded_by = *viewer.person,
            .outcome = next.outcome, .means = next.means, .agency = next.agency, .about = next.about};
  if (next.text && !next.text->empty()) step.text_sealed = crypto::seal(key, {kStepText, step.id.value}, *next.text);
  return step;
}

// What it says of earlier steps: answered, withdrawn.
void settle(db::Tx& tx, const std::vector<const Step*>& answered, const Step& step) {
  for (const Step* question : answered)
    if (!store::answer(tx, question->id, step)) throw std::logic_error("a step changed within the transaction that read it");
  if (step.kind != StepKind::withdrawal) return;
  if (!store::withdraw(tx, *step.about, step.id)) throw std::logic_error("a step changed within the transaction that read it");
  store::open_again(tx, *step.about);
}

Result<Step> record(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewStep& next, Instant now) {
  const auto& [record, key] = opened;
  if (auto may = may_record(record, next.kind, viewer); !may) return tl::unexpected{may.error()};
  if (auto takes = referral_takes(tx, record.id, next.kind); !takes) return tl::unexpected{takes.error()};
  if (const auto before = store::find_step(tx, record.id, next.id); before && before->record == record.id && is_the_same(*before, next, key)) return *before;
  if (store::is_used(tx, next.id))
    return fail(ErrorKind::conflict, "step.sent_before", {{"", tr("Something else was sent from this page before. Send this once more to add it too")}});
  auto step = made_from(next, viewer, key, now);
  if (!step) return step;
  step->record = record.id;
  const auto before = store::steps(tx, record.id);
  if (auto may = may_follow(before, *step); !may) return tl::unexpected{may.error()};
  if (step->outcome == StepOutcome::taken_back && !has_agreed(before, *step) && !store::has_agreed_to_a_referral(tx, record.id))
    return refused("step.nothing_to_take_back", "outcome", tr("They have not agreed before, so there is nothing to take back. Choose that they declined, or record first that they agreed"));
  if (auto may = may_have_been_on(tx, viewer, record, step->happened_on, "happened_on"); !may) return tl::unexpected{may.error()};
  if (auto may = is_time_for_review(Clocks{tx, services.provisions, london_date(now)}, before, *step); !may) return tl::unexpected{may.error()};
  if (auto may = may_own(tx, record, next, now); !may) return tl::unexpected{may.error()};
  if (auto started = start_clock(tx, services, viewer, before, next, *step, now); !started) return tl::unexpected{started.error()};
  const ReferralsOfCase referrals{tx, record.id};
  std::vector<Step> waiting;
  std::ranges::copy_if(before, std::back_inserter(waiting), [&](const Step& each) { return !referrals.closed_with(each); });
  const auto answered = answered_by(waiting, *step);
  if (!answered.empty() && !step->about) step->about = answered.front()->id;
  store::insert(tx, record.id, *step);
  settle(tx, answered, *step);
  const bool has_reasons = step->kind == StepKind::not_informed || step->kind == StepKind::withdrawal;
  services.audit.append(tx, viewer, now, CaseHappened{.type = event_type(step->kind), .record = record, .key = key,
                                                      .reasons = has_reasons ? next.text : std::nullopt,
                                                      .what = step->outcome ? std::optional{PrivateText{std::string{label(*step->outcome).english}}} : std::nullopt});
  index_later(tx, services, kCasesIndex, record.id.value, place_of("step", step->id.value), now);
  if (step->owner && step->owner != viewer.person) tell(tx, services, *step->owner, now);
  return step;
}

}  // namespace

Result<Step> record_step(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewStep& next, Instant now) {
  if (next.kind == StepKind::referral) return fail(ErrorKind::not_found, "step.unknown");
  return record(tx, services, viewer, opened, next, now);
}

Result<Step> record_referral(db::Tx& tx, const web::Services& services, const Viewer& viewer, const Opened& opened, const NewStep& next, Instant now) {
  if (next.kind != StepKind::referral) throw std::logic_error("this step is not a referral");
  return record(tx, services, viewer, opened, next, now);
}

Result<Step> record_step(db::Tx& tx, const web::Services& services, const Viewer& viewer, std::string_view reference, const NewStep& next,
                         Instant now) {
  const auto opened = open_visible(tx, services, viewer, reference);
  if (!opened) return tl::unexpected{opened.error()};
  return record_step(tx, services, viewer, *opened, next, now);
}

}  // namespace regard::concerns
