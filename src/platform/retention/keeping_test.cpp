#include "platform/retention/keeping.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace regard::retention {
namespace {

Viewer with(Permission permission) {
  Viewer viewer;
  viewer.person = PersonId::make(Instant{});
  viewer.strength = Strength::second_factor;
  viewer.grants.push_back({std::string{permission.name}, {}});
  return viewer;
}

Keeping in(State state, std::optional<Ends> ends = Ends::destroy) {
  Keeping keeping;
  keeping.state = state;
  keeping.ends = ends;
  return keeping;
}

TEST(Keeping, OnHoldLeadsNowhereButOffHold) {
  for (const auto& move : kKeepingMoves)
    if (move.from == State::held) {
      EXPECT_EQ(move.action, Action::release);
      EXPECT_EQ(move.to, State::kept);
    }
}

TEST(Keeping, NeverComesBackFromDestroyed) {
  for (const auto& move : kKeepingMoves) EXPECT_NE(move.from, State::destroyed);
}

TEST(Keeping, DoesNotRunOutByItselfWhereAPersonHasToLook) {
  auto keeping = in(State::due, Ends::review);
  EXPECT_EQ(keeping.attempt(Action::run_out, with(kByTheClock)).error().code, "retention.needs_a_person");
  keeping = in(State::due, {});
  EXPECT_FALSE(keeping.attempt(Action::run_out, with(kByTheClock)));
  keeping = in(State::due, Ends::destroy);
  EXPECT_TRUE(keeping.attempt(Action::run_out, with(kByTheClock)));
}

TEST(Keeping, IsDecidedByWhoReviewsAndHeldByWhoManages) {
  auto keeping = in(State::due);
  EXPECT_FALSE(keeping.attempt(Action::end_now, with(kManage)));
  EXPECT_FALSE(keeping.attempt(Action::keep_longer, with(kManage)));
  EXPECT_TRUE(keeping.attempt(Action::hold, with(kManage)));
  keeping = in(State::due);
  EXPECT_FALSE(keeping.attempt(Action::run_out, with(kReview)));
  EXPECT_TRUE(keeping.attempt(Action::end_now, with(kReview)));
}

TEST(Keeping, BeforeItIsDueIsNotEndedByWhoDecidedOrAskedForIt) {
  const Viewer closed = with(kReview), other = with(kReview);
  const struct { State state; const Viewer& viewer; bool may; } rows[] = {
      {State::kept, closed, false}, {State::reviewed, closed, false}, {State::due, closed, true},
      {State::kept, other, true},   {State::reviewed, other, true},   {State::due, other, true}};
  for (const auto& row : rows) {
    auto keeping = in(row.state);
    keeping.decided_by = {*closed.person};
    EXPECT_EQ(row.may, keeping.attempt(Action::end_now, row.viewer).has_value()) << word(row.state);
  }
}

TEST(Keeping, IsDrawnInTheReadmeAsTheTableSays) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/platform/retention/README.md"};
  const std::string readme{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_THAT(readme, ::testing::HasSubstr(workflow::picture(kKeepingMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::retention
