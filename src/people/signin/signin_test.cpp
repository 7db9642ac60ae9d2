#include "people/link/actions.h"
#include "people/second_factor/actions.h"
#include "people/session/actions.h"
#include "people/testing.h"

namespace regard::people::signin {
namespace {

using testing::IsRefused;
using namespace std::chrono;

class SignIn : public testing::PeopleTest {
 protected:
  PersonId lead, tutor;
  void SetUp() override {
    PeopleTest::SetUp();
    if (IsSkipped()) return;
    lead = somebody("Lee Lead", Role::lead);
    tutor = somebody("Tom Tutor", Role::reporter);
  }
  const std::string leads = "lee.lead@example.ac.uk", tutors = "tom.tutor@example.ac.uk";
  Result<signin::SignIn> guess(const std::string& email, const Origin& origin) { return sign_in(email, "a wrong guess of mine", origin); }
  void be_hammered(const std::string& email, int addresses, int guesses) {
    for (int i = 0; i < addresses; ++i)
      for (int j = 0; j < guesses; ++j) guess(email, from("198.51.100." + std::to_string(i)));
  }
  // The device cookie of a browser that finished signing in.
  std::optional<Device> device_after_sign_in(PersonId person) {
    http::Response response;
    remember_device(services(), response, person, now());
    const std::string& line = response.headers.front().second;
    http::Request request;
    request.cookies.add("__Host-regard-device", line.substr(line.find('=') + 1, line.find(';') - line.find('=') - 1));
    return device_of(services(), request, now());
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, SignIn, db::testing::engines(), db::testing::engine_name);

TEST_P(SignIn, OpensASessionThatKnowsItsPerson) {
  const auto done = sign_in(tutors, kPassword, from("192.0.2.1"));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->second_factor, SecondFactor::none);
  const Viewer viewer = asks_with(done->opened.secret);
  EXPECT_EQ(viewer.person, tutor);
  EXPECT_EQ(viewer.name, "Tom Tutor");
  EXPECT_EQ(viewer.strength, Strength::password);
  EXPECT_TRUE(viewer.may(testing::kRaise));
  EXPECT_FALSE(viewer.csrf.empty());
}

TEST_P(SignIn, WithAPasswordAloneReadsNothingThatOthersRecorded) {
  const auto done = sign_in(leads, kPassword, from("192.0.2.1"));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->second_factor, SecondFactor::to_prove);
  const Viewer viewer = asks_with(done->opened.secret);
  EXPECT_TRUE(viewer.may(testing::kRaise));
  EXPECT_FALSE(viewer.may(testing::kReadCases));
  EXPECT_FALSE(viewer.may(kReadPeople));
}

TEST_P(SignIn, AnswersTheSameForAWrongPasswordAndForNobody) {
  const auto wrong = guess(leads, from("192.0.2.1")), unknown = guess("nobody@example.ac.uk", from("192.0.2.2"));
  ASSERT_FALSE(wrong);
  ASSERT_FALSE(unknown);
  EXPECT_EQ(wrong.error().code, unknown.error().code);
  EXPECT_EQ(wrong.error().fields.front().message, unknown.error().fields.front().message);
}

TEST_P(SignIn, SlowsAGuesserTheSameForAnAccountAndForNobody) {
  const auto tries = [&](const std::string& email, const std::string& address) {
    int made = 0;
    while (guess(email, from(address)).error().code == "sign_in.wrong") ++made;
    return made;
  };
  EXPECT_EQ(tries(leads, "192.0.2.1"), 6);
  EXPECT_EQ(tries("nobody@example.ac.uk", "192.0.2.2"), 6);
}

TEST_P(SignIn, RefusesTheRightPasswordToOneWhoGuessedTooOften) {
  be_hammered(leads, 1, 6);
  EXPECT_THAT(sign_in(leads, kPassword, from("198.51.100.0")), IsRefused("sign_in.wait"));
}

TEST_P(SignIn, CannotBeClosedToAPersonByOthersGuesses) {
  const auto own = device_after_sign_in(lead);
  ASSERT_TRUE(own);
  be_hammered(leads, 60, 6);
  EXPECT_THAT(sign_in(leads, kPassword, from("192.0.2.77")), IsRefused("sign_in.wait")) << "a new browser waits a little";
  EXPECT_TRUE(sign_in(leads, kPassword, from("192.0.2.77", own))) << "one that they used before does not";
  EXPECT_TRUE(sign_in(leads, kPassword, from("198.51.100.1", own))) << "not even behind the guessers' own address";
  ASSERT_TRUE(ask_for_link(services(), leads, from("192.0.2.77"), now()));
  const auto mailed = letters();
  ASSERT_EQ(mailed.size(), 1u);
  EXPECT_TRUE(set_password_by_link(services(), link_in(mailed[0]), PrivateText{"seven quiet otters knit"}, from("192.0.2.77"), now()))
      << "and the link in their mail always works";
}

TEST_P(SignIn, CannotBeClosedToEverybody) {
  be_hammered("nobody@example.ac.uk", 60, 6);
  EXPECT_TRUE(sign_in(tutors, kPassword, from("192.0.2.9")));
  EXPECT_TRUE(sign_in(leads, kPassword, from("192.0.2.9")));
}

TEST_P(SignIn, LetsANewBrowserInWithinSecondsWhenTheGuessersStop) {
  be_hammered(leads, 60, 6);
  clock.advance(seconds{21});
  EXPECT_TRUE(sign_in(leads, kPassword, from("192.0.2.77")));
}

TEST_P(SignIn, BelievesNoDeviceCookieButItsOwn) {
  http::Request request;
  request.cookies.add("__Host-regard-device", lead.text() + ".mark.99999999999.signature");
  EXPECT_FALSE(device_of(services(), request, now()));
  const auto tutors_own = device_after_sign_in(tutor);
  be_hammered(leads, 60, 6);
  EXPECT_THAT(sign_in(leads, kPassword, from("192.0.2.77", tutors_own)), IsRefused("sign_in.wait")) << "another's browser is a stranger's";
}

TEST_P(SignIn, WritesFailuresToTheAuditAtPowersOfTen) {
  be_hammered(leads, 3, 6);
  EXPECT_EQ(std::ranges::count(events(lead), "sign_in.failed"), 2);
}

TEST_P(SignIn, GivesNobodyTwoSessionsForOneLink) {
  ASSERT_TRUE(ask_for_link(services(), tutors, from("192.0.2.1"), now()));
  const std::string secret = link_in(letters().at(0));
  const auto use = [&] { return set_password_by_link(services(), secret, PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now()); };
  ASSERT_TRUE(use());
  EXPECT_THAT(use(), IsRefused("link.over"));
  EXPECT_TRUE(sign_in(tutors, "seven quiet otters knit", from("192.0.2.1")));
  EXPECT_FALSE(sign_in(tutors, kPassword, from("192.0.2.1")));
}

TEST_P(SignIn, ByLinkEndsWhatWasOpenBefore) {
  const auto before = sign_in(tutors, kPassword, from("192.0.2.1")).value();
  ask_for_link(services(), tutors, from("192.0.2.1"), now());
  const auto after = set_password_by_link(services(), link_in(letters().at(0)), PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now());
  ASSERT_TRUE(after);
  EXPECT_FALSE(asks_with(before.opened.secret).signed_in());
  EXPECT_TRUE(asks_with(after->opened.secret).signed_in());
}

TEST_P(SignIn, LinksEndAfterTheirTime) {
  ask_for_link(services(), tutors, from("192.0.2.1"), now());
  const std::string secret = link_in(letters().at(0));
  clock.advance(hours{1});
  EXPECT_THAT(set_password_by_link(services(), secret, PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now()), IsRefused("link.over"));
}

TEST_P(SignIn, LinksAskedForByStrangersAreNeverWritten) {
  EXPECT_TRUE(ask_for_link(services(), "nobody@example.ac.uk", from("192.0.2.1"), now()));
  EXPECT_THAT(letters(), ::testing::IsEmpty());
}

TEST_P(SignIn, LettersSayNothingAboutAnybody) {
  ask_for_link(services(), tutors, from("192.0.2.1"), now());
  const auto letter = letters().at(0);
  EXPECT_EQ(letter.to, tutors);
  EXPECT_EQ(letter.subject, "Choose a new password at Example University");
  EXPECT_THAT(letter.text, ::testing::Not(::testing::HasSubstr("Tom")));
}

TEST_P(SignIn, RefusesAWeakPasswordAndKeepsTheLink) {
  ask_for_link(services(), tutors, from("192.0.2.1"), now());
  const std::string secret = link_in(letters().at(0));
  EXPECT_THAT(set_password_by_link(services(), secret, PrivateText{"password12345"}, from("192.0.2.1"), now()), IsRefused("password.weak"));
  EXPECT_TRUE(set_password_by_link(services(), secret, PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now()));
}

TEST_P(SignIn, ChangesThePasswordOnlyForWhoeverKnowsTheOldOne) {
  const auto mine = sign_in(tutors, kPassword, from("192.0.2.1")).value(), other = sign_in(tutors, kPassword, from("192.0.2.2")).value();
  const Viewer viewer = asks_with(mine.opened.secret);
  const auto change = [&](std::string_view current) {
    return change_password(services(), viewer, PrivateText{std::string{current}}, PrivateText{"seven quiet otters knit"}, from("192.0.2.1"), now());
  };
  EXPECT_THAT(change("not the old one"), IsRefused("password.wrong"));
  ASSERT_TRUE(change(kPassword));
  EXPECT_TRUE(asks_with(mine.opened.secret).signed_in()) << "this browser stays";
  EXPECT_FALSE(asks_with(other.opened.secret).signed_in()) << "the others are signed out";
}

}  // namespace
}  // namespace regard::people::signin
