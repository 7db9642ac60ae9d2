#include "people/testing.h"

namespace regard::people::post {
namespace {

using testing::IsRefused;
using namespace std::chrono;

class Posts : public testing::PeopleTest {
 protected:
  PersonId admin, lead, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    admin = somebody("Ada Admin", Role::administrator);
    lead = somebody("Lee Lead", Role::lead);
    tutor = somebody("Tom Tutor", Role::reporter);
  }
  Result<Post> asks(PersonId who, const Wish& wish) {
    const Viewer viewer = as(who);
    return db().write([&](db::Tx& tx) { return ask(tx, audit(), viewer, wish, now()); });
  }
  Result<Post> grants_it(PersonId who, const Post& post) {
    const Viewer viewer = as(who);
    return db().write([&](db::Tx& tx) { return grant(tx, audit(), viewer, post.id, post.version, now()); });
  }
  Post again(const Post& post) {
    auto read = db().read();
    return store::find(read, post.id).value();
  }
  Wish wish(PersonId person, Role role) { return {.person = person, .role = role, .centre = {}, .starts_on = today()}; }
};
INSTANTIATE_TEST_SUITE_P(Engines, Posts, db::testing::engines(), db::testing::engine_name);

TEST_P(Posts, AskedByAnAdministratorWaitForTheLeadWhenTheyReadOthersRecords) {
  const auto post = asks(admin, wish(tutor, Role::caseworker));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->state, State::asked);
  EXPECT_FALSE(as(tutor).may(testing::kReadCases));
  EXPECT_THAT(grants_it(admin, *post), IsRefused("post.second_person"));
  ASSERT_TRUE(grants_it(lead, *post));
  EXPECT_TRUE(as(tutor).may(testing::kReadCases));
  EXPECT_THAT(events(tutor), ::testing::IsSupersetOf({"post.asked", "post.granted"}));
}

TEST_P(Posts, GivenByTheLeadAreHeldAtOnce) {
  const auto post = asks(lead, wish(tutor, Role::caseworker));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->state, State::granted);
  EXPECT_EQ(again(*post).decided_by, lead);
}

TEST_P(Posts, ThatSomebodyAsksForThemselvesWaitForAnother) {
  const auto post = asks(lead, wish(lead, Role::administrator));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->state, State::asked);
  EXPECT_THAT(grants_it(lead, *post), IsRefused("post.own"));
  EXPECT_TRUE(grants_it(admin, *post));
}

TEST_P(Posts, AreAskedForByNobodyWhoMayNot) { EXPECT_THAT(asks(tutor, wish(tutor, Role::lead)), IsRefused("post.permission")); }

TEST_P(Posts, AreNotGivenTwiceForTheSameDays) {
  ASSERT_TRUE(asks(lead, wish(tutor, Role::caseworker)));
  EXPECT_THAT(asks(lead, wish(tutor, Role::caseworker)), IsRefused("post.twice"));
}

// An administrator who adds a second account of their own must not read the audit with it.
TEST_P(Posts, ThatReadTheAuditAreNoAdministratorsToGive) {
  const PersonId there = somebody("Nora North", Role::administrator, add_centre(services(), "North", now()));
  const auto post = asks(admin, wish(tutor, Role::auditor));
  ASSERT_TRUE(post);
  EXPECT_EQ(post->state, State::asked);
  EXPECT_THAT(grants_it(admin, *post), IsRefused("post.second_person"));
  EXPECT_THAT(grants_it(there, *post), IsRefused("workflow.permission"));
  EXPECT_FALSE(as(tutor).may(kReadAudit));
  ASSERT_TRUE(grants_it(lead, *post));
  EXPECT_TRUE(as(tutor).may_everywhere(kReadAudit));
}

TEST_P(Posts, ThatReadTheAuditAreOfNoSingleCentre) {
  const CentreId north = add_centre(services(), "North", now());
  const PersonId there = somebody("Nora North", Role::administrator, north);
  Wish at_north = wish(tutor, Role::auditor);
  at_north.centre = north;
  for (const PersonId who : {admin, lead, there}) {
    const auto asked = asks(who, at_north);
    ASSERT_THAT(asked, IsRefused("post.incomplete"));
    EXPECT_EQ(asked.error().fields.at(0).field, "centre");
  }
}

TEST_P(Posts, AreNotAskedForWhenTheyWouldBeOverAlready) {
  Wish past = wish(tutor, Role::caseworker);
  past.starts_on = year{2024} / 1 / 1;
  past.ends_on = year{2025} / 11 / 20;
  const auto asked = asks(lead, past);
  ASSERT_THAT(asked, IsRefused("post.incomplete"));
  EXPECT_EQ(asked.error().fields.at(0).field, "ends_on");
  past.ends_on = today();
  EXPECT_TRUE(asks(lead, past));
}

TEST_P(Posts, OfBygoneDaysStandInNobodysWay) {
  Wish past = wish(tutor, Role::caseworker);
  past.ends_on = today();
  ASSERT_TRUE(asks(lead, past));
  clock.advance(days{1});
  EXPECT_FALSE(as(tutor).may(testing::kReadCases));
  EXPECT_TRUE(asks(lead, wish(tutor, Role::caseworker)));
}

TEST_P(Posts, GrantedInTwoTabsAreGrantedOnce) {
  const auto post = asks(admin, wish(tutor, Role::caseworker)).value();
  ASSERT_TRUE(grants_it(lead, post));
  EXPECT_THAT(grants_it(lead, post), IsRefused("post.changed"));
}

TEST_P(Posts, EndNowOrAtTheEndOfADay) {
  const auto post = asks(lead, wish(tutor, Role::caseworker)).value();
  const Viewer viewer = as(lead);
  const auto end_it = [&](std::optional<Date> day) {
    const auto version = again(post).version;
    return db().write([&](db::Tx& tx) { return end(tx, audit(), viewer, post.id, day, version, now()); });
  };
  EXPECT_THAT(end_it(year{2025} / 11 / 20), IsRefused("post.past"));
  ASSERT_TRUE(end_it(year{2025} / 11 / 22));
  EXPECT_TRUE(as(tutor).may(testing::kReadCases));
  clock.advance(days{2});
  EXPECT_FALSE(as(tutor).may(testing::kReadCases));
  clock.advance(-days{2});
  ASSERT_TRUE(end_it({}));
  EXPECT_FALSE(as(tutor).may(testing::kReadCases));
  EXPECT_EQ(again(post).ended_by, lead);
}

// A post that is over is history. Whoever wants it again asks for it, and somebody else grants it.
TEST_P(Posts, ThatAreOverAreNobodysToReviveNotEvenALeadsOwn) {
  const PersonId deputy = somebody("Dee Deputy", Role::deputy), other = somebody("Lou Lead", Role::lead);
  Wish lapsed = wish(lead, Role::caseworker);
  lapsed.ends_on = today();
  const auto post = asks(deputy, lapsed).value();
  clock.advance(days{1});
  for (const PersonId who : {lead, deputy, other, admin})
    for (const std::optional<Date> day : {std::optional<Date>{year{2099} / 1 / 1}, std::optional<Date>{today()}, std::optional<Date>{}}) {
      const Viewer viewer = as(who);
      const auto version = again(post).version;
      const auto revived = db().write([&](db::Tx& tx) { return end(tx, audit(), viewer, post.id, day, version, now()); });
      EXPECT_THAT(revived, IsRefused("post.over")) << (day ? iso(*day) : "now");
    }
  EXPECT_EQ(again(post).ends_on, lapsed.ends_on);
  EXPECT_EQ(again(post).state, State::granted);
}

TEST_P(Posts, AreHeldForLongerOnlyByAskingAnew) {
  Wish until = wish(lead, Role::caseworker);
  until.ends_on = year{2025} / 11 / 30;
  const PersonId deputy = somebody("Dee Deputy", Role::deputy);
  const auto post = asks(deputy, until).value();
  const auto dated = [&](PersonId who, Date day) {
    const Viewer viewer = as(who);
    const auto version = again(post).version;
    return db().write([&](db::Tx& tx) { return end(tx, audit(), viewer, post.id, day, version, now()); });
  };
  for (const PersonId who : {lead, deputy, admin}) EXPECT_THAT(dated(who, year{2025} / 12 / 1), IsRefused("post.longer"));
  EXPECT_TRUE(dated(lead, year{2025} / 11 / 30));
  EXPECT_TRUE(dated(lead, year{2025} / 11 / 25));
  EXPECT_THAT(dated(lead, year{2025} / 11 / 30), IsRefused("post.longer")) << "what was shortened stays so";
}

TEST_P(Posts, ThatWaitAreShownToWhoeverMayGrantThem) {
  const auto post = asks(admin, wish(tutor, Role::caseworker)).value();
  auto read = db().read();
  EXPECT_THAT(waiting(read, english(), as(admin), today()), ::testing::IsEmpty());
  const auto rows = waiting(read, english(), as(lead), today());
  ASSERT_EQ(rows.size(), 1u);
  EXPECT_EQ(rows[0].text, "Decide whether Tom Tutor becomes Caseworker");
  EXPECT_EQ(rows[0].url, "/grants/" + post.id.text());
}

TEST_P(Posts, TellWhoMayDoSomethingTodayAtACentre) {
  const CentreId north = add_centre(services(), "North", now()), south = add_centre(services(), "South", now());
  const PersonId there = somebody("Nora North", Role::lead, north);
  auto read = db().read();
  const auto ids = [&](std::optional<CentreId> at) {
    std::vector<PersonId> found;
    for (const auto& person : with_permission(read, testing::kReadCases, at, today())) found.push_back(person.id);
    return found;
  };
  EXPECT_THAT(ids(north), ::testing::UnorderedElementsAre(lead, there));
  EXPECT_THAT(ids(south), ::testing::ElementsAre(lead));
  EXPECT_THAT(ids({}), ::testing::ElementsAre(lead));
}

TEST_P(Posts, ComeFromTheSheetThatTheProgramStartedWith) {
  auto rows = rights();
  rows.push_back({testing::kReadCases, Strength::second_factor, Content::of_others, {Role::reporter}});
  const RoleSheet other{rows};
  install(db(), other);
  auto read = db().read();
  EXPECT_TRUE(store::sheet_is(read, other));
  EXPECT_EQ(store::content_of(read, Role::reporter), Content::of_others);
  EXPECT_EQ(store::content_of(read, Role::caseworker), Content::none);
}

}  // namespace
}  // namespace regard::people::post
