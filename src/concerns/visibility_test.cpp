// Who finds what: the questions that the store is asked, on both engines.
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using people::Role;

class Visibility : public testing::ConcernsTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Visibility, db::testing::engines(), db::testing::engine_name);

TEST_P(Visibility, AConcernIsFoundByLeadAndDeputyOnly) {
  const auto reference = raised();
  EXPECT_TRUE(seen_concern(as(lead), reference));
  EXPECT_TRUE(seen_concern(as(deputy), reference));
  for (const auto person : {caseworker, tutor, somebody("Audrey Auditor", Role::auditor), somebody("Adi Administrator", Role::administrator)})
    EXPECT_FALSE(seen_concern(as(person), reference));
  EXPECT_FALSE(seen_concern(nobody(), reference));
}

TEST_P(Visibility, WithoutASecondFactorTheLeadFindsNothing) {
  const auto reference = raised();
  EXPECT_FALSE(seen_concern(as(lead, Strength::password), reference));
}

TEST_P(Visibility, ACaseIsFoundByWhoeverIsOnItAndByThoseWhoOversee) {
  const Case record = a_case();
  EXPECT_TRUE(seen_case(as(lead), record.reference));
  EXPECT_TRUE(seen_case(as(caseworker), record.reference));
  EXPECT_FALSE(seen_case(as(colleague), record.reference));
  EXPECT_FALSE(seen_case(as(tutor), record.reference));
}

TEST_P(Visibility, ACaseworkerNotOnACaseFindsItInNoListAndNoCount) {
  a_case();
  auto read = db().read();
  const auto sight = sight_of(as(colleague), kOverseeCases);
  EXPECT_TRUE(store::cases_in(read, sight, CaseState::open, {}, 10).empty());
  EXPECT_EQ(0, store::count_cases(read, sight, CaseState::open));
  EXPECT_TRUE(store::own_tasks(read, sight, 10).empty());
  EXPECT_EQ(1, store::count_cases(read, sight_of(as(caseworker), kOverseeCases), CaseState::open));
}

TEST_P(Visibility, ACaseworkerReadsTheConcernThatTheirCaseBeganWith) {
  const Case record = a_case();
  auto read = db().read();
  const auto concern = store::find(read, store::concerns_of(read, record.id).front());
  EXPECT_TRUE(seen_concern(as(caseworker), concern->reference));
  EXPECT_FALSE(seen_concern(as(colleague), concern->reference));
}

TEST_P(Visibility, WhoIsKeptAwayFindsNeitherCaseNorConcern) {
  somebody("Ola Other-Deputy", Role::deputy);
  const Case record = a_case();
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));
  ASSERT_TRUE(kept_away(as(lead), record.reference, caseworker));
  for (const auto person : {deputy, caseworker}) {
    EXPECT_FALSE(seen_case(as(person), record.reference));
    auto read = db().read();
    EXPECT_TRUE(store::cases_in(read, sight_of(as(person), kOverseeCases), CaseState::open, {}, 10).empty());
    EXPECT_TRUE(store::arrived(read, sight_of(as(person), kTriage), {}, 10).empty());
  }
}

TEST_P(Visibility, WhoIsKeptAwayFromAConcernIsKeptAwayFromItsCase) {
  const auto keep_away = [&](const std::string& reference, PersonId person) {
    const Viewer by = as(lead);
    return write([&](db::Tx& tx) { return exclude(tx, services(), by, reference, person, now()); });
  };
  somebody("Ola Other-Deputy", Role::deputy);
  const auto reference = raised();
  ASSERT_TRUE(keep_away(reference, deputy));
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), reference);
  ASSERT_TRUE(record);
  EXPECT_FALSE(seen_case(as(deputy), record->reference));

  ASSERT_TRUE(given(as(lead), record->reference, caseworker));
  ASSERT_TRUE(keep_away(reference, caseworker));  // after the case began
  EXPECT_FALSE(seen_case(as(caseworker), record->reference));
  EXPECT_TRUE(seen_case(as(lead), record->reference));
}

TEST_P(Visibility, SomebodyBesidesOneselfStillOverseesWhatOthersAreKeptAwayFrom) {
  const Case record = a_case();
  EXPECT_THAT(kept_away(as(lead), record.reference, deputy), testing::IsRefused("exclusion.last_other"));
  const auto other = somebody("Ola Other-Deputy", Role::deputy);
  EXPECT_TRUE(kept_away(as(lead), record.reference, deputy));
  EXPECT_THAT(kept_away(as(lead), record.reference, other), testing::IsRefused("exclusion.last_other"));
  EXPECT_TRUE(kept_away(as(lead), record.reference, caseworker));  // oversees nothing

  const auto concern = raised();
  const Viewer by = as(lead);
  const auto from_concern = [&](PersonId person) {
    return write([&](db::Tx& tx) { return exclude(tx, services(), by, concern, person, now()); });
  };
  EXPECT_TRUE(from_concern(deputy));
  EXPECT_THAT(from_concern(other), testing::IsRefused("exclusion.last_other"));
}

TEST_P(Visibility, WhoOverseesEverythingIsNotKeptAwayByALeadOfOneCentre) {
  const auto north = people::add_centre(services(), "North campus", now());
  const Viewer nora = as(somebody("Nora North", Role::lead, north));
  auto answers = told();
  answers.set("centre", north.text());
  const auto reference = raised({}, answers);
  const auto keep_away = [&](PersonId person) {
    return write([&](db::Tx& tx) { return exclude(tx, services(), nora, reference, person, now()); });
  };
  EXPECT_THAT(keep_away(lead), testing::IsRefused("exclusion.oversees_all"));
  EXPECT_TRUE(keep_away(somebody("Noel North-Deputy", Role::deputy, north)));
  EXPECT_TRUE(seen_concern(as(lead), reference));
}

TEST_P(Visibility, WhatSomebodyWasOnDoesNotComeBackWithThem) {
  const Case record = a_case();
  const Viewer by = as(lead);
  write([&](db::Tx& tx) {
    people::post::end_all(tx, audit(), by, caseworker, now());
    somebody_leaves(tx, services(), by, caseworker, now());
    people::post::appoint(tx, audit(), {caseworker, Role::caseworker, {}, today()}, now());
    return true;
  });
  EXPECT_FALSE(seen_case(as(caseworker), record.reference));
  EXPECT_THAT(event_types("case", record.id.value), ::testing::Contains("case.caseworker_left"));
  auto read = db().read();
  EXPECT_TRUE(store::members(read, record.id).empty());
}

TEST_P(Visibility, ALeadOfOneCentreFindsWhatIsOfThatCentre) {
  const auto north = people::add_centre(services(), "North campus", now());
  const auto south = people::add_centre(services(), "South campus", now());
  const auto lead_of_north = as(somebody("Nora North", Role::lead, north));
  const auto told_at = [&](const CentreId& centre) {
    auto answers = told();
    answers.set("centre", centre.text());
    return raised({}, answers);
  };
  const auto there = told_at(north), elsewhere = told_at(south), nowhere = raised();
  EXPECT_TRUE(seen_concern(lead_of_north, there));
  EXPECT_FALSE(seen_concern(lead_of_north, elsewhere));
  EXPECT_FALSE(seen_concern(lead_of_north, nowhere));
  auto read = db().read();
  EXPECT_EQ(1u, store::arrived(read, sight_of(lead_of_north, kTriage), {}, 10).size());
  EXPECT_EQ(1u, store::waiting(read, sight_of(lead_of_north, kTriage), {}, 10).size());
  EXPECT_EQ(1, store::count_waiting(read, sight_of(lead_of_north, kTriage)));
  EXPECT_EQ(3, store::count_waiting(read, sight_of(as(lead), kTriage)));
}

TEST_P(Visibility, WhatOneOverseesAndIsOnCountsOnce) {
  const auto north = people::add_centre(services(), "North campus", now());
  auto answers = told();
  answers.set("centre", north.text());
  const auto reference = raised({}, answers);
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), reference);
  const auto nora = somebody("Nora North", Role::lead, north);
  ASSERT_TRUE(given(as(lead), record->reference, nora));
  auto read = db().read();
  const auto sight = sight_of(as(nora), kOverseeCases);
  EXPECT_EQ(1, store::count_cases(read, sight, CaseState::open));
  EXPECT_EQ(1u, store::cases_in(read, sight, CaseState::open, {}, 10).size());
}

TEST_P(Visibility, ACaseWithoutACentreThatOneIsOnCountsToo) {
  const auto north = people::add_centre(services(), "North campus", now());
  const auto nora = somebody("Nora North", Role::lead, north);
  const Case record = a_case();
  write([&](db::Tx& tx) {
    store::add_member(tx, record.id, nora, now());
    return true;
  });
  auto read = db().read();
  const auto sight = sight_of(as(nora), kOverseeCases);
  EXPECT_EQ(1, store::count_cases(read, sight, CaseState::open));
  EXPECT_EQ(1u, store::cases_in(read, sight, CaseState::open, {}, 10).size());
}

TEST_P(Visibility, WhoHoldsTwoPostsAtOneCentreSeesEachConcernOnce) {
  const auto north = people::add_centre(services(), "North campus", now());
  auto answers = told();
  answers.set("centre", north.text());
  raised({}, answers);
  Viewer nora = as(somebody("Nora North", Role::lead, north));
  const auto once = nora.grants;
  nora.grants.insert(nora.grants.end(), once.begin(), once.end());
  auto read = db().read();
  const auto sight = sight_of(nora, kTriage);
  EXPECT_EQ(1u, store::arrived(read, sight, {}, 10).size());
  EXPECT_EQ(1u, store::waiting(read, sight, {}, 10).size());
  EXPECT_EQ(1, store::count_waiting(read, sight));
}

TEST_P(Visibility, AnEndedMembershipStaysWhenAnotherBegins) {
  const Case record = a_case();
  const auto memberships = [&] {
    auto read = db().read();
    std::vector<std::pair<bool, Instant>> all;  // ended, since
    for (const auto& row : read.all("SELECT since, until_at FROM case_member WHERE person_id = :person ORDER BY since", {{"person", caseworker}}))
      all.emplace_back(row.maybe_instant("until_at").has_value(), row.instant("since"));
    return all;
  };
  const auto step = [&](auto action) {
    write([&](db::Tx& tx) {
      action(tx);
      return true;
    });
  };
  step([&](db::Tx& tx) { store::add_member(tx, record.id, caseworker, now()); });  // is on it already
  ASSERT_EQ(1u, memberships().size());
  step([&](db::Tx& tx) { store::end_membership(tx, record.id, caseworker, now()); });
  EXPECT_FALSE(seen_case(as(caseworker), record.reference));
  step([&](db::Tx& tx) { store::add_member(tx, record.id, caseworker, now()); });
  EXPECT_TRUE(seen_case(as(caseworker), record.reference));
  const auto all = memberships();
  ASSERT_EQ(2u, all.size());
  EXPECT_TRUE(all[0].first);
  EXPECT_FALSE(all[1].first);
  EXPECT_LT(all[0].second, all[1].second);
  auto read = db().read();
  EXPECT_EQ(std::vector{caseworker}, store::members(read, record.id));
}

TEST_P(Visibility, AListGoesOnWhereThePageBeforeEnded) {
  std::vector<std::string> all;
  for (int i = 0; i < 7; ++i) {
    clock.advance(std::chrono::seconds{1});
    all.insert(all.begin(), raised());
  }
  std::vector<std::string> seen;
  std::optional<Place> before;
  for (int page = 0; page < 3; ++page) {
    auto read = db().read();
    for (const auto& concern : store::arrived(read, sight_of(as(lead), kTriage), before, 3)) {
      seen.push_back(concern.reference);
      before = Place{concern.raised_at, concern.id.text()};
    }
  }
  EXPECT_EQ(all, seen);
}

}  // namespace
}  // namespace regard::concerns
