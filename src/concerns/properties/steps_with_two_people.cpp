// What nobody may do alone: letting somebody in who was kept away, and referring somebody who did not agree.
#include <algorithm>

#include "concerns/deferred.h"
#include "concerns/lifting/actions.h"
#include "concerns/lifting/store.h"
#include "concerns/properties/living.h"
#include "concerns/referral/actions.h"
#include "concerns/referral/store.h"

namespace regard::concerns::testing {

void Living::asks_to_let_somebody_in() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  if (record.kept_away.empty()) return;
  const auto& whom = model.person(*std::next(record.kept_away.begin(), roll(static_cast<int>(record.kept_away.size()))));
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) { return ask_to_let_in(tx, services(), by, record.reference, whom.id, PrivateText{"it was a namesake"}, now()); });
  told_of(who, "asks to let " + whom.name + " in to " + record.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.may_oversee(who, record)) << who.name;
  record.had_a_part.insert(who.id);
  model.lifts.push_back({static_cast<std::size_t>(&record - model.cases.data()), whom.id, who.id});
}

// They come in to all that belongs together, so whoever agrees oversees all of it.
void Living::decides_on_letting_somebody_in() {
  if (model.lifts.empty()) return;
  constexpr LiftAction kActions[] = {LiftAction::agree, LiftAction::agree, LiftAction::decline, LiftAction::withdraw};
  const auto& who = any(model.people);
  const auto lift = model.lifts.begin() + roll(static_cast<int>(model.lifts.size()));
  const LiftAction action = any(kActions);
  auto& record = model.cases[lift->record];
  const int version = [&] {
    auto read = db().read();
    const auto waiting = store::waiting_lift(read, {kCasesIndex, record.id.value}, lift->person);
    return waiting ? waiting->version : 1;
  }();
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) {
    return decide_lift(tx, services(), by, record.reference, lift->person, {action, PrivateText{"weighed"}, version}, now());
  });
  told_of(who, std::string{word(action)} + " that " + model.person(lift->person).name + " comes in to " + record.reference, done.has_value());
  if (!done) return;
  EXPECT_TRUE(model.may_oversee(who, record)) << who.name;
  EXPECT_EQ(action == LiftAction::withdraw, who.id == lift->asked_by) << who.name;
  record.had_a_part.insert(who.id);
  const PersonId person = lift->person;
  model.lifts.erase(lift);
  if (action != LiftAction::agree) return;
  const ModelIncident incident = model.incident_of(record.concerns.front());
  for (const std::size_t place : incident.cases) {
    EXPECT_TRUE(who.oversees(model.cases[place].centre)) << who.name;
    if (model.cases[place].kept_away.erase(person) > 0) model.cases[place].had_a_part.insert(who.id);
  }
  for (const std::size_t place : incident.concerns) {
    EXPECT_TRUE(who.oversees(model.concerns[place].centre)) << who.name;
    if (model.concerns[place].kept_away.erase(person) > 0) model.concerns[place].had_a_part.insert(who.id);
  }
}

int Living::version_of_referral(const ModelCase& record, const ModelPerson& who) {
  auto read = db().read();
  const auto found = find_referral(read, services(), as(who.id), record.reference);
  EXPECT_TRUE(!found || model.sees(who, record)) << who.name << " " << record.reference;
  return found ? found->referral.version : 0;
}

void Living::begins_a_referral() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) { return begin_referral(tx, services(), english(), by, record.reference, now()); });
  told_of(who, "begins a referral of " + record.reference, done.has_value());
  if (acted(record, who)) record.had_a_part.insert(who.id);
  if (done) EXPECT_TRUE(model.may_work_on(who, record) && record.state == "open") << who.name;
}

void Living::asks_to_refer_without_consent() {
  if (model.cases.empty()) return;
  const auto& who = any(model.people);
  auto& record = some_case();
  const int version = version_of_referral(record, who);
  const Viewer by = as(who.id);
  const auto done = write([&](db::Tx& tx) { return ask_override(tx, services(), by, record.reference, PrivateText{"it cannot wait"}, version, now()); });
  told_of(who, "asks to refer without consent: " + record.reference, done.has_value());
  if (acted(record, who)) record.had_a_part.insert(who.id);
  if (!done) return;
  EXPECT_TRUE(model.may_work_on(who, record)) << who.name;
  model.overrides[record.reference] = who.id;
}

void Living::decides_on_referring_without_consent() {
  if (model.overrides.empty()) return;
  constexpr OverrideAction kActions[] = {OverrideAction::agree, OverrideAction::agree, OverrideAction::refuse};
  const auto& who = any(model.people);
  const auto [reference, asked_by] = *std::next(model.overrides.begin(), roll(static_cast<int>(model.overrides.size())));
  const auto record = std::ranges::find(model.cases, reference, &ModelCase::reference);
  const OverrideAction action = any(kActions);
  const int version = [&, &asked = reference] {
    auto read = db().read();
    const auto found = find_referral(read, services(), as(who.id), asked);
    if (!found) return 1;
    const auto all = store::overrides(read, found->referral.id);
    return all.empty() ? 1 : all.front().version;
  }();
  const Viewer by = as(who.id);
  const auto done = write([&, &of = reference](db::Tx& tx) { return decide_override(tx, services(), by, of, {action, PrivateText{"weighed"}, version}, now()); });
  told_of(who, std::string{word(action)} + " to refer without consent: " + reference, done.has_value());
  if (acted(*record, who)) record->had_a_part.insert(who.id);
  if (!done) return;
  EXPECT_TRUE(model.may_oversee(who, model.ends_in(*record))) << who.name;
  EXPECT_NE(asked_by, who.id) << who.name;
  model.overrides.erase(reference);
}

}  // namespace regard::concerns::testing
