// Telling us about somebody: pages that keep what was typed, send it once, and say what is true; and the same as JSON.
#include <boost/json.hpp>

#include <thread>

#include "concerns/casework/handlers.h"
#include "concerns/concern/handlers.h"
#include "concerns/telling/handlers.h"
#include "concerns/testing.h"
#include "platform/forms/drafts.h"

namespace regard::concerns::telling {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using concerns::testing::IsRefused;

class Telling : public concerns::testing::ConcernsTest {
 protected:
  using Fields = std::vector<std::pair<std::string_view, std::string>>;

  Result<http::Response> sent_page(const Viewer& viewer, std::string question, Fields form, std::string query = {}) {
    return answered(&answer_question, viewer, {.parameters = {{"question", std::move(question)}}, .form = std::move(form), .query = std::move(query)});
  }
  void filled_in(const Viewer& viewer) {
    ASSERT_TRUE(sent_page(viewer, "whom", {{"whom", "someone_else"}}));
    ASSERT_TRUE(sent_page(viewer, "person", {{"name", "Robin Made-Up"}}));
    ASSERT_TRUE(sent_page(viewer, "what", {{"what", "Withdrawn since the zanzibar excursion"}}));
    ASSERT_TRUE(sent_page(viewer, "known", {{"known", "told"}, {"known_more", "By a friend"}}));
    ASSERT_TRUE(sent_page(viewer, "assumed", {{"assumed", ""}, {"alternative", "Homesick"}}));
    ASSERT_TRUE(sent_page(viewer, "danger", {{"danger", "later"}}));
    ASSERT_TRUE(sent_page(viewer, "not-for", {{"not_for", ""}}));
    if (!viewer.signed_in()) {
      ASSERT_TRUE(sent_page(viewer, "you", {{"reporter", "anonymous"}}));
    }
  }
  Result<http::Response> send_it(const Viewer& viewer) { return answered(&send, viewer, {.form = {{"csrf", "of this session"}}}); }
  std::optional<forms::Draft> draft() {
    auto read = db().read();
    return forms::load_draft(read, {"tell-us", concerns::testing::Asked{}.visitor}, now());
  }
  std::size_t told_so_far() {
    auto read = db().read();
    return store::every_after(read, "", 100).size();
  }

  Result<http::Response> as_json(std::string body, std::string idempotency_key) {
    Viewer client = as(tutor);
    client.strength = Strength::token;
    http::Request request;
    request.method = http::Method::post;
    request.content_type = "application/json";
    request.body = std::move(body);
    request.headers.add("idempotency-key", std::move(idempotency_key));
    return send_json(web::Visit{services(), request, client, english(), now(), {}, {}});
  }
  static std::string body_about(std::string_view name) {
    return boost::json::serialize(boost::json::object{{"whom", "someone_else"}, {"name", name}, {"what", "Very quiet since the holidays"}, {"known", "saw"},
                                                      {"danger", "later"}, {"reporter", "anonymous"}});
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Telling, db::testing::engines(), db::testing::engine_name);

TEST_P(Telling, SaysToWhoeverIsSignedInThatTheirNameGoesWithIt) {
  Viewer signed_in = as(tutor);
  signed_in.name = "Toni Tutor";
  filled_in(signed_in);
  const auto check_page = page(&check, signed_in);
  EXPECT_THAT(check_page, HasSubstr("You are signed in as Toni Tutor: your name goes with this concern."));
  EXPECT_THAT(check_page, HasSubstr("sign out first"));
}

TEST_P(Telling, SaysNothingOfNamesToWhoeverIsNotSignedIn) {
  filled_in(nobody());
  EXPECT_THAT(page(&check, nobody()), Not(HasSubstr("You are signed in")));
}

TEST_P(Telling, SaysAtTheStartToWhomAnonymityIsPromised) {
  EXPECT_THAT(start(services(), english()).text(), HasSubstr("you can stay anonymous, unless you are signed in"));
}

TEST_P(Telling, PromisesNoMoreThanTheTargetClock) {
  filled_in(nobody());
  EXPECT_THAT(page(&check, nobody()), Not(HasSubstr("reads it as soon as")));
  ASSERT_TRUE(send_it(nobody()));
  const auto thanks = page(&sent, nobody());
  EXPECT_THAT(thanks, HasSubstr("within 4 hours"));
  EXPECT_THAT(thanks, HasSubstr("within 2 working days"));
  EXPECT_THAT(thanks, Not(HasSubstr("at once")));
}

TEST_P(Telling, NobodyIsBornInTheFuture) {
  const auto refused = sent_page(nobody(), "person", {{"name", "Robin"}, {"date_of_birth-day", "1"}, {"date_of_birth-month", "1"}, {"date_of_birth-year", "2030"}});
  ASSERT_TRUE(refused);
  EXPECT_THAT(refused->body, HasSubstr("Enter today or an earlier day"));
}

TEST_P(Telling, TwoTabsLoseNothingOfEachOther) {
  for (int round = 0; round < 10; ++round) {
    const std::string name = "Robin " + std::to_string(round), what = "Seen on day " + std::to_string(round);
    {
      std::jthread one{[&] { EXPECT_TRUE(sent_page(nobody(), "person", {{"name", name}})); }};
      std::jthread two{[&] { EXPECT_TRUE(sent_page(nobody(), "what", {{"what", what}})); }};
    }
    ASSERT_EQ(name, draft()->answers.text("name"));
    ASSERT_EQ(what, draft()->answers.text("what"));
    clock.advance(std::chrono::minutes{1});  // so that the throttle lets the next through
  }
}

TEST_P(Telling, APageThatComesAfterSendingNeitherReplacesTheReceiptNorSendsAgain) {
  filled_in(nobody());
  ASSERT_TRUE(send_it(nobody()));
  const auto receipt = draft()->receipt;
  ASSERT_TRUE(receipt);
  for (const auto* question : {"whom", "what"}) {
    const Fields form = question == std::string_view{"whom"} ? Fields{{"whom", "myself"}} : Fields{{"what", "Again"}};
    EXPECT_EQ("/tell-us/sent", location(sent_page(nobody(), question, form)));
  }
  EXPECT_EQ(receipt, draft()->receipt);
  ASSERT_TRUE(send_it(nobody()));
  EXPECT_EQ(1u, told_so_far());
}

TEST_P(Telling, AfterSendingAnotherConcernBeginsWithItsFirstQuestion) {
  filled_in(nobody());
  ASSERT_TRUE(send_it(nobody()));
  EXPECT_EQ("/tell-us/sent", location(answered(&show_question, nobody(), {.parameters = {{"question", "what"}}})));
  EXPECT_THAT(page(&show_question, nobody(), {.parameters = {{"question", "whom"}}}), HasSubstr("action=\"/tell-us/whom?another\""));
  EXPECT_EQ("/tell-us/person", location(sent_page(nobody(), "whom", {{"whom", "myself"}}, "another")));
  filled_in(nobody());
  ASSERT_TRUE(send_it(nobody()));
  EXPECT_EQ(2u, told_so_far());
}

TEST_P(Telling, WhoWorriesAboutThemselvesIsNotAskedWhatTheySuppose) {
  ASSERT_TRUE(sent_page(nobody(), "whom", {{"whom", "myself"}}));
  EXPECT_THAT(answered(&show_question, nobody(), {.parameters = {{"question", "known"}}}), IsRefused("telling.question"));
  EXPECT_THAT(page(&show_question, nobody(), {.parameters = {{"question", "what"}}}), HasSubstr("What is worrying you?"));
}

TEST_P(Telling, WhoTellsAboutThemselvesMayLeaveTheirNameOut) {
  const auto to_be_answered = [](std::string_view question) -> Fields {
    if (question == "what") return {{"what", "I do not sleep any more"}};
    if (question == "danger") return {{"danger", "later"}};
    return {{"csrf", "x"}};  // nothing of what is asked
  };
  ASSERT_TRUE(sent_page(nobody(), "whom", {{"whom", "myself"}}));
  EXPECT_THAT(page(&show_question, nobody(), {.parameters = {{"question", "person"}}}), HasSubstr("Leave this empty if you want to stay anonymous"));
  for (const auto* question : {"person", "what", "danger", "not-for", "you"}) EXPECT_EQ(303, sent_page(nobody(), question, to_be_answered(question))->status) << question;
  EXPECT_EQ("/tell-us/sent", location(send_it(nobody())));
  EXPECT_THAT(page(&list_concerns, as(lead)), HasSubstr("Somebody who did not give their name"));
  const auto reference = [&] {
    auto read = db().read();
    return store::every_after(read, "", 10).at(0).reference;
  }();
  EXPECT_THAT(page(&show_concern, as(lead), {.reference = reference}), HasSubstr("Somebody who did not give their name"));
  ASSERT_TRUE(decided(as(lead), reference, ConcernAction::ask_for_case));
  const auto record = opened(as(lead), reference);
  ASSERT_TRUE(record);
  EXPECT_THAT(page(&show_case, as(lead), {.reference = record->reference}), HasSubstr("Somebody who did not give their name"));
}

TEST_P(Telling, AsksForAWayToReachSomebodyThatCouldBeOne) {
  for (const auto* no_way : {"garbage", "12 34", "me@home"})
    EXPECT_EQ(422, sent_page(nobody(), "you", {{"reporter", "named"}, {"reporter_name", "Sasha Madeup"}, {"reporter_contact", no_way}})->status) << no_way;
  EXPECT_EQ(422, sent_page(nobody(), "you", {{"reporter", "confidence"}, {"confidential_name", "Sasha"}, {"confidential_contact", "garbage"}})->status);
  for (const auto* way : {"sasha@example.org", "01632 960 002", "+44 (0)1632-960002", "Text 960002, after six"})
    EXPECT_EQ(303, sent_page(nobody(), "you", {{"reporter", "named"}, {"reporter_name", "Sasha Madeup"}, {"reporter_contact", way}})->status) << way;
}

TEST_P(Telling, AnEmptyFileIsAMistakeThatKeepsTheAnswers) {
  filled_in(nobody());
  const auto sent_with = [&](std::string_view name, std::string_view content) {
    http::Request request;
    request.method = http::Method::post;
    request.content_type = "multipart/form-data; boundary=edge";
    request.body = "--edge\r\nContent-Disposition: form-data; name=\"csrf\"\r\n\r\nx\r\n--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" +
                   std::string{name} + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + std::string{content} + "\r\n--edge--\r\n";
    const std::string visitor = concerns::testing::Asked{}.visitor;
    return send(web::Visit{services(), request, nobody(), english(), now(), visitor, {}});
  };
  const auto refused = sent_with("letter.pdf", "");
  ASSERT_TRUE(refused);
  EXPECT_EQ(422, refused->status);
  EXPECT_THAT(refused->body, ::testing::AllOf(HasSubstr("Choose a file that is not empty"), HasSubstr("zanzibar")));
  EXPECT_EQ(0u, told_so_far());
  EXPECT_EQ("/tell-us/sent", location(sent_with("", ""))) << "none was chosen";
  EXPECT_EQ(1u, told_so_far());
}

TEST_P(Telling, SaysThatSomethingIsStillThereOnlyWhenItIs) {
  EXPECT_THAT(page(&show_emergency, nobody()), Not(HasSubstr("is still here")));
  ASSERT_TRUE(sent_page(nobody(), "whom", {{"whom", "someone_else"}}));
  EXPECT_THAT(page(&show_emergency, nobody()), HasSubstr("is still here"));
}

TEST_P(Telling, ANameGivenInConfidenceStandsInNoAnswer) {
  filled_in(nobody());
  ASSERT_TRUE(sent_page(nobody(), "you", {{"reporter", "confidence"}, {"confidential_name", "Sasha Madeup"}, {"confidential_contact", "sasha@example.org"}}));
  ASSERT_TRUE(send_it(nobody()));
  auto read = db().read();
  const auto concern = store::every_after(read, "", 10).at(0);
  const auto key = keyring().find(concern.key);
  const PrivateText answers = crypto::open(*key, {kConcernAnswers, concern.id.value}, concern.answers_sealed);
  EXPECT_THAT(answers.reveal(), HasSubstr("confidence"));
  EXPECT_THAT(answers.reveal(), Not(HasSubstr("Sasha")));
  EXPECT_THAT(answers.reveal(), Not(HasSubstr("sasha@")));
}

TEST_P(Telling, TheSameIdempotencyKeyAndBodyAreOneConcern) {
  const auto first = as_json(body_about("Robin Made-Up"), "a-key");
  const auto again = as_json(body_about("Robin Made-Up"), "a-key");
  ASSERT_TRUE(first && again);
  EXPECT_EQ(201, again->status);
  EXPECT_EQ(first->body, again->body);
  EXPECT_EQ(1u, told_so_far());
}

TEST_P(Telling, TheSameIdempotencyKeyWithAnotherBodyIsRefused) {
  ASSERT_TRUE(as_json(body_about("Robin Made-Up"), "a-key"));
  const auto other = as_json(body_about("Sasha Made-Up"), "a-key");
  EXPECT_THAT(other, IsRefused("telling.idempotency_key_used"));
  EXPECT_EQ(ErrorKind::invalid, other.error().kind);
  EXPECT_EQ(1u, told_so_far());
}

TEST_P(Telling, AnIdempotencyKeyIsNeverCut) {
  const std::string longest(200, 'k');
  ASSERT_TRUE(as_json(body_about("Robin Made-Up"), longest));
  EXPECT_THAT(as_json(body_about("Robin Made-Up"), longest + "1"), IsRefused("telling.idempotency_key_too_long"));
  EXPECT_EQ(1u, told_so_far());
}

}  // namespace
}  // namespace regard::concerns::telling
