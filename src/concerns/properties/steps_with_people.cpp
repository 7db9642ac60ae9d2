// People leave, come back, get posts, hand over and complain.
#include <algorithm>

#include "concerns/complaint/actions.h"
#include "concerns/complaint/forms.h"
#include "concerns/handover/actions.h"
#include "concerns/properties/living.h"

namespace regard::concerns::testing {

using people::Role;

std::pair<std::string, std::int64_t> Living::directory(const ModelPerson& who) {
  auto read = db().read();
  const auto found = people::person::store::find(read, who.id);
  return {found->reference, found->version};
}

// Who takes over is the program's choice among those who oversee; that they do is asked in every_case_has_an_owner.
void Living::takes_from_the_program(ModelCase& record) {
  auto read = db().read();
  record.owner = store::find_case(read, record.id)->owner;
  const auto members = store::members(read, record.id);
  record.members = {members.begin(), members.end()};
  record.ever_members.insert(members.begin(), members.end());
  for (auto& task : record.tasks) task.owner = store::find_task(read, record.id, task.id)->owner;
}

// Handing over leaves events where something was there to move, which the model does not follow line by line.
bool Living::acted(const ModelCase& record, const ModelPerson& who) {
  auto read = db().read();
  for (const auto& seen : audit::about(read, "case", record.id.value, nullptr, 1000, audit::OfType{"case.looked_at", audit::OfType::Which::others}))
    if (seen.by == who.id) return true;
  return false;
}

void Living::leaves() {
  auto& who = any(model.people);
  if (who.left || who.id == lead || who.id == deputy) return;  // somebody is always there
  const auto [reference, version] = directory(who);
  ASSERT_TRUE(people::person::mark_as_left(services(), as(admin_), reference, today(), version, now()));
  told_of(who, "leaves", true);
  who.left = true;
  who.posts.clear();
  for (auto& record : model.cases) {
    const bool owned = record.owner == who.id;
    takes_from_the_program(record);
    if (record.merged_into) continue;
    EXPECT_FALSE(record.members.contains(who.id)) << record.reference;
    if (owned) record.nobody_oversaw = !model.somebody_oversees(record);
    if (owned && !record.nobody_oversaw) EXPECT_TRUE(model.may_oversee(model.person(record.owner), record)) << record.reference;
    if (owned && record.nobody_oversaw) EXPECT_EQ(who.id, record.owner) << record.reference;
  }
}

void Living::comes_back() {
  std::vector<ModelPerson*> gone;
  for (auto& person : model.people)
    if (person.left) gone.push_back(&person);
  if (gone.empty()) return;
  auto& who = *any(gone);
  const auto [reference, version] = directory(who);
  const Viewer by = as(admin_);
  const auto back = write([&, &reference = reference, &version = version](db::Tx& tx) {
    return people::person::mark_as_back(tx, services(), by, reference, version, now());
  });
  ASSERT_TRUE(back);
  who.left = false;
  told_of(who, "comes back", true);
  gets(who, {Role::caseworker, {}});
}

void Living::gets_a_post() {
  auto& who = any(model.people);
  if (who.left) return;
  const ModelPost kPosts[] = {{Role::deputy, south_}, {Role::caseworker, south_}, {Role::complaints, {}}};
  gets(who, any(kPosts));
}

void Living::gets(ModelPerson& who, ModelPost post) {
  for (const auto& held : who.posts)
    if (held.role == post.role && held.centre == post.centre) return;
  write([&](db::Tx& tx) {
    people::post::appoint(tx, audit(), {who.id, post.role, post.centre, today()}, now());
    return true;
  });
  who.posts.push_back(post);
  told_of(who, "gets a post", true);
}

// Only what the viewer oversees moves, and never to somebody who may not see it.
void Living::hands_over_the_work_of_somebody() {
  const auto& who = any(model.people);
  const auto& from = any(model.people);
  const auto& to = any(model.people);
  const Viewer by = as(who.id);
  const auto before = model.cases;
  const auto done = write([&](db::Tx& tx) { return hand_over_work(tx, services(), by, from.id, {to.id, to.id, to.id}, now()); });
  told_of(who, "hands the work of " + from.name + " over to " + to.name, done.has_value());
  for (std::size_t i = 0; i < model.cases.size(); ++i) {
    ModelCase& record = model.cases[i];
    takes_from_the_program(record);
    const bool may_move = done && model.may_oversee(who, before[i]) && before[i].state != "closed" && to.works_at(record.centre) && !record.kept_away.contains(to.id);
    const bool moved = record.owner != before[i].owner || record.members != before[i].members;
    if (moved) EXPECT_TRUE(may_move) << record.reference;
    if (record.owner != before[i].owner) EXPECT_EQ(to.id, record.owner) << record.reference;
    for (std::size_t t = 0; t < record.tasks.size(); ++t)
      if (record.tasks[t].owner != before[i].tasks[t].owner) EXPECT_TRUE(may_move && record.tasks[t].owner == to.id) << record.reference;
    if (acted(record, who)) record.had_a_part.insert(who.id);
  }
}

void Living::complains() {
  if (model.complaints.size() >= 8 || model.concerns.empty()) return;
  ModelComplaint complaint;
  forms::Answers told;
  told.set(kComplaintWhat, std::string{"It took too long"});
  if (roll(4) > 0) {
    const auto place = static_cast<std::size_t>(roll(static_cast<int>(model.concerns.size())));
    const ModelIncident incident = model.incident_of(place);
    for (const std::size_t concern : incident.concerns) complaint.had_a_part.insert(model.concerns[concern].had_a_part.begin(), model.concerns[concern].had_a_part.end());
    for (const std::size_t record : incident.cases) complaint.had_a_part.insert(model.cases[record].had_a_part.begin(), model.cases[record].had_a_part.end());
    complaint.concern = place;
    const auto touched = std::ranges::find_if(incident.cases, [&](std::size_t record) { return std::ranges::count(model.cases[record].concerns, place) > 0; });
    if (touched != incident.cases.end()) complaint.record = *touched;
    told.set(kComplaintAbout, model.concerns[place].reference);
  }
  const auto key = keyring().take(now());
  complaint.reference = write([&](db::Tx& tx) { return complain(tx, services(), {}, key, told, now()); }).reference;
  model.complaints.push_back(std::move(complaint));
  story_.push_back("somebody complains");
}

}  // namespace regard::concerns::testing
