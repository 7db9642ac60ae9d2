// Coming back without an account: the code, the messages both ways, and what a reporter is told of what became of it.
#include "concerns/inbox/inbox.h"

#include "concerns/identity/actions.h"
#include "concerns/inbox/handlers.h"
#include "concerns/inbox/receipt.h"
#include "concerns/inbox/store.h"
#include "concerns/telling/form.h"
#include "concerns/telling/handlers.h"
#include "concerns/testing.h"
#include "platform/forms/drafts.h"

namespace regard::concerns::inbox {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using concerns::testing::IsRefused;

TEST(Receipt, IsReadHoweverItsDigitsAreGrouped) {
  for (const auto* typed : {"1234567890123456", "1234 5678 9012 3456", "1234-5678-9012-3456", " 1234.5678.9012.3456 ", "1234\xC2\xA0" "5678 9012\xE2\x80\x93" "3456"})
    EXPECT_EQ("1234 5678 9012 3456", in_groups(receipt_from(typed).value_or(PrivateText{}))) << typed;
  for (const auto* typed : {"", "1234", "12345678901234567", "1234 5678 9012 345x", "١٢٣٤٥٦٧٨٩٠١٢٣٤٥٦"}) EXPECT_FALSE(receipt_from(typed)) << typed;
}

TEST(Receipt, IsReadAloudDigitByDigit) { EXPECT_EQ("1 2 3 4, 5 6 7 8, 9 0 1 2, 3 4 5 6", read_aloud(PrivateText{"1234567890123456"})); }

TEST(Progress, SaysNothingThatStandsForOneOutcomeAlone) {
  EXPECT_EQ(Progress::received, progress_of(ConcernState::received, {}));
  EXPECT_EQ(Progress::considered, progress_of(ConcernState::needs_case, {}));
  EXPECT_EQ(Progress::acted_on, progress_of(ConcernState::welfare, {}));
  EXPECT_EQ(Progress::acted_on, progress_of(ConcernState::in_case, {CaseState::open}));
  EXPECT_EQ(Progress::acted_on, progress_of(ConcernState::in_case, {CaseState::closed, CaseState::closing}));
  EXPECT_EQ(Progress::closed, progress_of(ConcernState::in_case, {CaseState::closed}));
  EXPECT_EQ(Progress::closed, progress_of(ConcernState::no_further_action, {}));
}

class InboxTest : public concerns::testing::ConcernsTest {
 protected:
  static constexpr std::string_view kAddress = "198.51.100.23";

  // One browser without an account.
  struct Browser {
    std::string address{kAddress};
    std::string inbox = {};  // its cookie
  };
  Result<http::Response> sent_by(Browser& browser, web::Handler handler, std::vector<std::pair<std::string_view, std::string>> form = {}) {
    http::Request request;
    request.client = browser.address;
    if (!browser.inbox.empty()) request.cookies.add("__Host-regard-inbox", browser.inbox);
    if (!form.empty()) {
      request.method = http::Method::post;
      request.content_type = "application/x-www-form-urlencoded";
      for (const auto& [name, value] : form) request.body += std::string{name} + "=" + http::percent_encoded(value) + "&";
      request.body.pop_back();
    }
    const Viewer viewer;
    const std::string visitor = concerns::testing::Asked{}.visitor;
    auto response = handler(web::Visit{services(), request, viewer, english(), now(), visitor, {}});
    if (response)
      for (const auto& [name, value] : response->headers)
        if (name == "Set-Cookie" && value.starts_with("__Host-regard-inbox=")) browser.inbox = value.substr(20, value.find(';') - 20);
    return response;
  }
  std::string body_of(const Result<http::Response>& response) { return response ? response->body : "refused: " + response.error().code; }

  // A concern told without an account, and its code.
  struct Told {
    std::string reference;
    PrivateText receipt;
  };
  Told told_with_code(const forms::Answers& answers = told()) {
    const PrivateText receipt = new_receipt();
    const auto key = keyring().take(now());
    const auto identity_key = is_in_confidence(answers) ? std::optional{keyring().take(now())} : std::nullopt;
    const auto hash = hash_of(services(), receipt);
    const auto reference = write([&](db::Tx& tx) {
      return raise(tx, services(), nobody(), key, {answers, Channel::public_page, identity_key, hash}, now()).reference;
    });
    return {reference, receipt};
  }
  static forms::Answers told_by(std::vector<std::pair<std::string_view, std::string>> reporter) {
    forms::Answers answers = told();
    for (auto& [field, answer] : reporter) answers.set(field, std::move(answer));
    return answers;
  }
  Browser let_in(const Told& told) {
    Browser browser;
    EXPECT_EQ("/inbox/messages", location(sent_by(browser, &enter, {{"code", in_groups(told.receipt)}})));
    return browser;
  }
  std::string written(const Viewer& by, const std::string& reference, std::string text) {
    return location(answered(&answer_message, by, {.reference = reference, .form = {{"message", std::move(text)}}}));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, InboxTest, db::testing::engines(), db::testing::engine_name);

TEST_P(InboxTest, CarriesMessagesBothWaysAndNoNameOfStaff) {
  const auto one = told_with_code();
  auto browser = let_in(one);
  EXPECT_EQ("/inbox/messages", location(sent_by(browser, &inbox::write, {{"message", "There is something else"}})));
  EXPECT_THAT(page(&show_messages, as(lead), {.reference = one.reference}), HasSubstr("There is something else"));
  EXPECT_EQ("/concerns/" + one.reference + "/messages", written(as(lead), one.reference, "Thank you. When was it?"));
  const auto shown = body_of(sent_by(browser, &show_inbox));
  EXPECT_THAT(shown, HasSubstr("Thank you. When was it?"));
  EXPECT_THAT(shown, Not(HasSubstr("Lee Lead")));
  EXPECT_THAT(shown, Not(HasSubstr("Robin")));
  EXPECT_THAT(page(&show_messages, as(deputy), {.reference = one.reference}), HasSubstr("Lee Lead"));
}

TEST_P(InboxTest, IsPutForwardAsWithheldFromWhoeverAsksWhatIsHeld) {
  const auto one = told_with_code();
  auto browser = let_in(one);
  sent_by(browser, &inbox::write, {{"message", "It is my own sister"}});
  const Viewer viewer = as(lead);
  const http::Request request;
  const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
  const auto parts = holdings_parts();
  const auto part = std::ranges::find(parts, "concern", &holdings::Part::kind);
  auto read = db().read();
  const auto held = part->held(visit, read, part->by_reference(visit, read, one.reference).value(), holdings::Asker{});
  const auto message = std::ranges::find_if(held.passages, [](const auto& passage) { return passage.text.reveal() == std::string_view{"It is my own sister"}; });
  ASSERT_NE(message, held.passages.end());
  EXPECT_EQ(message->exemption, "third_party");
  EXPECT_EQ(std::ranges::count(held.passages, "third_party", &holdings::Passage::exemption), 1);
}

TEST_P(InboxTest, WhatAReporterWroteNeedsThoseWhoDecideUntilItIsAnswered) {
  const auto one = told_with_code();
  mailed();
  auto browser = let_in(one);
  ASSERT_TRUE(sent_by(browser, &inbox::write, {{"message", "There is something else"}}));
  clock.advance(std::chrono::minutes{2});  // so that another letter may go to the same person
  EXPECT_EQ(2u, mailed().size()) << "the lead and the deputy";
  const auto waits = [&](PersonId person) {
    auto read = db().read();
    return store::waiting(read, sight_of(as(person), kTriage), 10).size();
  };
  EXPECT_EQ(1u, waits(lead));
  EXPECT_EQ(0u, waits(caseworker));
  written(as(deputy), one.reference, "Thank you");
  EXPECT_EQ(0u, waits(lead));
  ASSERT_TRUE(sent_by(browser, &inbox::write, {{"message", "You are welcome"}}));
  EXPECT_EQ(1u, waits(lead));
  EXPECT_TRUE(answered(&set_aside_messages, as(lead), {.reference = one.reference, .form = {{"csrf", "x"}}}));
  EXPECT_EQ(0u, waits(lead));
}

TEST_P(InboxTest, InACaseThoseWhoLookAfterItAreTold) {
  const auto one = told_with_code();
  ASSERT_TRUE(decided(as(lead), one.reference, ConcernAction::ask_for_case));
  const auto made = opened(as(lead), one.reference);
  ASSERT_TRUE(given(as(lead), made->reference, caseworker));
  mailed();
  auto browser = let_in(one);
  ASSERT_TRUE(sent_by(browser, &inbox::write, {{"message", "There is something else"}}));
  clock.advance(std::chrono::minutes{2});
  const auto letters = mailed();
  ASSERT_EQ(1u, letters.size());
  EXPECT_EQ(email_of("Casey Caseworker"), letters.front().to);
  EXPECT_THAT(letters.front().text, Not(HasSubstr("something else")));
  EXPECT_THAT(page(&show_messages, as(caseworker), {.reference = one.reference}), HasSubstr("There is something else"));
}

TEST_P(InboxTest, SaysWhatThoseWhoReadItSeeOfWhoeverToldUs) {
  const auto shown_to = [&](const forms::Answers& answers) {
    auto browser = let_in(told_with_code(answers));
    return body_of(sent_by(browser, &show_inbox));
  };
  const std::string_view unseen = "We do not see who or where you are";
  EXPECT_THAT(shown_to(told()), HasSubstr(unseen));
  const auto named = shown_to(told_by({{kReporter, "named"}, {kReporterName, "Sasha Madeup"}, {kReporterContact, "sasha@example.org"}}));
  EXPECT_THAT(named, ::testing::AllOf(HasSubstr("You gave us your name"), Not(HasSubstr(unseen)), Not(HasSubstr("Sasha"))));
  auto oneself = told_by({{kWhom, "myself"}, {kReporterContact, "sasha@example.org"}});
  oneself.forget(kName);
  oneself.forget(kReporter);
  EXPECT_THAT(shown_to(oneself), HasSubstr("You told us how to reach you"));
  oneself.forget(kReporterContact);
  EXPECT_THAT(shown_to(oneself), HasSubstr(unseen));
  oneself.set("find", "Second year, Llys Hall");
  EXPECT_THAT(shown_to(oneself), HasSubstr("You told us something about who you are"));
}

TEST_P(InboxTest, SaysOnWhichDayANameGivenInConfidenceWasTold) {
  const PersonId custodian = somebody("Cleo Custodian", people::Role::custodian);
  const auto one = told_with_code(told_by({{kReporter, std::string{kInConfidence}}, {kConfidentialName, "Sasha Madeup"}, {kConfidentialContact, "sasha@example.org"}}));
  auto browser = let_in(one);
  const auto shown = [&] { return body_of(sent_by(browser, &show_inbox)); };
  EXPECT_THAT(shown(), HasSubstr("Your name is sealed"));
  const Viewer asks = as(lead), decides = as(custodian);
  const auto asked = write([&](db::Tx& tx) { return identity::ask(tx, services(), asks, one.reference, {PrivateText{"To ask what else was seen"}, 1}, now()); });
  ASSERT_TRUE(asked);
  EXPECT_THAT(shown(), HasSubstr("Your name is sealed"));
  ASSERT_TRUE(write([&](db::Tx& tx) {
    return identity::decide(tx, services(), decides, asked->reference, {identity::IdentityAction::grant, PrivateText{"It is needed"}, 2}, now());
  }));
  const auto afterwards = shown();
  EXPECT_THAT(afterwards, HasSubstr("the name that you gave in confidence was told to those who look after this"));
  EXPECT_THAT(afterwards, Not(HasSubstr("is sealed")));
  for (const auto* name : {"Sasha", "Lee Lead", "Cleo"}) EXPECT_THAT(afterwards, Not(HasSubstr(name)));
}

TEST_P(InboxTest, TheWayOutComesAfterTheWritingBoxAndTheFiles) {
  auto browser = let_in(told_with_code());
  const auto shown = body_of(sent_by(browser, &show_inbox));
  ASSERT_THAT(shown, ::testing::AllOf(HasSubstr("name=\"message\""), HasSubstr("Send a file"), HasSubstr("Leave, and close these messages")));
  EXPECT_LT(shown.find("Messages, newest first"), shown.find("name=\"message\""));
  EXPECT_LT(shown.find("name=\"message\""), shown.find("Send a file"));
  EXPECT_LT(shown.find("Send a file"), shown.find("Leave, and close these messages"));
}

TEST_P(InboxTest, AReferenceIsToldFromTheNumber) {
  const auto one = told_with_code();
  Browser browser;
  EXPECT_THAT(body_of(sent_by(browser, &enter, {{"code", one.reference}})), HasSubstr("That is the reference, which opens nothing"));
  EXPECT_THAT(body_of(sent_by(browser, &enter, {{"code", "1234"}})), Not(HasSubstr("That is the reference")));
}

TEST_P(InboxTest, IsNotThereForWhoIsKeptAwayOrOnNoCase) {
  somebody("Lou Other", people::Role::lead);  // who is left to oversee it
  const auto one = told_with_code();
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return exclude(tx, services(), by, one.reference, deputy, now()); }));
  for (const PersonId& other : {deputy, colleague}) {
    EXPECT_THAT(answered(&show_messages, as(other), {.reference = one.reference}), IsRefused("inbox.unknown"));
    EXPECT_THAT(answered(&answer_message, as(other), {.reference = one.reference, .form = {{"message", "Hello"}}}), IsRefused("inbox.unknown"));
    EXPECT_THAT(answered(&set_aside_messages, as(other), {.reference = one.reference, .form = {{"csrf", "x"}}}), IsRefused("inbox.unknown"));
  }
}

TEST_P(InboxTest, ACodeThatIsNoneOpensNothingAndGuessingEndsBeforeAnythingSlow) {
  const auto one = told_with_code();
  Browser guesser{.address = "203.0.113.9"};
  const std::string wrong = one.receipt.reveal() == "1111222233334444" ? "5555666677778888" : "1111222233334444";
  int refused = 0;
  for (int i = 0; i < 20; ++i) {
    const auto answer = sent_by(guesser, &enter, {{"code", wrong}});
    if (!answer) refused += answer.error().kind == ErrorKind::too_many;
    else EXPECT_THAT(answer->body, HasSubstr("We do not know this number"));
  }
  EXPECT_EQ(15, refused);
  EXPECT_THAT(sent_by(guesser, &enter, {{"code", in_groups(one.receipt)}}), IsRefused("inbox.too_many_guesses")) << "even the right one";
  let_in(one);  // from elsewhere: nobody else is slowed
}

TEST_P(InboxTest, RightCodesAreNoGuesses) {
  const auto one = told_with_code();
  for (int i = 0; i < 12; ++i) let_in(one);
}

TEST_P(InboxTest, WithoutAPuzzleTheAnswerWaitsAndHoldsNobody) {
  const auto one = told_with_code();
  Browser browser;
  EXPECT_GT(sent_by(browser, &enter, {{"code", "1111 2222 3333 4444"}})->hold_for.count(), 0);
}

TEST_P(InboxTest, ClosesWhenItIsLeft) {
  const auto one = told_with_code();
  auto browser = let_in(one);
  const auto cookie = browser.inbox;
  ASSERT_TRUE(sent_by(browser, &leave, {{"csrf", "x"}}));
  browser.inbox = cookie;
  EXPECT_EQ("/inbox", location(sent_by(browser, &show_inbox)));
}

TEST_P(InboxTest, ClosesAfterAnHour) {
  const auto one = told_with_code();
  auto browser = let_in(one);
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ("/inbox", location(sent_by(browser, &show_inbox)));
}

TEST_P(InboxTest, AMessageSentTwiceIsWrittenOnce) {
  const auto one = told_with_code();
  auto browser = let_in(one);
  const std::string once = to_text(uuid7(now()));
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(sent_by(browser, &inbox::write, {{"message", "There is something else"}, {"once", once}}));
  auto read = db().read();
  const auto concern = concerns::store::find_visible(read, sight_of(as(lead), kTriage), one.reference);
  EXPECT_EQ(1u, store::messages(read, concern->id).size());
}

TEST_P(InboxTest, TheCodeIsGivenToWhoHasNoAccountAndStaysForTheDraftsLife) {
  const auto fill_in = [&](const Viewer& viewer) {
    forms::Answers answers = told();
    for (const auto* field : {"find", "student_number", "date_of_birth", "known", "known_more", "assumed", "alternative", "not_for"})
      if (!answers.has(field)) answers.set(field, std::vector<std::string>{});
    answers.set("known", std::string{"saw"});
    write([&](db::Tx& tx) { forms::save_draft(tx, {"tell-us", concerns::testing::Asked{}.visitor}, answers, now()); return 0; });
    EXPECT_EQ("/tell-us/sent", location(answered(&telling::send, viewer, {.form = {{"csrf", "x"}}})));
  };
  fill_in(nobody());
  const auto thanks = page(&telling::sent, nobody());
  EXPECT_THAT(thanks, HasSubstr("Keep this number"));
  ASSERT_THAT(thanks, ::testing::AllOf(HasSubstr("regard-receipt"), HasSubstr("The reference C-")));
  EXPECT_LT(thanks.find("regard-receipt"), thanks.find("The reference C-")) << "what opens the messages before what opens nothing";
  EXPECT_THAT(thanks, Not(HasSubstr("a way to reach you")));
  EXPECT_EQ(thanks, page(&telling::sent, nobody())) << "as often as it is asked for within the hour";
  EXPECT_THAT(page(&telling::show_receipt, nobody()), HasSubstr("https://regard.example.ac.uk/inbox"));
  clock.advance(std::chrono::hours{1});
  EXPECT_EQ("/tell-us", location(answered(&telling::show_receipt, nobody())));
  fill_in(as(tutor));
  EXPECT_THAT(page(&telling::sent, as(tutor)), Not(HasSubstr("Keep this number")));
}

TEST_P(InboxTest, WhoeverHasAnAccountLeavesNoInbox) {
  const auto reference = raised(as(tutor));
  EXPECT_THAT(answered(&show_messages, as(lead), {.reference = reference}), IsRefused("inbox.unknown"));
}

TEST_P(InboxTest, AStandardMessageIsOfferedAfterADecisionUntilSomebodyWrote) {
  const auto one = told_with_code();
  const auto shown = [&] { return page(&show_messages, as(lead), {.reference = one.reference}); };
  EXPECT_THAT(shown(), Not(HasSubstr("Send these words")));
  ASSERT_TRUE(decided(as(lead), one.reference, ConcernAction::support_as_welfare));
  EXPECT_THAT(shown(), HasSubstr("Send these words"));
  ASSERT_TRUE(answered(&send_standard_message, as(lead), {.reference = one.reference, .form = {{"csrf", "x"}}}));
  EXPECT_THAT(shown(), Not(HasSubstr("Send these words")));
  auto browser = let_in(one);
  EXPECT_THAT(body_of(sent_by(browser, &show_inbox)), HasSubstr("It was acted on"));
}

}  // namespace
}  // namespace regard::concerns::inbox
