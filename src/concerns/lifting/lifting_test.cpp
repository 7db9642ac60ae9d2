// Letting somebody who is kept away see a record again takes two.
#include "concerns/lifting/actions.h"
#include "concerns/lifting/handlers.h"
#include "concerns/lifting/store.h"
#include "concerns/matching/actions.h"
#include "concerns/party/actions.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

class Lifting : public testing::ConcernsTest {
 protected:
  PersonId other;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) other = somebody("Ola Other-Deputy", people::Role::deputy);
  }
  Result<Lift> asked(PersonId by, const std::string& reference, PersonId person) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return ask_to_let_in(tx, services(), viewer, reference, person, PrivateText{"It was a namesake"}, now()); });
  }
  Result<Lift> answered_lift(PersonId by, const std::string& reference, PersonId person, LiftAction action, int version = 1) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return decide_lift(tx, services(), viewer, reference, person, {action, PrivateText{"I have seen proof"}, version}, now()); });
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Lifting, db::testing::engines(), db::testing::engine_name);

TEST_P(Lifting, TakesASecondPerson) {
  const Case record = a_case();
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  ASSERT_TRUE(asked(lead, record.reference, deputy));
  EXPECT_THAT(answered_lift(lead, record.reference, deputy, LiftAction::agree), IsRefused("lift.second_person"));
  EXPECT_THAT(answered_lift(deputy, record.reference, deputy, LiftAction::agree), IsRefused("record.unknown"));
  EXPECT_THAT(answered_lift(caseworker, record.reference, deputy, LiftAction::agree), IsRefused("exclusion.permission"));
  EXPECT_FALSE(seen_case(as(deputy), record.reference));
  ASSERT_TRUE(answered_lift(other, record.reference, deputy, LiftAction::agree));
  EXPECT_TRUE(seen_case(as(deputy), record.reference));
  auto read = db().read();
  const auto concern = store::find(read, store::concerns_of(read, record.id).front());
  EXPECT_TRUE(seen_concern(as(deputy), concern->reference));
  EXPECT_THAT(event_types("case", record.id.value), ::testing::Contains("exclusion.lifted"));
}

TEST_P(Lifting, IsAskedForOnceAndAnsweredOnce) {
  const Case record = a_case();
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  EXPECT_THAT(answered_lift(other, record.reference, deputy, LiftAction::agree), IsRefused("lift.decided_already"));
  ASSERT_TRUE(asked(lead, record.reference, deputy));
  EXPECT_THAT(asked(other, record.reference, deputy), IsRefused("lift.asked_already"));
  EXPECT_THAT(answered_lift(other, record.reference, deputy, LiftAction::withdraw), IsRefused("lift.asked_by_another"));
  ASSERT_TRUE(answered_lift(other, record.reference, deputy, LiftAction::decline));
  EXPECT_FALSE(seen_case(as(deputy), record.reference));
  ASSERT_TRUE(asked(other, record.reference, deputy));
  EXPECT_EQ(answered_lift(other, record.reference, deputy, LiftAction::withdraw).error().kind, ErrorKind::conflict) << "from a page of the first request";
  EXPECT_TRUE(answered_lift(other, record.reference, deputy, LiftAction::withdraw, 3));
}

TEST_P(Lifting, IsNotUndoneByTheNameThatBroughtItAbout) {
  const Case record = a_case();
  const Viewer by = as(lead);
  const auto add = [&](std::string name) {
    const PartyId id = PartyId::make(now());
    return write([&](db::Tx& tx) { return add_party(tx, services(), by, record.reference, {id, {.part = Part::alleged, .name = PrivateText{name}}}, now()); });
  };
  ASSERT_TRUE(add("Dee Deputy"));
  ASSERT_FALSE(seen_case(as(deputy), record.reference));
  ASSERT_TRUE(asked(lead, record.reference, deputy));
  ASSERT_TRUE(answered_lift(other, record.reference, deputy, LiftAction::agree));
  ASSERT_TRUE(add("Wim Witness-Example"));
  EXPECT_TRUE(seen_case(as(deputy), record.reference));
}

TEST_P(Lifting, ShowsWhoIsKeptAwayAndWhatWaits) {
  const Case record = a_case();
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  const std::string path = "/cases/" + record.reference + "/kept-away";
  const auto list = [&](PersonId by) { return page(&show_kept_away, as(by), {.reference = record.reference, .path = path}); };
  EXPECT_THAT(list(lead), HasSubstr("Dee Deputy"));
  EXPECT_THAT(list(caseworker), HasSubstr("refused: exclusion.permission"));
  EXPECT_THAT(page(&show_kept_away, as(lead), {.reference = record.reference, .path = "/concerns/" + record.reference + "/kept-away"}), HasSubstr("refused: record.unknown"));
  ASSERT_TRUE(asked(lead, record.reference, deputy));
  EXPECT_THAT(list(lead), HasSubstr("Withdraw your request"));
  EXPECT_THAT(list(other), HasSubstr(">Decide<"));
  auto read = db().read();
  EXPECT_EQ(1u, store::lifts_to_decide(read, sight_of(as(other), kOverseeCases), 10).size());
  EXPECT_TRUE(store::lifts_to_decide(read, sight_of(as(lead), kOverseeCases), 10).empty());
  EXPECT_TRUE(store::lifts_to_decide(read, sight_of(as(deputy), kOverseeCases), 10).empty());
}

TEST_P(Lifting, IsForAConcernAsForACase) {
  const auto reference = raised();
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return exclude(tx, services(), by, reference, deputy, now()); }));
  ASSERT_TRUE(asked(lead, reference, deputy));
  auto read = db().read();
  EXPECT_EQ(1u, store::lifts_to_decide(read, sight_of(as(other), kOverseeCases), 10).size());
  ASSERT_TRUE(answered_lift(other, reference, deputy, LiftAction::agree));
  EXPECT_TRUE(seen_concern(as(deputy), reference));
}

// The incident is a concern of the south campus and a case of the north campus.
TEST_P(Lifting, IsForThoseWhoOverseeTheWholeIncident) {
  const auto north = people::add_centre(services(), "North campus", now()), south = people::add_centre(services(), "South campus", now());
  const auto nora = somebody("Nora North", people::Role::lead, north), noel = somebody("Noel North", people::Role::deputy, north);
  const auto told_at = [&](CentreId centre) {
    auto answers = told();
    answers.set("centre", centre.text());
    return raised({}, answers);
  };
  const auto here = told_at(north), there = told_at(south);
  ASSERT_TRUE(decided(as(lead), here, ConcernAction::ask_for_case));
  ASSERT_TRUE(decided(as(lead), there, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), here);
  ASSERT_TRUE(record);
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return add_to_case(tx, services(), by, there, {record->reference, PrivateText{"the same evening"}, 2}, now()); }));
  ASSERT_TRUE(kept_away(as(lead), record->reference, deputy));
  ASSERT_FALSE(seen_concern(as(deputy), there));

  EXPECT_THAT(asked(nora, record->reference, deputy), IsRefused("lift.whole_incident"));
  ASSERT_TRUE(asked(lead, record->reference, deputy));
  EXPECT_THAT(answered_lift(noel, record->reference, deputy, LiftAction::agree), IsRefused("lift.whole_incident"));
  EXPECT_FALSE(seen_case(as(deputy), record->reference));
  EXPECT_FALSE(seen_concern(as(deputy), there));
  ASSERT_TRUE(answered_lift(other, record->reference, deputy, LiftAction::agree));
  EXPECT_TRUE(seen_concern(as(deputy), there));
}

}  // namespace
}  // namespace regard::concerns
