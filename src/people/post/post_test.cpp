#include "people/post/post.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "people/testing.h"

namespace regard::people::post {
namespace {

using namespace std::chrono;

const Instant kNoon{hours{490'000}};
const PersonId kSubject = PersonId::make(kNoon), kActor = PersonId::make(kNoon), kAsker = PersonId::make(kNoon);
const CentreId kNorth = CentreId::make(kNoon), kSouth = CentreId::make(kNoon);

Post asked(Role role) {
  const bool reads = role == Role::caseworker || role == Role::lead || role == Role::deputy || role == Role::auditor;
  return {.id = PostId::make(kNoon), .person = kSubject, .role = role, .starts_on = year{2025} / 11 / 21, .asked_by = kAsker,
          .asked_at = kNoon, .content = reads ? Content::of_others : Content::none};
}

Viewer holder_of(Role role, std::optional<CentreId> centre = {}, PersonId person = kActor) {
  Viewer viewer;
  viewer.person = person;
  const Held held[] = {{role, centre}};
  viewer.grants = grants(testing::sheet(), held, Strength::second_factor);
  return viewer;
}

TEST(PostThatReadsOthersRecordsOrTheAudit, IsGrantedByLeadOrDeputyAndNobodyElse) {
  for (const Role wanted : {Role::caseworker, Role::auditor})
    for (const RoleName& name : kRoleNames) {
      const bool may = name.role == Role::lead || name.role == Role::deputy;
      Post post = asked(wanted);
      EXPECT_EQ(attempt(post, Action::grant, holder_of(name.role)).has_value(), may) << name.stored;
      EXPECT_EQ(post.state, may ? State::granted : State::asked) << name.stored;
    }
}

TEST(PostThatReadsNothing, IsGrantedByAnAdministratorToo) {
  const struct { Role actor; bool allowed; } rows[] = {
      {Role::administrator, true}, {Role::lead, true}, {Role::deputy, true}, {Role::caseworker, false}, {Role::auditor, false}, {Role::reporter, false}};
  for (const auto& row : rows) {
    Post post = asked(Role::reporter);
    EXPECT_EQ(attempt(post, Action::grant, holder_of(row.actor)).has_value(), row.allowed) << named(row.actor).stored;
  }
}

TEST(Post, IsNeverGrantedToOneself) {
  for (const Role actor : {Role::lead, Role::deputy, Role::administrator})
    for (const RoleName& wanted : kRoleNames) {
      Post post = asked(wanted.role);
      const auto moved = attempt(post, Action::grant, holder_of(actor, {}, kSubject));
      EXPECT_THAT(moved, testing::IsRefused("post.own")) << named(actor).stored << " → " << wanted.stored;
    }
}

TEST(Post, IsGrantedAtACentreByTheLeadThereOrEverywhere) {
  Post post = asked(Role::caseworker);
  post.centre = kNorth;
  EXPECT_TRUE(workflow::permitted(kMoves, post, Action::grant, holder_of(Role::lead)));
  EXPECT_TRUE(workflow::permitted(kMoves, post, Action::grant, holder_of(Role::lead, kNorth)));
  EXPECT_FALSE(workflow::permitted(kMoves, post, Action::grant, holder_of(Role::lead, kSouth)));
  post.centre.reset();
  EXPECT_FALSE(workflow::permitted(kMoves, post, Action::grant, holder_of(Role::lead, kNorth)));
}

TEST(Post, IsDeclinedByWhoeverMayGrantItOrAskedForIt) {
  Post post = asked(Role::lead);
  EXPECT_TRUE(workflow::permitted(kMoves, post, Action::decline, holder_of(Role::deputy)));
  EXPECT_TRUE(workflow::permitted(kMoves, post, Action::decline, holder_of(Role::administrator, {}, kAsker)));
  EXPECT_FALSE(workflow::permitted(kMoves, post, Action::decline, holder_of(Role::administrator)));
}

TEST(Post, MovesOnlyAlongTheTable) {
  for (const State from : {State::declined, State::ended})
    for (const Action action : {Action::grant, Action::decline, Action::end}) {
      Post post = asked(Role::reporter);
      post.state = from;
      EXPECT_THAT(attempt(post, action, holder_of(Role::lead)), testing::IsRefused("workflow.wrong_state"));
    }
}

TEST(Post, FollowsTheTableAlsoWhereNobodyDecides) {
  Post post = asked(Role::lead);
  come_about(post, Action::grant);
  EXPECT_EQ(post.state, State::granted);
  come_about(post, Action::end);
  EXPECT_EQ(post.state, State::ended);
  EXPECT_THROW(come_about(post, Action::grant), std::logic_error);
  EXPECT_EQ(post.state, State::ended);
}

TEST(Post, IsHeldFromItsFirstDayToItsLastBothIncluded) {
  Post post = asked(Role::reporter);
  post.state = State::granted;
  post.starts_on = year{2025} / 11 / 21;
  post.ends_on = year{2025} / 11 / 23;
  const struct { int day; Stage stage; } rows[] = {{20, Stage::to_come}, {21, Stage::held}, {23, Stage::held}, {24, Stage::over}};
  for (const auto& row : rows) EXPECT_EQ(stage(post, year{2025} / 11 / row.day), row.stage) << row.day;
}

TEST(Post, HasAStoredWordForEachState) {
  for (const State state : {State::asked, State::granted, State::declined, State::ended}) EXPECT_EQ(state_from(stored(state)), state);
  EXPECT_THROW(state_from("promised"), std::runtime_error);
}

TEST(Post, IsDrawnInTheReadmeAsTheTableSays) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/people/README.md"};
  std::stringstream readme;
  readme << file.rdbuf();
  EXPECT_THAT(readme.str(), ::testing::HasSubstr(workflow::picture(kMoves, &stored, &name)));
}

}  // namespace
}  // namespace regard::people::post
