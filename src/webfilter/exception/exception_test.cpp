// Somebody asks for a blocked site; a person decides; whoever runs the filter sees what to open, until when, and no more.
#include <fstream>
#include <sstream>

#include "concerns/testing.h"
#include "platform/retention/retention.h"
#include "platform/retention/rules.h"
#include "webfilter/exception/actions.h"
#include "webfilter/exception/code.h"
#include "webfilter/exception/ending.h"
#include "webfilter/exception/forms.h"
#include "webfilter/exception/handlers.h"
#include "webfilter/exception/mail.h"
#include "webfilter/exception/store.h"
#include "webfilter/webfilter.h"

namespace regard::webfilter::exception {
namespace {

using people::Role;
using people::testing::IsRefused;
using ::testing::HasSubstr;
using ::testing::Not;

people::RoleSheet with_exceptions() {
  auto all = concerns::testing::sheet().rights();
  for (const auto& right : rights()) all.push_back(right);
  return people::RoleSheet{std::move(all)};
}

class Exceptions : public concerns::testing::ConcernsTest {
 protected:
  Exceptions() : ConcernsTest{with_exceptions()} {}
  PersonId web_operator;
  const PrivateText code{"1234567890123456"};
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) web_operator = somebody("Wim Operator", Role::web_operator);
  }
  WebException asked(const Viewer& by = {}, std::string code_hash = "the hash of one code", std::string email = "robin@example.ac.uk") {
    forms::Answers answers;
    answers.set(kSite, std::string{"www.zanzibar.example"});
    answers.set(kWork, std::string{"A chapter on xylophones"});
    answers.set(kUntil, std::string{"2026-01-31"});
    answers.set(kName, std::string{"Robin Made-Up"});
    answers.set(kEmail, email);
    const auto key = keyring().take(now());
    return write([&](db::Tx& tx) { return ask(tx, services(), by, {answers, key, code_hash, "en"}, now()); });
  }
  Result<WebException> did(PersonId by, const WebException& exception, ExceptionAction action, std::string until = {}, std::optional<int> version = {}) {
    const Viewer viewer = as(by);
    return write([&](db::Tx& tx) {
      const auto now_is = store::find_any(tx, exception.reference);
      return step(tx, services(), viewer, exception.reference, {action, until, PrivateText{"for good reasons"}, version.value_or(now_is->version)}, now());
    });
  }
  WebException granted() {
    auto exception = asked();
    EXPECT_TRUE(did(lead, exception, ExceptionAction::grant, "2026-01-31"));
    return exception;
  }
  std::string shown(PersonId to, const WebException& exception) { return page(&show_exception, as(to), {.reference = exception.reference}); }
  std::vector<std::string> needs_of(PersonId person) {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> found;
    for (const auto& group : needs(visit, read))
      for (const auto& need : group.needs) found.push_back(need.text + (need.late ? " (late)" : ""));
    return found;
  }
  // To whom, of the mail that waits.
  std::vector<outbox::Message> exception_mail() {
    if (!std::exchange(does_mail_, true))
      outbox().does("mail", {}, [this](std::span<const outbox::Job> jobs) {
        for (const auto& job : jobs)
          if (auto message = letter(services(), languages(), job)) sent_.push_back(*message);
      });
    outbox().run_due();
    return std::exchange(sent_, {});
  }
  static std::vector<std::string> receivers(const std::vector<outbox::Message>& letters) {
    std::vector<std::string> to;
    for (const auto& one : letters) to.push_back(one.to);
    std::ranges::sort(to);
    return to;
  }

 private:
  bool does_mail_ = false;
  std::vector<outbox::Message> sent_;
};
INSTANTIATE_TEST_SUITE_P(Engines, Exceptions, db::testing::engines(), db::testing::engine_name);

TEST_P(Exceptions, AreSeenByWhoDecidesAndAfterwardsByWhoRunsTheFilter) {
  const auto exception = asked();
  const auto seen = [&](PersonId person) {
    const Viewer viewer = as(person);
    auto read = db().read();
    return store::find_exception(read, viewer, exception.reference).has_value();
  };
  EXPECT_TRUE(seen(lead) && seen(deputy));
  for (const auto person : {web_operator, caseworker, tutor}) EXPECT_FALSE(seen(person));
  ASSERT_TRUE(did(deputy, exception, ExceptionAction::grant, "2026-01-31"));
  EXPECT_TRUE(seen(web_operator));
  for (const auto person : {caseworker, tutor}) EXPECT_FALSE(seen(person));
}

TEST_P(Exceptions, ThatWereRefusedDoNotExistForWhoRunsTheFilter) {
  const auto exception = asked();
  ASSERT_TRUE(did(lead, exception, ExceptionAction::refuse));
  EXPECT_EQ("refused: web_exception.unknown", shown(web_operator, exception));
  EXPECT_THAT(shown(lead, exception), HasSubstr("for good reasons"));
}

TEST_P(Exceptions, TellWhoRunsTheFilterWhichSiteForWhomUntilWhenAndNoMore) {
  const auto exception = granted();
  const auto page = shown(web_operator, exception);
  for (const auto* words : {"www.zanzibar.example", "Robin Made-Up", "Saturday 31 January 2026", "It is set up"}) EXPECT_THAT(page, HasSubstr(words));
  for (const auto* words : {"xylophones", "for good reasons", "End it earlier"}) EXPECT_THAT(page, Not(HasSubstr(words)));
  for (const auto* words : {"xylophones", "for good reasons", "End it earlier"}) EXPECT_THAT(shown(lead, exception), HasSubstr(words));
}

TEST_P(Exceptions, AreNotDecidedByWhoeverAskedThem) {
  const auto exception = asked(as(lead));
  EXPECT_THAT(did(lead, exception, ExceptionAction::grant, "2026-01-31"), IsRefused("web_exception.own"));
  EXPECT_TRUE(did(deputy, exception, ExceptionAction::grant, "2026-01-31"));
}

TEST_P(Exceptions, AreNotDecidedByWhoseAddressWasTyped) {
  const auto exception = asked({}, "the hash of one code", "Lee.Lead@example.ac.uk");
  EXPECT_EQ(lead, exception.asked_by);
  EXPECT_THAT(did(lead, exception, ExceptionAction::grant, "2026-01-31"), IsRefused("web_exception.own"));
  EXPECT_THAT(shown(deputy, exception), HasSubstr("had not signed in"));
  EXPECT_TRUE(did(deputy, exception, ExceptionAction::grant, "2026-01-31"));
}

TEST_P(Exceptions, ThatRanOutBeforeTheyWereSetUpAreOnlyEnded) {
  const auto exception = granted();
  exception_mail();
  clock.advance(std::chrono::days{71});  // 31 January, its last day
  EXPECT_EQ(std::vector<std::string>{"Set up " + exception.reference}, needs_of(web_operator));
  clock.advance(std::chrono::days{1});
  EXPECT_EQ(std::vector<std::string>{"End " + exception.reference + ", which was never set up (late)"}, needs_of(web_operator));
  by_the_clock(services(), now());
  EXPECT_THAT(receivers(exception_mail()), ::testing::Contains(email_of("Wim Operator")));
  EXPECT_THAT(did(web_operator, exception, ExceptionAction::set_up), IsRefused("web_exception.ran_out"));
  EXPECT_THAT(shown(web_operator, exception), HasSubstr("cannot be set up any more"));
  EXPECT_THAT(shown(web_operator, exception), Not(HasSubstr("It is set up")));
  EXPECT_TRUE(did(web_operator, exception, ExceptionAction::take_away));
}

TEST_P(Exceptions, AreGrantedForNoLongerThanTheRulesLet) {
  const auto exception = asked();  // on 21 November 2025; 180 days are until 20 May 2026
  EXPECT_THAT(did(lead, exception, ExceptionAction::grant, "2026-05-21"), IsRefused("web_exception.until"));
  EXPECT_THAT(did(lead, exception, ExceptionAction::grant, "2025-11-20"), IsRefused("web_exception.until"));
  EXPECT_TRUE(did(lead, exception, ExceptionAction::grant, "2026-05-20"));
}

TEST_P(Exceptions, AreSetUpAndTakenAwayAgainByWhoRunsTheFilter) {
  const auto exception = granted();
  EXPECT_EQ(std::vector<std::string>{"Set up " + exception.reference}, needs_of(web_operator));
  EXPECT_THAT(did(web_operator, exception, ExceptionAction::set_up, {}, 1), IsRefused("web_exception.changed"));
  ASSERT_TRUE(did(web_operator, exception, ExceptionAction::set_up));
  EXPECT_TRUE(needs_of(web_operator).empty());
  clock.advance(std::chrono::days{71});  // 31 January, its last day
  EXPECT_TRUE(needs_of(web_operator).empty());
  clock.advance(std::chrono::days{1});
  EXPECT_EQ(std::vector<std::string>{"Take away " + exception.reference + " (late)"}, needs_of(web_operator));
  ASSERT_TRUE(did(web_operator, exception, ExceptionAction::take_away));
  EXPECT_TRUE(needs_of(web_operator).empty());
  EXPECT_EQ((std::vector<std::string>{"web_exception.asked", "web_exception.granted", "web_exception.set_up", "web_exception.ended"}),
            event_types("web_exception", exception.id.value));
}

TEST_P(Exceptions, EndEarlierWhenWhoDecidesSaysSo) {
  const auto exception = granted();
  ASSERT_TRUE(did(web_operator, exception, ExceptionAction::set_up));
  EXPECT_THAT(did(web_operator, exception, ExceptionAction::shorten, "2025-11-21"), IsRefused("workflow.permission"));
  EXPECT_THAT(did(lead, exception, ExceptionAction::shorten, "2026-01-31"), IsRefused("web_exception.until"));
  ASSERT_TRUE(did(lead, exception, ExceptionAction::shorten, "2025-11-21"));
  clock.advance(std::chrono::days{1});
  EXPECT_EQ(std::vector<std::string>{"Take away " + exception.reference + " (late)"}, needs_of(web_operator));
}

TEST_P(Exceptions, ThatNobodyDecidesAreToldOfAgainAndNeverRefused) {
  const auto exception = asked();  // on a Friday: by Tuesday, 12:00
  EXPECT_EQ((std::vector<std::string>{email_of("Dee Deputy"), email_of("Lee Lead")}), receivers(exception_mail()));
  by_the_clock(services(), now());
  EXPECT_TRUE(exception_mail().empty());
  clock.advance(std::chrono::days{5});  // Wednesday
  by_the_clock(services(), now());
  EXPECT_EQ(2u, exception_mail().size());
  by_the_clock(services(), now());
  EXPECT_TRUE(exception_mail().empty()) << "once a day";
  clock.advance(std::chrono::days{1});
  by_the_clock(services(), now());
  EXPECT_EQ(2u, exception_mail().size());
  clock.advance(std::chrono::days{2});  // Saturday
  by_the_clock(services(), now());
  EXPECT_TRUE(exception_mail().empty());
  EXPECT_EQ(std::vector<std::string>{"Decide request " + exception.reference + " (late)"}, needs_of(lead));
  auto read = db().read();
  EXPECT_EQ(ExceptionState::waiting, store::find_any(read, exception.reference)->state);
}

TEST_P(Exceptions, WriteToWhoRunsTheFilterOnceWhenTheyRunOut) {
  const auto exception = granted();
  ASSERT_TRUE(did(web_operator, exception, ExceptionAction::set_up));
  exception_mail();
  clock.advance(std::chrono::days{72});
  by_the_clock(services(), now());
  EXPECT_THAT(receivers(exception_mail()), ::testing::Contains(email_of("Wim Operator")));
  clock.advance(std::chrono::days{1});
  by_the_clock(services(), now());
  EXPECT_TRUE(exception_mail().empty());
}

TEST_P(Exceptions, AreAnsweredByAMailThatNamesNoSite) {
  asked();
  exception_mail();
  const auto exception = asked({}, "the hash of another");
  ASSERT_TRUE(did(lead, exception, ExceptionAction::refuse));
  const auto letters = exception_mail();
  const auto letter = std::ranges::find(letters, "robin@example.ac.uk", &outbox::Message::to);
  ASSERT_NE(letters.end(), letter);
  EXPECT_THAT(letter->text, HasSubstr("https://regard.example.ac.uk/blocked/answer"));
  EXPECT_THAT(letter->subject, HasSubstr(exception.reference));
  for (const auto& one : letters)
    for (const auto* words : {"zanzibar", "xylophones", "refused", "Refused", "good reasons"}) EXPECT_THAT(one.subject + one.text, Not(HasSubstr(words)));
}

TEST_P(Exceptions, AreFoundAndTakenBackByWhoeverHoldsTheirCode) {
  const auto exception = asked({}, hash_of(services(), code));
  const auto answer = page(&show_answer, {}, {.form = {{"code", "1234 5678 9012 3456"}}});
  EXPECT_THAT(answer, HasSubstr(exception.reference));
  EXPECT_THAT(answer, HasSubstr("Waits for a decision"));
  EXPECT_THAT(page(&show_answer, {}, {.form = {{"code", "1234 5678 9012 3457"}}}), HasSubstr("We do not know this number"));
  EXPECT_THAT(page(&withdraw_request, {}, {.form = {{"code", code.reveal()}}}), HasSubstr("Taken back"));
  EXPECT_THAT(did(lead, exception, ExceptionAction::grant, "2026-01-31"), IsRefused("workflow.wrong_state"));
}

TEST_P(Exceptions, AreNotTakenBackOnceTheyAreDecided) {
  const auto exception = asked({}, hash_of(services(), code));
  ASSERT_TRUE(did(lead, exception, ExceptionAction::grant, "2026-01-31"));
  EXPECT_THAT(page(&withdraw_request, {}, {.form = {{"code", code.reveal()}}}), HasSubstr("Agreed, not yet set up"));
}

TEST_P(Exceptions, AreSentOnceAndShowTheCodeToTheirBrowser) {
  const std::vector<std::pair<std::string_view, std::string>> form{{"site", "www.zanzibar.example"}, {"work", "A chapter"},     {"until-day", "31"},
                                                                   {"until-month", "1"},             {"until-year", "2026"},    {"name", "Robin Made-Up"},
                                                                   {"email", "robin@example.ac.uk"}, {"once", to_text(uuid7(now()))}};
  for (int i = 0; i < 2; ++i) EXPECT_EQ("/blocked/request/sent", location(answered(&send_request, {}, {.form = form})));
  const Viewer viewer = as(lead);
  {
    auto read = db().read();
    EXPECT_EQ(1u, store::exceptions(read, viewer, 10).size());
  }
  const auto sent = page(&request_sent, {});
  const auto at = sent.find("aria-hidden=\"true\">", sent.find("regard-receipt")) + 19;
  EXPECT_THAT(page(&show_answer, {}, {.form = {{"code", sent.substr(at, 19)}}}), HasSubstr("www.zanzibar.example"));
  EXPECT_EQ("/blocked/request", location(answered(&request_sent, {}, {.visitor = "the secret of another browser"})));
}

TEST_P(Exceptions, KnowWhoeverSignedIn) {
  const std::vector<std::pair<std::string_view, std::string>> form{{"site", "www.zanzibar.example"}, {"work", "A chapter"},  {"until-day", "31"},
                                                                   {"until-month", "1"},             {"until-year", "2026"}, {"once", to_text(uuid7(now()))}};
  EXPECT_EQ(422, answered(&send_request, {}, {.form = form})->status) << "somebody unknown says who they are";
  EXPECT_EQ("/blocked/request/sent", location(answered(&send_request, as(tutor), {.form = form})));
  const Viewer viewer = as(lead);
  auto read = db().read();
  const auto made = store::exceptions(read, viewer, 10).at(0);
  EXPECT_EQ(tutor, made.asked_by);
  const auto answers = exception::told(made, keyring().find(made.key).value());
  EXPECT_EQ("Toni Tutor", answers.text(kName));
  EXPECT_THAT(shown(lead, made), Not(HasSubstr("had not signed in")));
}

TEST_P(Exceptions, AreFilledInWithASiteThatIsAHostAndWithNothingElse) {
  const auto shown_for = [&](std::string site) { return page(&show_request_for_site, {}, {.form = {{"site", std::move(site)}}}); };
  EXPECT_THAT(shown_for("www.zanzibar.example"), HasSubstr("value=\"www.zanzibar.example\""));
  EXPECT_THAT(shown_for("\"><script>"), Not(HasSubstr("<script>")));
  EXPECT_THAT(shown_for("call 0900 1234"), Not(HasSubstr("0900")));
}

TEST_P(Exceptions, CostWhatTellingUsCosts) {
  EXPECT_THAT(page(&show_request, {}), HasSubstr("name=\"challenge\""));
  EXPECT_THAT(page(&show_request, as(tutor)), Not(HasSubstr("name=\"challenge\"")));
}

TEST_P(Exceptions, StandInTheDatabaseSealed) {
  const auto exception = granted();
  auto read = db().read();
  const auto row = read.one("SELECT told_sealed || answer_sealed || reference AS text FROM web_exception", {});
  for (const auto* words : {"zanzibar", "xylophones", "Robin", "good reasons"}) EXPECT_THAT(row->text("text"), Not(HasSubstr(words)));
}

TEST_P(Exceptions, EndForGoodOnlyWhenTheyAreOver) {
  const auto exception = granted();
  const auto& part = retention_part();
  {
    auto read = db().read();
    EXPECT_FALSE(part.stands_in_the_way(read, exception.id.value).empty());
  }
  ASSERT_TRUE(did(web_operator, exception, ExceptionAction::take_away));
  write([&](db::Tx& tx) {
    EXPECT_TRUE(part.stands_in_the_way(tx, exception.id.value).empty());
    const auto over = part.triggered(tx, {.trigger = "over_at", .outcome = "", .but_not = {}, .before = now() + std::chrono::hours{1}}, 10);
    EXPECT_EQ(1u, over.size());
    EXPECT_EQ(exception.key, part.end(tx, exception.id.value, retention::How::destroyed, retention::With::nothing_else, now()).keys.at(0));
    return true;
  });
  auto read = db().read();
  EXPECT_FALSE(store::find_any(read, exception.reference));
}

TEST_P(Exceptions, AreKeptByRulesThatKnowThem) {
  auto read = db().read();
  int known = 0;
  for (const auto& rule : retention::rules_on(read, services().provisions, today()).all) {
    if (rule.applies_to != retention_part().kind) continue;
    ++known;
    EXPECT_EQ(1, std::ranges::count(retention_part().triggers, rule.trigger)) << rule.id;
    EXPECT_TRUE(rule.outcome.empty() || std::ranges::count(retention_part().outcomes, rule.outcome) == 1) << rule.id;
  }
  EXPECT_EQ(1, known);
}

TEST_P(Exceptions, AreFoundForWhoeverAsksWhatIsHeldAboutThem) {
  const auto exception = asked();
  const auto part = holdings_part();
  const Viewer by = as(lead), not_by = as(web_operator);
  const http::Request request;
  const web::Visit visit{services(), request, by, english(), now(), {}, {}}, other{services(), request, not_by, english(), now(), {}, {}};
  auto read = db().read();
  const auto found = part.find(visit, read, PrivateText{"robin made"});
  ASSERT_EQ(1u, found.records.size());
  EXPECT_TRUE(part.find(other, read, PrivateText{"robin made"}).records.empty());
  EXPECT_TRUE(part.find(visit, read, PrivateText{"somebody else"}).records.empty());
  const auto held = part.held(visit, read, found.records.front(), {});
  EXPECT_EQ(4u, held.passages.size());
  EXPECT_EQ("www.zanzibar.example", held.passages.at(0).text.reveal());
}

TEST(ExceptionPicture, IsTheOneInTheReadme) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/src/webfilter/README.md"};
  std::stringstream text;
  text << file.rdbuf();
  EXPECT_THAT(text.str(), HasSubstr(workflow::picture(kExceptionMoves, &word, &word)));
}

}  // namespace
}  // namespace regard::webfilter::exception
