// Records of one person: how they are recognised, and what is decided about them.
#include "concerns/matching/testing.h"
#include "concerns/casework/handlers.h"
#include "concerns/matching/tokens.h"
#include "concerns/party/actions.h"
#include "concerns/party/store.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

TEST(Likeness, OfNamesIsHowTheySoundNotHowTheyAreTyped) {
  const auto alike = [](std::string one, std::string other) { return written_alike(PrivateText{one}) == written_alike(PrivateText{other}); };
  EXPECT_TRUE(alike("Robin Made-Up", "made up, ROBIN"));
  EXPECT_TRUE(alike("Zoë Invented", "Zoe  Invented"));
  EXPECT_FALSE(alike("Robin Made-Up", "Robin Makeup"));
  EXPECT_EQ("", written_alike(PrivateText{"?"}));
}

TEST(Likeness, IsTokensOfWhatIsKnown) {
  const auto secret = crypto::Secret::random();
  const auto kinds = [&](const Traits& traits) {
    std::string all;
    for (const auto& token : tokens_of(secret, traits)) all += std::string{word(token.likeness)} + " ";
    return all;
  };
  EXPECT_EQ("name ", kinds({PrivateText{"Robin"}, {}, PrivateText{"1"}}));  // too short to be a number
  EXPECT_EQ("student_number name_and_birth name ", kinds({PrivateText{"Robin"}, PrivateText{"2005-03-27"}, PrivateText{"AB-123"}}));
  EXPECT_EQ(tokens_of(secret, {{}, {}, PrivateText{"ab 123"}}).front().value, tokens_of(secret, {{}, {}, PrivateText{"AB-123"}}).front().value);
  EXPECT_NE(tokens_of(secret, {{}, {}, PrivateText{"ab 123"}}).front().value, tokens_of(crypto::Secret::random(), {{}, {}, PrivateText{"AB-123"}}).front().value);
}

class Matching : public testing::MatchingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, Matching, db::testing::engines(), db::testing::engine_name);

TEST_P(Matching, ProposesWhatIsLikeliestAndSaysWhy) {
  const Case one = case_of(of("Robin Made-Up", "ab 123456", "2005-03-27"));
  const Case by_number = case_of(of("R. M.", "AB123456"));
  const Case by_birth = case_of(of("Made-Up, Robin", "", "2005-03-27"));
  const auto by_name = raised({}, of("robin made up"));
  case_of(of("Kit Invented", "ab 999999", "2005-03-27"));  // born on the same day, and no more
  EXPECT_EQ((std::vector<std::string>{by_number.reference + " student_number", by_birth.reference + " name_and_birth", by_name + " name"}), likes(lead, ref(one)));
  const auto shown = page(&show_case, as(lead), {.reference = one.reference});
  EXPECT_THAT(shown, HasSubstr("Same student number"));
  EXPECT_THAT(shown, HasSubstr("Same name only: this says little"));
}

TEST_P(Matching, ProposesOnlyWhatTheViewerMaySeeAndOnlyToWhoOversees) {
  const Case one = case_of(of("Robin Made-Up"));
  const Case two = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(given(as(lead), one.reference, caseworker));
  ASSERT_TRUE(given(as(lead), two.reference, caseworker));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = one.reference}), HasSubstr("May be the same person as"));
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = one.reference}), Not(HasSubstr("May be the same person as")));
  ASSERT_TRUE(kept_away(as(lead), two.reference, deputy));
  EXPECT_THAT(likes(deputy, ref(one)), IsEmpty());
}

TEST_P(Matching, BeginsForRecordsFromBefore) {
  const Case one = case_of(of("Robin Made-Up")), two = case_of(of("Robin Made-Up"));
  write([&](db::Tx& tx) {
    tx.run("DELETE FROM match_token", {});
    tx.run("DELETE FROM case_party", {});
    return true;
  });
  EXPECT_THAT(likes(lead, ref(one)), IsEmpty());
  for (int i = 0; i < 2; ++i) begin_matching(services(), now());
  EXPECT_EQ(std::vector<std::string>{two.reference + " name"}, likes(lead, ref(one)));
  auto read = db().read();
  EXPECT_EQ(1u, store::parties(read, one.id).size());
}

TEST_P(Matching, FollowsWhomACaseIsAbout) {
  const Case one = case_of(of("Robin Made-Up"));
  const Case two = case_of(of("Kit Invented"));
  EXPECT_THAT(likes(lead, ref(one)), IsEmpty());
  const Viewer by = as(lead);
  auto read = db().read();
  const auto subject = store::parties(read, two.id).front();
  const PartyDetails renamed{.part = Part::subject, .name = PrivateText{"Robin Made-Up"}};
  ASSERT_TRUE(write([&](db::Tx& tx) { return change_party(tx, services(), by, two.reference, subject.id, {renamed, 1}, now()); }));
  EXPECT_EQ(std::vector<std::string>{two.reference + " name"}, likes(lead, ref(one)));
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return move_party(tx, services(), by, two.reference, subject.id, {PartyAction::end_part, PrivateText{"no"}, 2}, now());
  }));
  EXPECT_THAT(likes(lead, ref(one)), IsEmpty());
}

TEST_P(Matching, DoesNotProposeAgainWhatSomebodyDecided) {
  const Case one = case_of(of("Robin Made-Up"));
  const Case two = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(decided_pair(lead, one.reference, two.reference, PairAction::keep_apart));
  EXPECT_THAT(likes(deputy, ref(two)), IsEmpty());
  ASSERT_TRUE(decided_pair(deputy, two.reference, one.reference, PairAction::keep_together));  // on second thoughts
  const auto shown = page(&show_case, as(lead), {.reference = one.reference});
  EXPECT_THAT(shown, HasSubstr("Belongs together with"));
  EXPECT_THAT(shown, HasSubstr("Not the same person as"));  // in the chronology, with its reasons
  ASSERT_TRUE(kept_away(as(lead), two.reference, deputy));
  EXPECT_THAT(page(&show_case, as(deputy), {.reference = one.reference}), Not(HasSubstr("Belongs together with <a")));
}

TEST_P(Matching, NamesTheOtherRecordInTheChronologyToThoseAloneWhoMaySeeIt) {
  const Case one = case_of(of("Robin Made-Up"));
  const Case two = case_of(of("Robin Made-Up"));
  const auto told_again = raised({}, of("Robin Made-Up"));
  ASSERT_TRUE(given(as(lead), one.reference, caseworker));
  ASSERT_TRUE(decided_pair(lead, one.reference, two.reference, PairAction::keep_together));
  ASSERT_TRUE(decided_pair(lead, one.reference, told_again, PairAction::keep_apart));
  const auto shown = [&](PersonId by) { return page(&show_case, as(by), {.reference = one.reference}); };
  EXPECT_THAT(shown(lead), ::testing::AllOf(HasSubstr(two.reference), HasSubstr(told_again), HasSubstr("Same face")));
  EXPECT_THAT(shown(caseworker), ::testing::AllOf(Not(HasSubstr(two.reference)), Not(HasSubstr(told_again)), Not(HasSubstr("Same face"))));
  ASSERT_TRUE(given(as(lead), two.reference, caseworker));
  EXPECT_THAT(shown(caseworker), ::testing::AllOf(HasSubstr("Belongs together with: " + two.reference), Not(HasSubstr(told_again))));
  ASSERT_TRUE(merged(lead, one, two, Members::move));
  EXPECT_THAT(shown(caseworker), HasSubstr("Belongs together with: " + two.reference)) << "what was merged is part of it";
}

TEST_P(Matching, IsDecidedByWhoOverseesBothOnWhatTheySaw) {
  const auto north = people::add_centre(services(), "North campus", now());
  auto answers = of("Robin Made-Up");
  answers.set("centre", north.text());
  const Case there = case_of(answers), here = case_of(of("Robin Made-Up"));
  const auto nora = somebody("Nora North", people::Role::lead, north);
  ASSERT_TRUE(given(as(lead), here.reference, caseworker));
  EXPECT_THAT(decided_pair(nora, there.reference, here.reference, PairAction::keep_apart), IsRefused("record.unknown"));
  const Viewer by = as(lead);
  EXPECT_THAT(write([&](db::Tx& tx) { return decide_pair(tx, services(), by, there.reference, here.reference, {PairAction::keep_apart, {}, Members::move, 99}, now()); }),
              IsRefused("pair.changed"));
  EXPECT_TRUE(decided_pair(lead, there.reference, here.reference, PairAction::keep_apart));
}

TEST_P(Matching, AddsAConcernToACaseThatIsOpen) {
  const Case record = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(given(as(lead), record.reference, caseworker));
  const auto concern = raised({}, of("Robin Made-Up"));
  ASSERT_TRUE(decided(as(lead), concern, ConcernAction::ask_for_case));
  EXPECT_FALSE(seen_concern(as(caseworker), concern));
  ASSERT_TRUE(added_to(lead, concern, record));
  EXPECT_EQ(ConcernState::in_case, seen_concern(as(caseworker), concern)->state);
  EXPECT_THAT(added_to(lead, concern, record), IsRefused("incident.in_it_already"));
  EXPECT_EQ("case.concern_added", event_types("case", record.id.value).back());
}

TEST_P(Matching, KeepsWhoIsKeptAwayFromOnePartOfAnIncidentAwayFromAll) {
  const Case one = case_of(of("Robin Made-Up")), two = case_of(of("Kit Invented"));
  ASSERT_TRUE(kept_away(as(lead), two.reference, deputy));
  ASSERT_TRUE(added_to(lead, concern_of(one), two));
  EXPECT_FALSE(seen_case(as(deputy), one.reference));
  EXPECT_FALSE(seen_concern(as(deputy), concern_of(one)));
  ASSERT_TRUE(given(as(lead), two.reference, caseworker));
  ASSERT_TRUE(kept_away(as(lead), one.reference, caseworker));
  EXPECT_FALSE(seen_case(as(caseworker), two.reference));
  EXPECT_THAT(kept_away(as(lead), one.reference, other), IsRefused("exclusion.last_other"));
}

TEST_P(Matching, DoesNotBringTogetherWhatNobodyElseWouldOversee) {
  const Case one = case_of(of("Robin Made-Up")), two = case_of(of("Robin Made-Up"));
  ASSERT_TRUE(kept_away(as(lead), one.reference, deputy));
  ASSERT_TRUE(kept_away(as(lead), two.reference, other));
  EXPECT_THAT(added_to(lead, concern_of(one), two), IsRefused("incident.nobody_else"));
  EXPECT_THAT(merged(lead, one, two), IsRefused("merge.nobody_else"));
  EXPECT_TRUE(seen_case(as(other), one.reference));
}

TEST_P(Matching, OpensAnotherCaseForAnotherPerson) {
  const Case one = case_of(of("Robin Made-Up"));
  const auto concern = concern_of(one);
  ASSERT_TRUE(kept_away(as(lead), one.reference, deputy));
  const auto sent = answered(&save_another_case, as(lead), {.reference = concern, .form = {{"name", "Kit Invented"}, {"reasons", "They were harmed"}, {"version", "3"}},
                                                            .path = "/concerns/" + concern + "/another-case"});
  ASSERT_EQ(303, sent->status);
  const auto second = seen_case(as(lead), location(sent).substr(7));
  ASSERT_TRUE(second);
  EXPECT_FALSE(seen_case(as(deputy), second->reference));
  ASSERT_TRUE(given(as(lead), one.reference, caseworker));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = one.reference}), HasSubstr("Same incident:"));
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = one.reference}), Not(HasSubstr("Kit Invented")));
}

}  // namespace
}  // namespace regard::concerns
