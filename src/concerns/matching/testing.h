// For tests of matching: cases of people with a name, a date of birth and a student number.
#pragma once

#include "concerns/deferred.h"
#include "concerns/incident.h"
#include "concerns/matching/actions.h"
#include "concerns/matching/handlers.h"
#include "concerns/matching/store.h"
#include "concerns/testing.h"

namespace regard::concerns::testing {

class MatchingTest : public ConcernsTest {
 protected:
  PersonId other;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) other = somebody("Ola Other-Deputy", people::Role::deputy);
  }
  static forms::Answers of(std::string name, std::string student_number = {}, std::string born_on = {}) {
    auto answers = told(std::move(name));
    if (!student_number.empty()) answers.set("student_number", std::move(student_number));
    if (!born_on.empty()) answers.set("date_of_birth", std::move(born_on));
    return answers;
  }
  Case case_from(const std::string& concern) {
    EXPECT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
    return opened(as(lead), concern).value();
  }
  Case case_of(const forms::Answers& answers) { return case_from(raised({}, answers)); }
  std::string concern_of(const Case& record) {
    auto read = db().read();
    return store::find(read, store::concerns_of(read, record.id).front())->reference;
  }
  Result<Two> decided_pair(PersonId by, const std::string& mine, const std::string& other_one, PairAction action, Members members = Members::stay_behind) {
    const Viewer viewer = as(by);
    const int version = [&] {
      auto read = db().read();
      const auto two = open_two(read, services(), viewer, mine, other_one);
      return two ? two->version() : 0;
    }();
    return write([&](db::Tx& tx) { return decide_pair(tx, services(), viewer, mine, other_one, {action, PrivateText{"Same face"}, members, version, true}, now()); });
  }
  Result<Two> merged(PersonId by, const Case& into, const Case& ended, Members members = Members::stay_behind) {
    return decided_pair(by, into.reference, ended.reference, PairAction::merge, members);
  }
  Result<Concern> added_to(PersonId by, const std::string& concern, const Case& record) {
    const Viewer viewer = as(by);
    const auto seen = seen_concern(viewer, concern);
    return write([&](db::Tx& tx) { return add_to_case(tx, services(), viewer, concern, {record.reference, PrivateText{"the same evening"}, seen ? seen->version : 0}, now()); });
  }
  std::vector<std::string> likes(PersonId by, const RecordRef& record) {  // "K-… name"
    auto read = db().read();
    std::vector<std::string> found;
    for (const auto& like : store::like_cases(read, sight_of(as(by), kOverseeCases), record)) found.push_back(like.record.reference + " " + std::string{word(like.why)});
    for (const auto& like : store::like_concerns(read, sight_of(as(by), kTriage), record)) found.push_back(like.record.reference + " " + std::string{word(like.why)});
    return found;
  }
  static RecordRef ref(const Case& record) { return {kCasesIndex, record.id.value}; }
  Result<Case> entered(PersonId by, const Case& record, std::string text) {
    const Viewer viewer = as(by);
    const EntryId id = EntryId::make(now());
    return write([&](db::Tx& tx) { return add_entry(tx, services(), viewer, record.reference, {id, EntryKind::note, "2025-11-20", PrivateText{text}}, now()); });
  }
};

}  // namespace regard::concerns::testing
