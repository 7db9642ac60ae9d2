// Everything that the store is asked, for everybody, against the model.
#include <algorithm>

#include "concerns/complaint/store.h"
#include "concerns/properties/living.h"
#include "concerns/supervision/store.h"

namespace regard::concerns::testing {
namespace {

constexpr int kPageSize = 3;  // small, so that lists go over several pages

}  // namespace

void Living::everything_is_as_the_model_says() {
  auto read = db().read();
  states_are_as_the_model_says(read);
  every_case_has_an_owner(read);
  for (const auto& who : model.people) {
    const Viewer viewer = as(who.id);
    sees_the_right_cases(read, who, sight_of(viewer, kOverseeCases));
    reads_the_right_entries(read, who, sight_of(viewer, kOverseeCases));
    sees_the_right_concerns(read, who, sight_of(viewer, kTriage));
    sees_the_right_complaints(read, who, viewer);
  }
}

void Living::states_are_as_the_model_says(db::Read& read) {
  for (const auto& record : model.cases) {
    const auto stored = store::find_case(read, record.id);
    EXPECT_EQ(record.state, word(stored->state)) << record.reference;
    const auto members = store::members(read, record.id);
    EXPECT_EQ(record.members, (std::set<PersonId>{members.begin(), members.end()})) << record.reference;
    for (const PersonId& person : record.kept_away) EXPECT_FALSE(record.members.contains(person)) << record.reference;
    if (stored->state == CaseState::closed && !record.merged_into) EXPECT_NE(stored->closing_asked_by, stored->closed_by) << record.reference;
  }
  for (const auto& concern : model.concerns) EXPECT_EQ(concern.state, word(store::find(read, concern.id)->state)) << concern.reference;
}

// Whoever owns a case sees it, and nobody has something to do on a case that they do not see.
void Living::every_case_has_an_owner(db::Read& read) {
  for (const auto& record : model.cases) {
    if (record.merged_into) continue;  // nobody sees it any more: what was in it is in the other
    EXPECT_EQ(record.owner, store::find_case(read, record.id)->owner) << record.reference;
    const auto& owner = model.person(record.owner);
    EXPECT_TRUE(record.nobody_oversaw || model.sees(owner, record)) << record.reference << " is owned by " << owner.name;
    for (const auto& task : record.tasks)
      if (!task.done && record.state != "closed")
        EXPECT_TRUE(record.nobody_oversaw || model.sees(model.person(task.owner), record)) << record.reference << ": " << model.person(task.owner).name;
  }
}

void Living::sees_the_right_cases(db::Read& read, const ModelPerson& who, const Sight& sight) {
  std::vector<Uuid> all;
  std::set<std::string> visible, among, tasks, expected_tasks, approvals, expected_approvals;
  for (const auto& record : model.cases) {
    all.push_back(record.id.value);
    const bool sees = model.sees(who, record);
    if (sees) visible.insert(record.reference);
    const bool finds = record.merged_into ? model.sees(who, model.ends_in(record)) : sees;
    EXPECT_EQ(finds, store::find_case(read, sight, record.reference).has_value()) << who.name << " " << record.reference;
    if (model.may_oversee(who, record) && record.state == "closing" && record.asked_by != who.id) expected_approvals.insert(record.reference);
    for (const auto& task : record.tasks)
      if (!task.done && task.owner == who.id && record.state != "closed" && sees) expected_tasks.insert(task.id.text());
  }
  for (const auto& record : store::cases_among(read, sight, all)) among.insert(record.reference);
  EXPECT_EQ(visible, among) << who.name;
  for (const auto& own : store::own_tasks(read, sight, 100)) tasks.insert(own.task.id.text());
  EXPECT_EQ(expected_tasks, tasks) << who.name;
  for (const auto& record : store::to_approve(read, sight, 100)) approvals.insert(record.reference);
  EXPECT_EQ(expected_approvals, approvals) << who.name;
  for (const CaseState state : {CaseState::open, CaseState::closing, CaseState::closed}) lists_the_right_cases(read, who, sight, state, visible);
}

void Living::lists_the_right_cases(db::Read& read, const ModelPerson& who, const Sight& sight, CaseState state, const std::set<std::string>& visible) {
  std::vector<std::string> listed, expected;
  std::set<std::string> own, expected_own;
  std::optional<Place> before;
  for (std::size_t page = kPageSize; page == kPageSize;) {
    const auto some = store::cases_in(read, sight, state, before, kPageSize);
    for (const auto& record : some) listed.push_back(record.reference);
    if (!some.empty()) before = Place{some.back().opened_at, some.back().id.text()};
    page = some.size();
  }
  for (const auto& record : model.cases) {  // in the order they were opened
    if (record.state != word(state) || !visible.contains(record.reference)) continue;
    expected.insert(expected.begin(), record.reference);
    if (record.owner == who.id) expected_own.insert(record.reference);
  }
  EXPECT_EQ(expected, listed) << who.name;
  EXPECT_EQ(static_cast<int>(expected.size()), store::count_cases(read, sight, state)) << who.name;
  for (const auto& record : store::own_cases_in(read, sight, state, {}, 100)) own.insert(record.reference);
  EXPECT_EQ(expected_own, own) << who.name;
}

void Living::reads_the_right_entries(db::Read& read, const ModelPerson& who, const Sight& sight) {
  for (const auto& record : model.cases) {
    if (!model.sees(who, record)) continue;  // the case itself is not found
    std::set<EntryId> found, expected;
    for (const auto& entry : store::entries_before(read, sight, record.id, {}, 1000)) found.insert(entry.id);
    for (const auto& entry : record.entries)
      if (model.reads(who, record, entry)) expected.insert(entry.id);
    EXPECT_EQ(expected, found) << who.name << " " << record.reference;
  }
}

void Living::sees_the_right_concerns(db::Read& read, const ModelPerson& who, const Sight& sight) {
  std::vector<Uuid> all;
  std::set<std::string> visible, among, arrived, overseen, waiting, expected_waiting;
  for (const auto& concern : model.concerns) {
    all.push_back(concern.id.value);
    const bool sees = model.sees(who, concern), in_lists = sees && who.oversees(concern.centre);
    if (sees) visible.insert(concern.reference);
    if (in_lists) overseen.insert(concern.reference);
    if (in_lists && (concern.state == "received" || concern.state == "needs_case")) expected_waiting.insert(concern.reference);
    EXPECT_EQ(sees, store::find_visible(read, sight, concern.reference).has_value()) << who.name << " " << concern.reference;
  }
  for (const auto& concern : store::visible_among(read, sight, all)) among.insert(concern.reference);
  EXPECT_EQ(visible, among) << who.name;
  for (const auto& concern : store::arrived(read, sight, {}, 100)) arrived.insert(concern.reference);
  EXPECT_EQ(overseen, arrived) << who.name;
  for (const auto& concern : store::waiting(read, sight, {}, 100)) waiting.insert(concern.reference);
  EXPECT_EQ(expected_waiting, waiting) << who.name;
  EXPECT_EQ(static_cast<int>(expected_waiting.size()), store::count_waiting(read, sight)) << who.name;
}

void Living::sees_the_right_complaints(db::Read& read, const ModelPerson& who, const Viewer& viewer) {
  const auto sight = store::complaint_sight(viewer);
  std::set<std::string> listed, expected;
  for (const auto& complaint : store::complaints(read, sight, 100)) {
    listed.insert(complaint.reference);
    if (complaint.owner) EXPECT_TRUE(model.person(*complaint.owner).handles_complaints());
  }
  for (const auto& complaint : model.complaints) {
    if (model.sees(who, complaint)) expected.insert(complaint.reference);
    EXPECT_EQ(model.sees(who, complaint), store::find_complaint(read, sight, complaint.reference).has_value()) << who.name;
  }
  EXPECT_EQ(expected, listed) << who.name;
}

}  // namespace regard::concerns::testing
