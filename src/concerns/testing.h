// For the tests of concerns: a provider with people by role, and what somebody told.
#pragma once

#include "concerns/casework/actions.h"
#include "concerns/casework/store.h"
#include "concerns/concern/actions.h"
#include "concerns/concern/store.h"
#include "concerns/concerns.h"
#include "people/testing.h"

namespace regard::concerns::testing {

using people::testing::IsRefused;

inline people::RoleSheet sheet() {
  auto all = people::rights();
  const auto own = rights();
  all.insert(all.end(), own.begin(), own.end());
  return people::RoleSheet{std::move(all)};
}

class ConcernsTest : public people::testing::PeopleTest {
 protected:
  ConcernsTest() : PeopleTest{sheet()} {}

  PersonId lead, deputy, caseworker, colleague, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    lead = somebody("Lee Lead", people::Role::lead);
    deputy = somebody("Dee Deputy", people::Role::deputy);
    caseworker = somebody("Casey Caseworker", people::Role::caseworker);
    colleague = somebody("Colin Colleague", people::Role::caseworker);
    tutor = somebody("Toni Tutor", people::Role::reporter);
  }

  static forms::Answers told(std::string name = "Robin Made-Up", std::string danger = "later") {
    forms::Answers answers;
    answers.set("whom", std::string{"someone_else"});
    answers.set("name", std::move(name));
    answers.set("what", std::string{"Withdrawn since the zanzibar excursion"});
    answers.set("danger", std::move(danger));
    answers.set("reporter", std::string{"anonymous"});
    return answers;
  }
  std::string raised(const Viewer& by = {}, forms::Answers answers = told()) { return raise_concern(services(), by, answers, now()); }

  template <class Action>
  auto write(Action action) {
    clock.advance(std::chrono::milliseconds{1});  // so that what happens one after another is seen so
    return db().write(action);
  }

  Result<Concern> decided(const Viewer& by, const std::string& reference, ConcernAction action, int version = 1) {
    return write([&](db::Tx& tx) { return triage(tx, services(), by, reference, {action, PrivateText{"for good reasons"}, version}, now()); });
  }
  Result<Case> opened(const Viewer& by, const std::string& concern, int version = 2) {
    const auto key = keyring().take(now());
    return write([&](db::Tx& tx) { return open_case(tx, services(), by, concern, version, key, now()); });
  }
  // A case that the lead opened and gave to the caseworker.
  Case a_case() {
    const auto concern = raised();
    EXPECT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
    const auto made = opened(as(lead), concern);
    EXPECT_TRUE(given(as(lead), made->reference, caseworker));
    return *made;
  }
  Result<Case> given(const Viewer& by, const std::string& reference, PersonId to) {
    return write([&](db::Tx& tx) { return give_to(tx, services(), by, reference, to, now()); });
  }
  Result<Case> kept_away(const Viewer& by, const std::string& reference, PersonId person) {
    return write([&](db::Tx& tx) { return exclude_from_case(tx, services(), by, reference, person, now()); });
  }
  Result<Case> asked_to_close(const Viewer& by, const std::string& reference, int version = 1) {
    return write([&](db::Tx& tx) {
      return ask_to_close(tx, services(), by, reference, {Outcome::supported, PrivateText{"support is there"}, version}, now());
    });
  }
  Result<Case> decided(const Viewer& by, const std::string& reference, CaseAction action, int version) {
    return write([&](db::Tx& tx) { return decide(tx, services(), by, reference, {action, PrivateText{"agreed"}, version}, now()); });
  }
  std::optional<Case> seen_case(const Viewer& by, const std::string& reference) {
    auto read = db().read();
    return store::find_case(read, sight_of(by, kOverseeCases), reference);
  }
  std::optional<Concern> seen_concern(const Viewer& by, const std::string& reference) {
    auto read = db().read();
    return store::find_visible(read, sight_of(by, kTriage), reference);
  }
};

}  // namespace regard::concerns::testing
