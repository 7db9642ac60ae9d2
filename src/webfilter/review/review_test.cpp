// Nothing follows by itself but one e-mail; two people open a name, and what it is comes before who it is.
#include <fstream>
#include <iterator>

#include "webfilter/review/actions.h"
#include "webfilter/review/forms.h"
#include "webfilter/review/handlers.h"
#include "webfilter/review/store.h"
#include "webfilter/testing.h"

namespace regard::webfilter {
namespace {

using std::chrono::hours;
using testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kPlanted = "planted-robin";

class Ladders : public testing::WebFilterTest {
 protected:
  std::vector<Review> seen(const Viewer& viewer) {
    auto read = db().read();
    return store::reviews(read, store::review_sight(viewer), now(), 100);
  }
  std::optional<Review> only() {
    const auto all = seen(as(lead));
    EXPECT_LE(all.size(), 1U);
    return all.empty() ? std::nullopt : std::optional{all.front()};
  }
  Review repeated() {
    tried_again_and_again();
    weighed();
    return only().value();
  }
  Result<Review> disposed(const Viewer& by, ReviewAction action) {
    const Review review = only().value();
    return write([&](db::Tx& tx) { return dispose(tx, services(), by, review.reference, {action, PrivateText{"for good reasons"}, review.version}, now()); });
  }
  Result<Review> asked(const Viewer& by) {
    const Review review = only().value();
    return write([&](db::Tx& tx) { return ask_who(tx, services(), by, review.reference, {PrivateText{"to ask how they are"}, review.version}, now()); });
  }
  Result<Review> answered_by(const Viewer& by, ReviewAction action) {
    const Review review = only().value();
    return write([&](db::Tx& tx) { return answer_who(tx, services(), by, review.reference, {action, PrivateText{"it is proportionate"}, review.version}, now()); });
  }
  Result<Review> raised_by(const Viewer& by) {
    const Review review = only().value();
    forms::Answers answers;
    for (const auto field : {kWhatHappened, kAim, kNecessary, kLessIntrusive}) answers.set(field, "said about " + std::string{field});
    answers.set(kHarm, std::string{"later"});
    const auto key = keyring().take(now());
    return write([&](db::Tx& tx) { return raise(tx, services(), by, review.reference, {answers, review.version, key}, now()); });
  }
  Review asked_about() {
    repeated();
    EXPECT_TRUE(disposed(as(lead), ReviewAction::confirm));
    EXPECT_TRUE(asked(as(lead)));
    return only().value();
  }
  // Sent from a page of the review as it was then.
  Result<http::Response> sent(web::Handler handler, PersonId by, const Review& then) {
    std::vector<std::pair<std::string_view, std::string>> form{{kReasons, "typed for nothing"}, {kHarm, "later"}, {"version", std::to_string(then.version)}};
    for (const auto field : {kWhatHappened, kAim, kNecessary, kLessIntrusive}) form.emplace_back(field, "typed for nothing");
    return answered(handler, as(by), {.reference = then.reference, .form = std::move(form)});
  }
  std::string shown(PersonId to) { return page(&show_review, as(to), {.reference = only()->reference}); }

  // The explanatory e-mails that wait, as they would be sent.
  std::vector<outbox::Message> notices() {
    std::vector<outbox::Message> all;
    auto read = db().read();
    for (const auto& row : read.all("SELECT id, payload FROM outbox_job WHERE kind = 'mail'"))
      if (auto message = notice_letter(services(), mailboxes, languages(), {.kind = "mail", .id = row.text("id"), .payload = row.text("payload")})) all.push_back(*message);
    return all;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Ladders, db::testing::engines(), db::testing::engine_name);

TEST_P(Ladders, ExplainOnceWhateverWasTriedOnce) {
  tried({{.ago = hours{5}}});
  weighed();
  ASSERT_EQ(notices().size(), 1U);
  EXPECT_EQ(notices().front().to, "planted-robin@example.ac.uk");
  for (const auto word : {"bad.example", "Hate"}) EXPECT_THAT(notices().front().text, Not(HasSubstr(word)));
  tried({{.site = "other.example", .ago = hours{1}}});
  clock.advance(hours{6});
  weighed();
  EXPECT_EQ(notices().size(), 1U);
  EXPECT_FALSE(only());
}

TEST_P(Ladders, WaitUntilAVisitIsOver) {
  tried({{.ago = hours{1}}});
  weighed();
  EXPECT_TRUE(notices().empty());
  clock.advance(hours{4});
  weighed();
  EXPECT_EQ(notices().size(), 1U);
}

TEST_P(Ladders, DoNotWriteToWhoeverMayNeedHelpMoreThanARule) {
  tried({{.theme = "self_harm", .ago = hours{5}}});
  weighed();
  EXPECT_TRUE(notices().empty());
  EXPECT_EQ(only()->cause, Cause::grave) << "a person looks at it the same day";
}

TEST_P(Ladders, LeadNowhereForWhoeverDidNotSignIn) {
  for (const auto identity : {Identity::inferred, Identity::spoofable})
    tried({{.ago = hours{72}, .identity = identity}, {.ago = hours{48}, .identity = identity}, {.theme = "terrorism", .ago = hours{5}, .identity = identity}});
  weighed();
  EXPECT_TRUE(notices().empty());
  EXPECT_FALSE(only());
}

TEST_P(Ladders, CountNothingThatOnlyAPageAskedFor) {
  tried({{.theme = "terrorism", .ago = hours{5}, .deliberate = false}});
  weighed();
  EXPECT_TRUE(notices().empty());
  EXPECT_FALSE(only());
}

TEST_P(Ladders, PutRepeatedAttemptsBeforeAPerson) {
  const Review review = repeated();
  EXPECT_EQ(review.cause, Cause::repeated);
  EXPECT_EQ(review.attempts, 3);
  EXPECT_EQ(review.days, 3);
  for (const auto person : {lead, deputy}) EXPECT_EQ(seen(as(person)).size(), 1U);
  for (const auto person : {caseworker, tutor, operator_, custodian}) EXPECT_TRUE(seen(as(person)).empty());
}

TEST_P(Ladders, DoNotTakeOneLongDayForRepetition) {
  tried({{.ago = hours{11}}, {.ago = hours{8}}, {.ago = hours{5}}, {.ago = hours{2}}});
  weighed();
  EXPECT_FALSE(only());
}

TEST_P(Ladders, AddWhatComesWhileItIsLookedAt) {
  repeated();
  tried({{.site = "worse.example", .ago = hours{1}}});
  weighed();
  EXPECT_EQ(only()->attempts, 4);
  weighed();
  EXPECT_EQ(only()->attempts, 4);
}

TEST_P(Ladders, BeginAnewAfterADecision) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::dismiss));
  clock.advance(hours{1});
  tried({{.ago = hours{0}}});
  weighed();
  EXPECT_EQ(only()->state, ReviewState::dismissed) << "one more is not three more";
}

TEST_P(Ladders, TakeWhatBecomesGraveMoreSeriously) {
  const Review before = repeated();
  tried({{.theme = "terrorism", .ago = hours{1}}});
  weighed();
  EXPECT_EQ(only()->cause, Cause::grave);
  EXPECT_LT(only()->look_by, before.look_by);
  EXPECT_EQ(only()->version, before.version) << "whoever writes down a decision meanwhile is not told that it changed";
}

TEST_P(Ladders, WeighALateLineOfBeforeADecision) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::dismiss));
  tried({{.theme = "terrorism", .ago = hours{30}}});  // by a reader that was down
  weighed();
  EXPECT_EQ(seen(as(lead)).size(), 2U);
}

TEST_P(Ladders, SendNoLetterToWhoeverWasLookedAt) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::dismiss));
  tried({{.site = "other.example", .ago = hours{0}}});
  clock.advance(hours{6});
  weighed();
  EXPECT_TRUE(notices().empty());
}

TEST_P(Ladders, SendNoLetterWithoutAnAddressOrAboutLongAgo) {
  tried({{.person = "visitor@elsewhere.example", .ago = hours{5}}, {.person = "somebody-else", .ago = hours{24 * 9}}});
  weighed();
  EXPECT_TRUE(notices().empty());
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_person WHERE told_at IS NOT NULL"), 0);
}

TEST_P(Ladders, KeepAConcernFromWhomItIsAbout) {
  tried_again_and_again("dee.deputy");
  weighed();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  ASSERT_TRUE(answered_by(as(custodian), ReviewAction::agree));
  const auto done = raised_by(as(lead));
  ASSERT_TRUE(done);
  EXPECT_TRUE(seen_concern(as(lead), done->concern.value()));
  EXPECT_FALSE(seen_concern(as(deputy), done->concern.value()));
}

TEST_P(Ladders, RemindOnceADayOfWhatNobodyLookedAt) {
  repeated();
  const auto mails = [&] { return number("SELECT COUNT(*) AS n FROM outbox_job WHERE kind = 'mail'"); };
  mailed();
  clock.advance(hours{24 * 7});
  by_the_clock(services(), now());
  const auto first = mailed().size();
  EXPECT_GE(first, 2U) << "the lead and the deputy";
  by_the_clock(services(), now());
  EXPECT_TRUE(mailed().empty()) << mails();
}

TEST_P(Ladders, CountOverARotation) {
  // The clock stands at noon of the last day of a period.
  auto last_day = [&] {
    tried({{.person = "somebody-else", .ago = hours{1}}});
    auto read = db().read();
    return store::periods(read).front().last;
  }();
  clock.advance(Instant{std::chrono::sys_days{last_day} + hours{12}} - now());
  tried({{.ago = hours{26}}, {.ago = hours{2}}});
  weighed();
  EXPECT_FALSE(only());
  clock.advance(hours{24});
  tried({{.ago = hours{1}}});
  weighed();
  ASSERT_TRUE(only());
  EXPECT_EQ(only()->attempts, 3);
}

TEST_P(Ladders, DoNotExistForWhomTheyAreAbout) {
  tried_again_and_again("dee.deputy");  // dee.deputy@example.ac.uk is in the directory
  weighed();
  EXPECT_EQ(seen(as(lead)).size(), 1U);
  EXPECT_TRUE(seen(as(deputy)).empty());
  EXPECT_EQ(page(&show_review, as(deputy), {.reference = only()->reference}), "refused: web_review.unknown");
}

TEST_P(Ladders, ShowNoNameUntilTwoPeopleAgreed) {
  repeated();
  EXPECT_THAT(shown(lead), Not(HasSubstr(kPlanted)));
  EXPECT_THAT(shown(lead), Not(HasSubstr("bad.example")));
  EXPECT_THAT(asked(as(lead)), IsRefused("workflow.wrong_state")) << "what it was comes before who it was";
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  EXPECT_THAT(answered_by(as(lead), ReviewAction::agree), IsRefused("web_review.asked_yourself"));
  EXPECT_THAT(shown(lead), Not(HasSubstr(kPlanted)));
  EXPECT_EQ(seen(as(custodian)).size(), 1U) << "asked to agree";
  ASSERT_TRUE(answered_by(as(custodian), ReviewAction::agree));
  EXPECT_THAT(shown(lead), HasSubstr(kPlanted));
  EXPECT_THAT(shown(lead), HasSubstr("bad.example"));
  EXPECT_THAT(shown(deputy), Not(HasSubstr(kPlanted))) << "who did not ask";
  EXPECT_TRUE(seen(as(custodian)).empty());
}

TEST_P(Ladders, ForgetTheNameWhenItsTimeIsOver) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::agree));
  clock.advance(hours{72});
  EXPECT_THAT(shown(lead), Not(HasSubstr(kPlanted)));
  EXPECT_THAT(raised_by(as(lead)), IsRefused("workflow.wrong_state"));
  EXPECT_TRUE(asked(as(lead))) << "for reasons of its own, again";
}

TEST_P(Ladders, KeepTheNameWhereNobodyAgreed) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::refuse));
  EXPECT_THAT(shown(lead), Not(HasSubstr(kPlanted)));
  EXPECT_TRUE(asked(as(deputy)));
}

MATCHER_P(KeepsWhatWasTypedAndSays, now, "") {
  return arg && arg->status == 409 && arg->body.find("typed for nothing") != std::string::npos && arg->body.find("It says now: " + std::string{now} + ".") != std::string::npos;
}

TEST_P(Ladders, TellWhoeverAsksSecondThatSomebodyAskedMeanwhile) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  const Review before = only().value();
  ASSERT_EQ(sent(&save_who_it_is, lead, before)->status, 303);
  for (const auto again : {deputy, lead})  // or pressed twice
    EXPECT_THAT(sent(&save_who_it_is, again, before), KeepsWhatWasTypedAndSays("Deliberate, and somebody asked who it is"));
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_reveal"), 1);
}

TEST_P(Ladders, TellWhoeverAnswersSecondThatSomebodyAnsweredMeanwhile) {
  const Review before = asked_about();
  EXPECT_EQ(location(sent(&save_agreement, custodian, before)), "/web-filter/reviews");
  EXPECT_THAT(sent(&save_refusal, deputy, before), KeepsWhatWasTypedAndSays("Deliberate, and whoever asked may know who it is"));
  const auto twice = sent(&save_agreement, custodian, before);
  EXPECT_THAT(twice, KeepsWhatWasTypedAndSays("A second person agreed"));
  EXPECT_THAT(twice->body, Not(HasSubstr("/web-filter/reviews/" + before.reference + "\""))) << "which is theirs no more";
  EXPECT_EQ(only()->reveal->state, RevealState::agreed);
}

TEST_P(Ladders, TellWhoeverOnlyAgreesNothingButTheAnswer) {
  const Review before = asked_about();
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::refuse));
  ASSERT_TRUE(disposed(as(lead), ReviewAction::settle));
  EXPECT_THAT(sent(&save_agreement, custodian, before), KeepsWhatWasTypedAndSays("A second person did not agree"));
  EXPECT_EQ(page(&show_review, as(custodian), {.reference = before.reference}), "refused: web_review.unknown");
}

TEST_P(Ladders, StillDoNotLetAnybodyAgreeWithThemselves) {
  const Review before = asked_about();
  EXPECT_THAT(sent(&save_agreement, lead, before), IsRefused("web_review.asked_yourself"));
  EXPECT_EQ(sent(&save_agreement, lead, before).error().kind, ErrorKind::not_allowed);
}

TEST_P(Ladders, KeepAConcernThatWasWrittenForTooLong) {
  const Review before = asked_about();
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::agree));
  clock.advance(hours{72});
  EXPECT_THAT(sent(&save_concern, lead, before), KeepsWhatWasTypedAndSays("Deliberate, being looked into"));
  EXPECT_EQ(answered(&ask_concern, as(lead), {.reference = before.reference})->status, 409);
}

TEST_P(Ladders, RaiseAConcernThatSaysWhyItIsProportionate) {
  repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::agree));
  EXPECT_THAT(raised_by(as(deputy)), IsRefused("web_review.not_known"));
  const auto done = raised_by(as(lead));
  ASSERT_TRUE(done);
  EXPECT_EQ(done->state, ReviewState::raised);
  EXPECT_TRUE(seen_concern(as(deputy), done->concern.value()));
  EXPECT_THAT(shown(deputy), HasSubstr("said about less_intrusive"));
  EXPECT_THAT(shown(lead), Not(HasSubstr(kPlanted))) << "the concern has the name: here nobody needs it any more";
}

TEST_P(Ladders, SayInTheAuditWhoLookedAtAName) {
  const Review review = repeated();
  ASSERT_TRUE(disposed(as(lead), ReviewAction::confirm));
  ASSERT_TRUE(asked(as(lead)));
  ASSERT_TRUE(answered_by(as(deputy), ReviewAction::agree));
  shown(lead);
  EXPECT_THAT(event_types("web_review", review.id.value),
              ::testing::ElementsAre("web_review.opened", "web_review.confirmed", "web_review.asked_who", "web_review.agreed", "web_review.identity_seen"));
}

TEST_P(Ladders, KeepNoNameWhereItCouldBeRead) {
  repeated();
  tried({{.person = "planted-kit", .ago = hours{5}}});
  weighed();
  auto read = db().read();
  for (const auto sql : {"SELECT COALESCE(identity_sealed, '') AS t FROM web_person", "SELECT name_sealed AS t FROM web_site", "SELECT line_sealed AS t FROM web_attempt",
                         "SELECT evidence_sealed AS t FROM web_review", "SELECT payload AS t FROM outbox_job", "SELECT COALESCE(details, '') AS t FROM audit_event"})
    for (const auto& row : read.all(sql))
      for (const auto word : {"planted", "bad.example"}) EXPECT_THAT(row.text("t"), Not(HasSubstr(word))) << sql;
}

TEST(ReviewPicture, IsTheOneInTheReadme) {
  std::string_view (*const of_state)(ReviewState) = &word;
  std::string_view (*const of_action)(ReviewAction) = &word;
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/webfilter/README.md"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  EXPECT_THAT(text, HasSubstr(workflow::picture(kReviewMoves, of_state, of_action)));
}

}  // namespace
}  // namespace regard::webfilter
