#include "people/second_factor/actions.h"

#include "people/second_factor/recovery.h"
#include "people/second_factor/store.h"
#include "people/second_factor/totp.h"
#include "people/testing.h"

namespace regard::people::second_factor {
namespace {

using testing::IsRefused;
using namespace std::chrono;

class SecondFactor : public testing::PeopleTest {
 protected:
  PersonId lead, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    lead = somebody("Lee Lead", Role::lead);
    tutor = somebody("Tom Tutor", Role::reporter);
  }
  Viewer with_password(std::string_view name) {
    secret_ = sign_in(email_of(name), kPassword, from("192.0.2.1")).value().opened.secret;
    return asks_with(secret_);
  }
  Result<session::Opened> proves(const Viewer& viewer, std::string_view typed, Proof proof = Proof::app_code) {
    return prove(services(), viewer, proof, typed, {}, now());
  }
  Result<Enrolled> enrols(const Viewer& viewer) {
    if (const auto begun = begin(services(), viewer, now()); !begun) return tl::unexpected{begun.error()};
    const auto secret = pending(services(), viewer, now());
    if (!secret) return tl::unexpected{secret.error()};
    return confirm(services(), viewer, code(*secret, step_of(now())), {}, now());
  }
  std::string secret_;
};
INSTANTIATE_TEST_SUITE_P(Engines, SecondFactor, db::testing::engines(), db::testing::engine_name);

TEST_P(SecondFactor, ProvenOpensWhatThePostIncludesInAnotherSession) {
  const auto opened = proves(with_password("Lee Lead"), code_of("Lee Lead"));
  ASSERT_TRUE(opened);
  EXPECT_NE(opened->secret, secret_);
  EXPECT_FALSE(asks_with(secret_).signed_in()) << "the cookie from before is worth nothing";
  EXPECT_TRUE(asks_with(opened->secret).may(testing::kReadCases));
}

TEST_P(SecondFactor, TakesACodeOnce) {
  const std::string code = code_of("Lee Lead");
  ASSERT_TRUE(proves(with_password("Lee Lead"), code));
  EXPECT_THAT(proves(with_password("Lee Lead"), code), IsRefused("second_factor.wrong"));
  EXPECT_TRUE(proves(with_password("Lee Lead"), code_of("Lee Lead"))) << "the next one works";
}

TEST_P(SecondFactor, BeingSetUpIsShownToTheSessionThatBeganItAndToNoOther) {
  const Viewer thief = with_password("Tom Tutor"), tom = with_password("Tom Tutor");
  ASSERT_TRUE(begin(services(), tom, now()));
  EXPECT_THAT(pending(services(), thief, now()), IsRefused("second_factor.not_begun"));
  EXPECT_TRUE(pending(services(), tom, now()));
}

TEST_P(SecondFactor, IsSetUpWithACodeAndGivesTenRecoveryCodes) {
  const auto enrolled = enrols(with_password("Tom Tutor"));
  ASSERT_TRUE(enrolled);
  EXPECT_EQ(enrolled->recovery_codes.size(), 10u);
  EXPECT_EQ(asks_with(enrolled->opened.secret).strength, Strength::second_factor);
  EXPECT_FALSE(asks_with(secret_).signed_in());
  EXPECT_THAT(events(tutor), ::testing::Contains("second_factor.enrolled"));
}

TEST_P(SecondFactor, IsNotSetUpWithAWrongCode) {
  const Viewer viewer = with_password("Tom Tutor");
  ASSERT_TRUE(begin(services(), viewer, now()));
  EXPECT_THAT(confirm(services(), viewer, "000000", {}, now()), IsRefused("second_factor.wrong"));
  auto read = db().read();
  EXPECT_FALSE(store::is_enrolled(read, tutor));
}

TEST_P(SecondFactor, CannotBeReplacedByOneWhoKnowsOnlyThePassword) {
  const Viewer thief = with_password("Lee Lead");
  EXPECT_THAT(begin(services(), thief, now()), IsRefused("second_factor.prove_first"));
  EXPECT_THAT(new_recovery_codes(services(), thief, now()), IsRefused("second_factor.prove_first"));
}

TEST_P(SecondFactor, CannotBeReplacedBySomethingBegunBeforeItWasThere) {
  const Viewer thief = with_password("Tom Tutor");
  ASSERT_TRUE(begin(services(), thief, now()));
  const auto theirs = pending(services(), thief, now());
  ASSERT_TRUE(enrols(with_password("Tom Tutor")));
  EXPECT_THAT(confirm(services(), thief, code(*theirs, step_of(now())), {}, now()), IsRefused("second_factor.not_begun"));
}

TEST_P(SecondFactor, LeftHalfSetUpIsForgottenAfterHalfAnHour) {
  const Viewer viewer = with_password("Tom Tutor");
  ASSERT_TRUE(begin(services(), viewer, now()));
  clock.advance(minutes{31});
  EXPECT_THAT(pending(services(), viewer, now()), IsRefused("second_factor.not_begun"));
}

TEST_P(SecondFactor, IsReplacedByARecoveryCodeOnceEach) {
  const auto codes = enrols(with_password("Tom Tutor")).value().recovery_codes;
  std::string typed = codes[3];
  for (char& c : typed) c = static_cast<char>(std::tolower(c));
  ASSERT_TRUE(proves(with_password("Tom Tutor"), typed, Proof::recovery_code)) << "small letters do";
  EXPECT_THAT(proves(with_password("Tom Tutor"), codes[3], Proof::recovery_code), IsRefused("recovery_code.wrong"));
  EXPECT_TRUE(proves(with_password("Tom Tutor"), codes[4], Proof::recovery_code));
  auto read = db().read();
  EXPECT_EQ(store::recovery_codes_left(read, tutor), 8);
}

TEST_P(SecondFactor, OfAnotherPersonOpensNothing) {
  const auto codes = enrols(with_password("Tom Tutor")).value().recovery_codes;
  EXPECT_THAT(proves(with_password("Lee Lead"), codes[0], Proof::recovery_code), IsRefused("recovery_code.wrong"));
}

TEST_P(SecondFactor, NewRecoveryCodesEndTheOldOnes) {
  const auto enrolled = enrols(with_password("Tom Tutor")).value();
  const auto fresh = new_recovery_codes(services(), asks_with(enrolled.opened.secret), now());
  ASSERT_TRUE(fresh);
  EXPECT_THAT(proves(with_password("Tom Tutor"), enrolled.recovery_codes[0], Proof::recovery_code), IsRefused("recovery_code.wrong"));
  EXPECT_TRUE(proves(with_password("Tom Tutor"), fresh->front(), Proof::recovery_code));
}

TEST_P(SecondFactor, IsStoredOnlySealed) {
  auto read = db().read();
  const auto row = store::find(read, lead).value();
  EXPECT_THAT(row.secret_sealed.value(), ::testing::Not(::testing::MatchesRegex("[A-Z2-7]{32}")));
  EXPECT_TRUE(keyring().find(row.key));
}

TEST_P(SecondFactor, OfALeadIsRemovedByAnotherLeadAndNeverByAnAdministratorAlone) {
  const PersonId admin = somebody("Ada Admin", Role::administrator), deputy = somebody("Dee Deputy", Role::deputy);
  const auto open = proves(with_password("Lee Lead"), code_of("Lee Lead")).value();
  EXPECT_THAT(remove(services(), as(admin), lead, now()), IsRefused("person.second_person"));
  EXPECT_THAT(remove(services(), as(lead), lead, now()), IsRefused("person.own"));
  ASSERT_TRUE(remove(services(), as(deputy), lead, now()));
  EXPECT_FALSE(asks_with(open.secret).signed_in()) << "they are signed out at once";
  EXPECT_EQ(sign_in(email_of("Lee Lead"), kPassword, from("192.0.2.1")).value().second_factor, signin::SecondFactor::to_set_up);
}

TEST_P(SecondFactor, OfSomebodyWhoReadsNothingOfOthersIsRemovedByAnAdministrator) {
  const PersonId admin = somebody("Ada Admin", Role::administrator), decider = somebody("Eve Events", Role::event_decider);
  EXPECT_TRUE(remove(services(), as(admin), decider, now()));
}

TEST_P(SecondFactor, CodesAreGuessedAtMostAFewTimesAnHour) {
  const Viewer thief = with_password("Lee Lead");
  int guesses = 0;
  const Instant end = now() + hours{24};
  while (now() < end) {
    if (const auto may = signin::count_code(services(), lead, from("198.51.100.1"), now()); may) ++guesses;
    else clock.advance(minutes{std::stoi(may.error().fields.front().number)});
  }
  EXPECT_LE(guesses, 40);
  const signin::Device own{lead, "a browser of theirs"};
  EXPECT_TRUE(signin::count_code(services(), lead, from("192.0.2.1", own), now())) << "while their own browser is let through";
}

}  // namespace
}  // namespace regard::people::second_factor
