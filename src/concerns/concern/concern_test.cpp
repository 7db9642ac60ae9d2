#include "concerns/concern/concern.h"

#include <gmock/gmock.h>

#include <fstream>
#include <sstream>

#include "concerns/casework/casefile.h"
#include "concerns/lifting/lift.h"
#include "concerns/matching/pair.h"
#include "concerns/party/party.h"

namespace regard::concerns {
namespace {

std::string readme() {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

Viewer viewer_with(std::initializer_list<Permission> permissions) {
  Viewer viewer;
  viewer.person = PersonId::make(Instant{});
  for (const Permission permission : permissions) viewer.grants.push_back({std::string{permission.name}, {}});
  return viewer;
}

TEST(Readme, ShowsTheTableOfConcerns) {
  EXPECT_THAT(readme(), ::testing::HasSubstr(workflow::picture(kConcernMoves, &word, &word)));
}

TEST(Readme, ShowsTheTableOfCases) { EXPECT_THAT(readme(), ::testing::HasSubstr(workflow::picture(kCaseMoves, &word, &word))); }

TEST(Readme, ShowsTheTableOfPeopleInACase) { EXPECT_THAT(readme(), ::testing::HasSubstr(workflow::picture(kPartyMoves, &word, &word))); }
TEST(Readme, ShowsTheTableOfPairs) { EXPECT_THAT(readme(), ::testing::HasSubstr(workflow::picture(kPairMoves, &word, &word))); }
TEST(Readme, ShowsTheTableOfLifting) { EXPECT_THAT(readme(), ::testing::HasSubstr(workflow::picture(kLiftMoves, &word, &word))); }

TEST(Concern, EveryStoredWordIsReadBack) {
  for (const auto state : {ConcernState::received, ConcernState::needs_case, ConcernState::in_case, ConcernState::welfare, ConcernState::no_further_action})
    EXPECT_EQ(state, concern_state_from(word(state)));
  for (const auto urgency : {Urgency::now, Urgency::unsure, Urgency::later}) EXPECT_EQ(urgency, urgency_from(word(urgency)));
  for (const auto channel : {Channel::public_page, Channel::staff, Channel::api}) EXPECT_EQ(channel, channel_from(word(channel)));
  EXPECT_THROW(concern_state_from("lost"), std::runtime_error);
}

TEST(Concern, IsDecidedByThoseWhoTriageAndNobodyElse) {
  const struct {
    Viewer viewer;
    bool allowed;
  } rows[] = {{viewer_with({kTriage}), true}, {viewer_with({kWorkOnCases, kReadConcerns}), false}, {viewer_with({kRaise}), false}, {Viewer{}, false}};
  for (const auto& row : rows) {
    Concern concern;
    EXPECT_EQ(row.allowed, concern.attempt(ConcernAction::support_as_welfare, row.viewer).has_value());
    EXPECT_EQ(row.allowed ? ConcernState::welfare : ConcernState::received, concern.state);
  }
}

TEST(Concern, OfAnotherCentreIsNotDecided) {
  const auto north = CentreId::make(Instant{}), south = CentreId::make(Instant{});
  Viewer lead_of_north;
  lead_of_north.grants = {{std::string{kTriage.name}, north}};
  Concern concern;
  concern.centre = south;
  EXPECT_FALSE(concern.attempt(ConcernAction::ask_for_case, lead_of_north));
  concern.centre = north;
  EXPECT_TRUE(concern.attempt(ConcernAction::ask_for_case, lead_of_north));
}

TEST(Case, IsClosedByASecondPersonOnly) {
  const Viewer asker = viewer_with({kWorkOnCases, kOverseeCases}), other = viewer_with({kOverseeCases});
  Case record;
  record.state = CaseState::closing;
  record.closing_asked_by = asker.person;
  const auto alone = record.attempt(CaseAction::approve_closure, asker);
  ASSERT_FALSE(alone);
  EXPECT_EQ("case.second_person", alone.error().code);
  EXPECT_EQ(CaseState::closed, record.attempt(CaseAction::approve_closure, other).value());
}

TEST(Case, ClosedIsReadOnlyUntilItIsReopened) {
  const Viewer lead = viewer_with({kWorkOnCases, kOverseeCases});
  Case record;
  record.state = CaseState::closed;
  for (const CaseAction action : {CaseAction::add_entry, CaseAction::add_task, CaseAction::give_to, CaseAction::ask_to_close})
    EXPECT_EQ(ErrorKind::conflict, record.attempt(action, lead).error().kind);
  EXPECT_TRUE(record.attempt(CaseAction::reopen, lead));
  EXPECT_EQ(CaseState::open, record.state);
}

}  // namespace
}  // namespace regard::concerns
