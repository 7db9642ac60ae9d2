// A name in confidence: locked away, asked for in writing, told only when a custodian agrees.
#include "concerns/identity/identity.h"

#include <fstream>

#include "concerns/concern/handlers.h"
#include "concerns/identity/actions.h"
#include "concerns/identity/forms.h"
#include "concerns/identity/handlers.h"
#include "concerns/identity/store.h"
#include "concerns/telling/form.h"
#include "concerns/testing.h"

namespace regard::concerns::identity {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using concerns::testing::IsRefused;

TEST(NamesInConfidence, ArePicturedInTheReadme) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  const std::string readme{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_THAT(readme, HasSubstr(workflow::picture(kIdentityMoves, &word, &word)));
}

class IdentityTest : public concerns::testing::ConcernsTest {
 protected:
  PersonId custodian;
  std::string reference;  // of the concern
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    custodian = somebody("Cleo Custodian", people::Role::custodian);
    auto answers = told();
    answers.set(kReporter, std::string{kInConfidence});
    answers.set(kConfidentialName, std::string{"Sasha Madeup"});
    answers.set(kConfidentialContact, std::string{"sasha@example.org"});
    reference = raised({}, answers);
  }
  Result<Identity> asked(PersonId by, int version = 1) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return ask(tx, services(), viewer, reference, {PrivateText{"To ask what else was seen"}, version}, now()); });
  }
  Result<Identity> decided_on(PersonId by, const std::string& request, IdentityAction action, int version = 2) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) { return decide(tx, services(), viewer, request, {action, PrivateText{"It is needed"}, version}, now()); });
  }
  std::string shown_to(PersonId person) { return page(&show_identity, as(person), {.reference = reference}); }
};
INSTANTIATE_TEST_SUITE_P(Engines, IdentityTest, db::testing::engines(), db::testing::engine_name);

TEST_P(IdentityTest, IsShownToNobodyUntilACustodianGrantsIt) {
  for (const PersonId& person : {lead, deputy}) {
    EXPECT_THAT(page(&show_concern, as(person), {.reference = reference}), Not(HasSubstr("Sasha")));
    EXPECT_THAT(shown_to(person), Not(HasSubstr("Sasha")));
  }
  const auto request = asked(lead);
  ASSERT_TRUE(request);
  EXPECT_THAT(shown_to(lead), Not(HasSubstr("Sasha")));
  ASSERT_TRUE(decided_on(custodian, request->reference, IdentityAction::grant));
  for (const PersonId& person : {lead, deputy})
    EXPECT_THAT(shown_to(person), ::testing::AllOf(HasSubstr("Sasha Madeup"), HasSubstr("sasha@example.org")));
  EXPECT_THAT(event_types("reporter_identity", request->id.value),
              ::testing::UnorderedElementsAre("identity.asked", "identity.granted", "identity.looked_at", "identity.looked_at"));
}

TEST_P(IdentityTest, StaysLockedAwayWhenItIsRefusedAndTheReasonsStand) {
  const auto request = asked(lead);
  ASSERT_TRUE(decided_on(custodian, request->reference, IdentityAction::refuse));
  EXPECT_THAT(shown_to(lead), Not(HasSubstr("Sasha")));
  EXPECT_THAT(shown_to(lead), HasSubstr("It is needed"));
  EXPECT_TRUE(asked(deputy, 3)) << "and may be asked for again";
}

TEST_P(IdentityTest, TheCustodianSeesTheMotiveAndNothingOfTheConcern) {
  const auto request = asked(lead);
  const auto shown = page(&show_request, as(custodian), {.reference = request->reference});
  EXPECT_THAT(shown, HasSubstr("To ask what else was seen"));
  EXPECT_THAT(page(&list_requests, as(custodian)), HasSubstr(request->reference));
  for (const auto* hidden : {"Robin", "zanzibar", "Sasha"}) EXPECT_THAT(shown, Not(HasSubstr(hidden)));
  EXPECT_THAT(shown, Not(HasSubstr(reference)));
  EXPECT_FALSE(seen_concern(as(custodian), reference));
}

TEST_P(IdentityTest, TheCustodianIsToldThatItIsDone) {
  const auto request = asked(lead);
  const auto decided = answered(&decide_request, as(custodian), {.reference = request->reference,
                                                                  .form = {{"verdict", "grant"}, {"reasons", "It is needed"}, {"version", "2"}}});
  EXPECT_EQ("/identity-requests?decided=grant", location(decided));
  EXPECT_THAT(page(&list_requests, as(custodian), {.query = "decided=grant"}), HasSubstr("The request was granted"));
  EXPECT_THAT(page(&list_requests, as(custodian)), Not(HasSubstr("The request was granted")));
}

TEST_P(IdentityTest, NobodyElseDecides) {
  const auto request = asked(lead);
  for (const PersonId& other : {lead, deputy, caseworker}) EXPECT_FALSE(decided_on(other, request->reference, IdentityAction::grant));
}

TEST_P(IdentityTest, WhoeverAskedDoesNotGrantItThemselves) {
  Identity identity{.state = IdentityState::asked, .asked_by = custodian};
  EXPECT_THAT(identity.attempt(IdentityAction::grant, as(custodian)), IsRefused("identity.second_person"));
}

TEST_P(IdentityTest, ACustodianWhoIsKeptAwayFromTheConcernDecidesNothing) {
  auto answers = told("Cleo Custodian");
  answers.set(kReporter, std::string{kInConfidence});
  answers.set(kConfidentialName, std::string{"Sasha Madeup"});
  answers.set(kConfidentialContact, std::string{"sasha@example.org"});
  reference = raised({}, answers);
  mailed();
  const auto request = asked(lead);
  EXPECT_TRUE(mailed().empty());
  EXPECT_THAT(decided_on(custodian, request->reference, IdentityAction::grant), IsRefused("identity.unknown"));
  EXPECT_THAT(page(&list_requests, as(custodian)), Not(HasSubstr(request->reference)));
}

TEST_P(IdentityTest, WhoDoesNotSeeTheConcernCannotAsk) {
  EXPECT_THAT(asked(caseworker), IsRefused("identity.unknown"));
  EXPECT_THAT(answered(&show_identity, as(colleague), {.reference = reference}), IsRefused("identity.unknown"));
}

TEST_P(IdentityTest, AskedForTwiceWithTheSameWordsIsAskedForOnce) {
  ASSERT_TRUE(asked(lead));
  const auto again = answered(&ask_for_identity, as(lead), {.reference = reference, .form = {{kMotive, "To ask what else was seen"}, {"version", "1"}}});
  EXPECT_EQ("/concerns/" + reference, location(again)) << "which says that it was asked";
  EXPECT_THAT(shown_to(lead), HasSubstr("To ask what else was seen"));
  const auto other = answered(&ask_for_identity, as(deputy), {.reference = reference, .form = {{kMotive, "For another reason"}, {"version", "1"}}});
  EXPECT_EQ(409, other->status);
  EXPECT_THAT(other->body, HasSubstr("For another reason"));
}

TEST_P(IdentityTest, AStaleRequestChangesNothing) { EXPECT_THAT(asked(lead, 7), IsRefused("identity.changed")); }

}  // namespace
}  // namespace regard::concerns::identity
