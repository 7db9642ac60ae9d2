// What ends and when, a review of one record and legal hold, on the pages: of every kind that a rule can end, for whom it is there.
#include <fstream>
#include <iterator>

#include "concerns/keeping/testing.h"
#include "keeping/handlers.h"
#include "keeping/keeping.h"
#include "platform/holdings/holdings.h"
#include "platform/provisions/provisions.h"
#include "webfilter/testing.h"

namespace regard::keeping {
namespace {

using concerns::Outcome;
using concerns::testing::IsRefused;
using retention::State;
using std::chrono::hours;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kUnknown = "refused: record.unknown";
constexpr std::string_view kNeverThere = "V-0000-0000";

class KeepingPages : public concerns::testing::KeepingTest {};
INSTANTIATE_TEST_SUITE_P(Engines, KeepingPages, db::testing::engines(), db::testing::engine_name);

TEST_P(KeepingPages, ShowWhatIsDueSoonBesideWhatIsDue) {
  const auto due = concern_without_action();
  pass(340);
  const auto soon = concern_without_action();
  const auto listed = page(&list_keeping, as(lead), {.query = "days=365"});
  for (const auto& reference : {due, soon}) EXPECT_THAT(listed, HasSubstr(reference));
}

TEST_P(KeepingPages, LetTheDataProtectionOfficerHoldWhatTheyNeverRead) {
  const auto reference = closed_case(Outcome::unfounded, "Zelda Zanzibar").reference;
  pass(200);
  const auto listed = page(&list_keeping, as(officer));
  EXPECT_THAT(listed, HasSubstr(reference));
  EXPECT_THAT(listed, Not(HasSubstr("Zelda")));
  const auto shown = page(&show_keeping, as(officer), {.reference = reference});
  EXPECT_THAT(shown, HasSubstr("/hold"));
  EXPECT_THAT(shown, Not(HasSubstr("Zelda")));
  EXPECT_THAT(shown, Not(HasSubstr("/review")));
  EXPECT_THAT(shown, Not(HasSubstr("Open the record")));
  EXPECT_EQ(page(&ask_review, as(officer), {.reference = reference}), kUnknown);
  EXPECT_THAT(ended_now(reference, officer), IsRefused("workflow.permission"));
  EXPECT_THAT(page(&show_keeping, as(lead), {.reference = reference}), HasSubstr("/review"));
}

TEST_P(KeepingPages, SayNothingToWhoIsKeptAwayOfWhenItEnds) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  ASSERT_TRUE(kept_away(as(deputy), reference, officer));
  pass(200);
  EXPECT_THAT(page(&list_keeping, as(officer)), Not(HasSubstr(reference)));
  EXPECT_EQ(page(&show_keeping, as(officer), {.reference = reference}), kUnknown);
  EXPECT_THAT(page(&list_keeping, as(lead)), HasSubstr(reference));
  ASSERT_TRUE(ended_now(reference, lead));
  EXPECT_THAT(page(&list_keeping, as(officer)), Not(HasSubstr(reference))) << "nor that it ended";
  EXPECT_THAT(page(&list_keeping, as(lead)), HasSubstr(reference));
  EXPECT_EQ(page(&show_keeping, as(lead), {.reference = reference}), kUnknown) << "of what ended its stub stays, and no page";
}

TEST_P(KeepingPages, OfferNobodyToEndAloneBeforeItIsDueWhatTheyDecidedOrClosed) {
  for (const auto& reference : {concern_without_action(), closed_case(Outcome::unfounded).reference}) {
    const auto shown = page(&show_keeping, as(lead), {.reference = reference});
    EXPECT_THAT(shown, Not(HasSubstr("/destruction")));
    EXPECT_THAT(shown, HasSubstr("somebody else has to do that"));
    EXPECT_THAT(page(&ask_destruction, as(lead), {.reference = reference}), HasSubstr("You decided on this record or closed it yourself"));
    EXPECT_THAT(page(&show_keeping, as(deputy), {.reference = reference}), HasSubstr("/destruction"));
  }
}

TEST_P(KeepingPages, ReviewARecordAndSayWhyNot) {
  const auto reference = closed_case(Outcome::unfounded).reference;
  pass(200);
  const auto version = std::to_string(keeping(*kept(reference)).version);
  const auto posted = [&](std::vector<std::pair<std::string_view, std::string>> form) {
    form.emplace_back("version", version);
    form.emplace_back("reasons", "Nothing needs it any more");
    return answered(&save_review, as(lead), {.reference = reference, .form = form});
  };
  EXPECT_THAT(posted({{"verdict", "end"}, {"confirmed", "K-0000-0000"}})->body, HasSubstr("Enter the reference as it stands above"));
  const Date until{std::chrono::sys_days{today()} + std::chrono::days{1000}};
  const auto too_long = posted({{"verdict", "keep"},
                                {"until-day", std::to_string(static_cast<unsigned>(until.day()))},
                                {"until-month", std::to_string(static_cast<unsigned>(until.month()))},
                                {"until-year", std::to_string(static_cast<int>(until.year()))}});
  EXPECT_THAT(too_long->body, HasSubstr("Enter a day after today and until"));
  EXPECT_EQ(location(posted({{"verdict", "end"}, {"confirmed", reference}})), "/keeping");
  EXPECT_THAT(page(&list_keeping, as(lead)), HasSubstr(reference + "</span>: Destroyed"));
}

class EveryKind : public webfilter::testing::WebFilterTest {
 protected:
  PersonId officer;
  void SetUp() override {
    WebFilterTest::SetUp();
    if (IsSkipped()) return;
    officer = somebody("Dora Dataprotection", people::Role::data_protection);
    outbox().does(std::string{retention::kKeysJob}, {}, [this](std::span<const outbox::Job> jobs) { retention::end_keys(services(), jobs); });
  }
  // So many days later, with an hour's work of the clock done.
  void pass(int days) {
    clock.advance(hours{24 * days});
    retention::by_the_clock(services(), parts(), now());
    outbox().run_due();
  }

  // A review that the lead dismissed.
  std::string a_review() {
    tried_again_and_again();
    weighed();
    write([&](db::Tx& tx) {
      tx.run("UPDATE web_review SET state = 'dismissed', decided_by = :lead, decided_at = :now, over_at = :now", {{"lead", lead}, {"now", now()}});
    });
    return text("SELECT reference AS t FROM web_review");
  }
  std::string text(std::string_view sql) {
    auto read = db().read();
    return read.one(sql)->text("t");
  }
  // A request for a blocked site that the lead refused.
  std::string a_request_for_a_site() {
    const auto key = keyring().take(now());
    const auto id = Id<void>::make(now());
    const std::string reference = new_reference('W');
    write([&](db::Tx& tx) {
      tx.run("INSERT INTO web_exception (id, reference, state, version, key_id, rules_version, language, code_hash, asked_at, decide_by, decided_at, decided_by, over_at,"
             " told_sealed) VALUES (:id, :reference, 'refused', 2, :key, '1', 'en', 'hash', :now, :now, :now, :lead, :now, 'sealed')",
             {{"id", id}, {"reference", reference}, {"key", key.id}, {"now", now()}, {"lead", lead}});
    });
    return reference;
  }
  std::string a_complaint(std::optional<std::string> about_case = {}) {
    const auto key = keyring().take(now());
    const auto id = Id<void>::make(now());
    const std::string reference = new_reference('Q');
    write([&](db::Tx& tx) {
      tx.run("INSERT INTO complaint (id, reference, state, version, key_id, clocks_version, received_at, acknowledge_by, answer_by, case_id, told_sealed)"
             " VALUES (:id, :reference, 'received', 1, :key, '1', :now, :now, :now, (SELECT id FROM case_file WHERE reference = :case), 'sealed')",
             {{"id", id}, {"reference", reference}, {"key", key.id}, {"now", now()}, {"case", about_case}});
    });
    return reference;
  }
  std::string a_request_to_see() {
    const auto key = keyring().take(now());
    Viewer by = as(officer);
    by.grants.push_back({std::string{holdings::kAnswer.name}, {}});  // as the area that answers gives it
    const holdings::NewRequest asked{PrivateText{"Robin Made-Up"}, {}, {}, PrivateText{"1 Invented Road"}, PrivateText{"saw a card"}, today(), {}};
    return write([&](db::Tx& tx) { return holdings::start(tx, services(), by, asked, key, now()); })->reference;
  }

  std::optional<retention::Kept> found(const std::string& reference, retention::For what = retention::For::keeping) {
    const Viewer viewer = as(lead);
    auto read = db().read();
    return retention::find_kept(read, parts(), viewer, what, reference);
  }
  State state_of(const std::string& reference) {
    const auto kept = found(reference);
    return kept ? kept->keeping.state : State::destroyed;
  }
  std::string seen(PersonId by, const std::string& reference, web::Handler handler = &show_keeping) { return page(handler, as(by), {.reference = reference}); }
  std::string posted(PersonId by, const std::string& reference, web::Handler handler, std::vector<std::pair<std::string_view, std::string>> form = {}) {
    const auto kept = found(reference);
    form.emplace_back("version", std::to_string(kept ? kept->keeping.version : 1));
    form.emplace_back("reasons", "for one zebra of a reason");
    return location(answered(handler, as(by), {.reference = reference, .form = form}));
  }
  std::vector<std::string> needs_of(PersonId person) {
    const Viewer viewer = as(person);
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> all;
    for (const auto& need : needs(visit, read).needs) all.push_back(need.text);
    return all;
  }
  // Held when it is due it does not end when its time is over, and ends with its key after it was released.
  void ends_only_after_its_hold(const std::string& reference, int days_until_due, int days_of_warning) {
    const auto key = found(reference)->record.key;
    pass(days_until_due);
    ASSERT_EQ(state_of(reference), State::due);
    EXPECT_EQ(posted(officer, reference, &save_hold), "/keeping/" + reference);
    pass(1000);
    EXPECT_EQ(state_of(reference), State::held);
    EXPECT_THAT(seen(lead, reference), HasSubstr("for one zebra of a reason"));
    EXPECT_THAT(page(&list_keeping, as(officer)), HasSubstr(reference));
    EXPECT_EQ(posted(lead, reference, &save_release), "/keeping/" + reference);
    pass(0);
    EXPECT_EQ(state_of(reference), State::due) << "with its warning anew";
    pass(days_of_warning);
    EXPECT_EQ(seen(lead, reference), kUnknown);
    EXPECT_FALSE(keyring().find(key));
    auto read = db().read();
    EXPECT_TRUE(retention::remains_of(read, reference));
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, EveryKind, db::testing::engines(), db::testing::engine_name);

TEST_P(EveryKind, AReviewOnHoldEndsOnlyAfterItWasReleased) { ends_only_after_its_hold(a_review(), 20, 14); }
TEST_P(EveryKind, ARequestForASiteOnHoldEndsOnlyAfterItWasReleased) { ends_only_after_its_hold(a_request_for_a_site(), 340, 30); }

TEST_P(EveryKind, IsHeldBeforeItIsOverToo) {
  for (const auto& reference : {a_complaint(), a_request_to_see()}) {
    EXPECT_THAT(seen(officer, reference), HasSubstr("No period runs while it is open")) << reference;
    EXPECT_EQ(posted(officer, reference, &save_hold), "/keeping/" + reference);
    EXPECT_THAT(page(&list_keeping, as(officer)), HasSubstr(reference));
  }
}

TEST_P(EveryKind, StandsInTheListByWhatItIsCalledAndItsRule) {
  const auto review = a_review(), site = a_request_for_a_site();
  const auto soon = page(&list_keeping, as(officer), {.query = "days=365"});
  for (const auto& words : {review, site, std::string{"Review of the web filter"}, std::string{"1 month after it was over, then it is destroyed by itself"},
                            std::string{"Request for a blocked site"}})
    EXPECT_THAT(soon, HasSubstr(words));
  pass(20);
  EXPECT_THAT(page(&list_keeping, as(officer)), HasSubstr(review));
  EXPECT_THAT(seen(lead, review), HasSubstr("Over on"));
}

TEST_P(EveryKind, OpensForWhoMayOpenItAndForNobodyElse) {
  const auto review = a_review(), site = a_request_for_a_site();
  EXPECT_THAT(seen(lead, review), HasSubstr("/web-filter/reviews/" + review));
  EXPECT_THAT(seen(lead, site), HasSubstr("/web-exceptions/" + site));
  for (const auto& reference : {review, site}) {
    EXPECT_THAT(seen(officer, reference), Not(HasSubstr("Open the record")));
    EXPECT_EQ(seen(officer, reference, &ask_review), kUnknown);
    EXPECT_THAT(seen(deputy, reference), HasSubstr("/destruction"));
    EXPECT_THAT(seen(lead, reference), Not(HasSubstr("/destruction"))) << "not by who decided it";
  }
}

TEST_P(EveryKind, DoesNotExistForWhoMayNotSeeIt) {
  const auto review = a_review();
  write([&](db::Tx& tx) { tx.run("UPDATE web_review SET kept_from = :deputy", {{"deputy", deputy}}); });
  const auto north = people::add_centre(services(), "North campus", now());
  const auto of_north = somebody("Nora North", people::Role::lead, north);
  pass(20);
  ASSERT_EQ(state_of(review), State::due);
  for (const auto person : {deputy, of_north}) {
    for (const web::Handler handler : {&show_keeping, &ask_hold, &ask_release, &ask_review, &ask_destruction})
      EXPECT_EQ(seen(person, review, handler), seen(person, std::string{kNeverThere}, handler));
    EXPECT_EQ(seen(person, review), kUnknown);
    EXPECT_EQ(posted(person, review, &save_hold), kUnknown);
    EXPECT_THAT(page(&list_keeping, as(person), {.query = "days=365"}), Not(HasSubstr(review)));
  }
  EXPECT_EQ(state_of(review), State::due);
}

TEST_P(EveryKind, AComplaintDoesNotExistForWhoOverseesWhatItIsAbout) {
  const auto about = a_case().reference;
  const auto complaint = a_complaint(about);
  EXPECT_EQ(seen(lead, complaint), kUnknown);
  EXPECT_THAT(seen(officer, complaint), HasSubstr("/hold"));
}

TEST_P(EveryKind, ALookIsRecorded) {
  const auto review = a_review();
  const auto id = found(review)->record.id;
  seen(officer, review);
  page(&list_keeping, as(officer), {.query = "days=365"});
  EXPECT_THAT(event_types("web_review", id), ::testing::Contains("keeping.looked_at"));
  auto read = db().read();
  const auto lists = audit::list(read, {.type = "list.looked_at", .by = officer}, 10);
  ASSERT_EQ(lists.size(), 1u);
  EXPECT_THAT(lists.front().details, HasSubstr(review));
  const auto looks = audit::list(read, {.type = "keeping.looked_at", .by = officer}, 10);
  EXPECT_EQ(looks.size(), 1u);
}

TEST_P(EveryKind, IsReviewedByWhoMayOpenItWhenARuleSaysSo) {
  const auto review = a_review();
  pass(20);
  write([&](db::Tx& tx) { tx.run("UPDATE keeping SET ends = 'review'"); });  // as a provider's own rule may say
  EXPECT_THAT(needs_of(lead), ::testing::ElementsAre("Review of the web filter " + review));
  EXPECT_TRUE(needs_of(officer).empty());
  EXPECT_EQ(posted(lead, review, &save_review, {{"verdict", "end"}, {"confirmed", review}}), "/keeping");
  EXPECT_EQ(state_of(review), State::destroyed);
  EXPECT_EQ(number("SELECT COUNT(*) AS n FROM web_review"), 0);
  EXPECT_THAT(page(&list_keeping, as(lead)), HasSubstr(review + "</span>: Destroyed"));
}

TEST_P(EveryKind, IsKnownToItsRule) {
  const auto all = parts();
  auto read = db().read();
  for (const auto& rule : retention::rules_on(read, services().provisions, today()).all) {
    const auto* part = retention::part_of(all, rule.applies_to);
    ASSERT_TRUE(part) << rule.id;
    EXPECT_EQ(std::ranges::count(part->triggers, rule.trigger), 1) << rule.id;
    EXPECT_TRUE(rule.outcome.empty() || std::ranges::count(part->outcomes, rule.outcome) == 1) << rule.id;
  }
}

TEST(OwnRules, KeepOneForWhateverEnds) {
  std::ifstream file{std::string{REGARD_SOURCE_DIR} + "/provisions/retention.toml"};
  const std::string text{std::istreambuf_iterator<char>{file}, {}};
  const auto checked = [](std::string written) { return retention::check(provisions::parsed("retention", std::move(written)).value(), parts()); };
  EXPECT_TRUE(checked(text));
  const auto left_out = checked(text.substr(0, text.find("[[rule]]\nid = \"complaint.answered\"")));
  ASSERT_FALSE(left_out);
  EXPECT_EQ(left_out.error().fields.front().number, "complaint, answered_at, upheld");
  std::string reviewed = text;
  const auto rule = reviewed.find("ends = \"destroy\"", reviewed.find("id = \"complaint.answered\""));
  reviewed.replace(rule, std::string_view{"ends = \"destroy\""}.size(), "ends = \"review\"\nkeep_at_most = \"1 year\"");
  const auto waits_for_nobody = checked(reviewed);
  ASSERT_FALSE(waits_for_nobody);
  EXPECT_EQ(waits_for_nobody.error().fields.front().number, "complaint.answered: nobody reviews these: ends has to be destroy or anonymise");
}

}  // namespace
}  // namespace regard::keeping
