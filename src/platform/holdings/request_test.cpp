#include "platform/holdings/request.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

namespace regard::holdings {
namespace {

Viewer with(std::vector<Permission> permissions) {
  Viewer viewer;
  viewer.person = PersonId::make(Instant{});
  viewer.strength = Strength::second_factor;
  for (const auto& permission : permissions) viewer.grants.push_back({std::string{permission.name}, {}});
  return viewer;
}

Request in(RequestState state) {
  Request request;
  request.state = state;
  return request;
}

TEST(SubjectRequest, IsReleasedByWhoMayReadAndDecidedByWhoAnswers) {
  const auto lead = with({kRelease}), officer = with({kAnswer});
  auto request = in(RequestState::received);
  EXPECT_FALSE(request.attempt(RequestAction::release, officer));
  EXPECT_FALSE(request.attempt(RequestAction::gather, officer));
  EXPECT_FALSE(request.attempt(RequestAction::decide, officer)) << "nothing is released yet";
  EXPECT_TRUE(request.attempt(RequestAction::release, lead));
  EXPECT_FALSE(request.attempt(RequestAction::decide, lead));
  EXPECT_TRUE(request.attempt(RequestAction::decide, officer));
}

TEST(SubjectRequest, IsLookedAtASecondTimeBySomebodyElseThanWhoReleasedIt) {
  const auto lead = with({kRelease});
  auto request = in(RequestState::checking);
  request.released_by = lead.person;
  EXPECT_EQ(request.attempt(RequestAction::approve, lead).error().code, "request.second_person");
  EXPECT_EQ(request.state, RequestState::checking);
  auto deputy = with({kRelease});
  deputy.person->value.bytes[0] = 1;
  EXPECT_TRUE(request.attempt(RequestAction::approve, deputy));
}

TEST(SubjectRequest, LeadsNowhereOnceItIsOver) {
  for (const auto& move : kRequestMoves) EXPECT_FALSE(is_over(move.from));
}

TEST(SubjectRequest, IsDrawnInTheReadmeAsTheTableSays) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/platform/holdings/README.md"};
  const std::string readme{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_THAT(readme, ::testing::HasSubstr(workflow::picture(kRequestMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::holdings
