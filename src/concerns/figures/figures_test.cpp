// The figures of the return, counted by hand.
#include <regex>

#include "concerns/figures/handlers.h"
#include "concerns/figures/sheet.h"
#include "concerns/keeping/store.h"
#include "concerns/category/category.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

constexpr std::string_view kInsertStep = R"sql(
  INSERT INTO case_step (id, case_id, kind, happened_on, recorded_at, recorded_by, waits_for, answered_on, withdrawn_by)
  VALUES (:id, :case_id, :kind, :day, :at, :by, :waits_for, :answered_on, :withdrawn_by)
)sql";
constexpr std::string_view kInsertCategory = R"sql(
  INSERT INTO case_category (id, case_id, scheme, scheme_version, chosen_at, chosen_by, category_sealed)
  VALUES (:id, :case_id, :scheme, '2026-11', :at, :by, :category)
)sql";

class FiguresOfTheReturn : public testing::ConcernsTest {
 protected:
  PersonId auditor;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    auditor = somebody("Ali Auditor", people::Role::auditor);
    data_protection = somebody("Dana Protection", people::Role::data_protection);
  }
  PersonId data_protection;

  struct Open {
    std::optional<std::string> waits_for, answered_on;
  };
  Uuid step(const Case& record, std::string_view kind, std::string_view day, const Open& open = Open{std::nullopt, std::nullopt}, std::optional<Uuid> withdrawn_by = {}) {
    const Uuid id = uuid7(now());
    write([&](db::Tx& tx) {
      tx.run(kInsertStep, {{"id", to_text(id)}, {"case_id", record.id}, {"kind", kind}, {"day", day}, {"at", now()}, {"by", lead}, {"waits_for", open.waits_for},
                     {"answered_on", open.answered_on}, {"withdrawn_by", withdrawn_by ? std::optional{to_text(*withdrawn_by)} : std::nullopt}});
      return true;
    });
    return id;
  }
  void category(const Case& record, std::string_view value, std::string_view scheme = "regulator") {
    const Uuid id = uuid7(now());
    const auto key = keyring().find(record.key).value();
    write([&](db::Tx& tx) {
      tx.run(kInsertCategory, {{"id", to_text(id)}, {"case_id", record.id}, {"scheme", scheme}, {"at", now()}, {"by", lead},
                         {"category", crypto::seal(key, {kCategory, id}, PrivateText{std::string{value}})}});
      return true;
    });
  }
  static figures::Period year(int begins) {
    return {Date{std::chrono::year{begins} / 8 / 1}, Date{std::chrono::year{begins + 1} / 7 / 31}};
  }
  std::int64_t count(std::string_view figure, const figures::Period& period) {
    auto read = db().read();
    return static_cast<std::int64_t>(store::counted(read, *figure_of(figure), period).size());
  }
  std::string shown(const Viewer& viewer, std::string query = "year=2025") { return page(&show_figures, viewer, {.query = std::move(query)}); }
  // Of one day of September, as a file.
  std::string numbers(const Viewer& viewer, int day) {
    http::Request request;
    for (const std::string end : {"from", "to"})
      for (const auto& [part, value] : {std::pair<std::string, std::string>{"day", std::to_string(day)}, {"month", "9"}, {"year", "2025"}})
        request.query.add(end + "-" + part, value);
    const std::vector<std::pair<std::string_view, std::string>> none;
    return export_figures(web::Visit{services(), request, viewer, english(), now(), "browser", none})->body;
  }
  static int count_of(const std::string& shown, std::string_view what) {
    int count = 0;
    for (auto at = shown.find(what); at != std::string::npos; at = shown.find(what, at + 1)) ++count;
    return count;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, FiguresOfTheReturn, db::testing::engines(), db::testing::engine_name);

TEST_P(FiguresOfTheReturn, CountACaseOnceInThePeriodOfItsFirstStep) {
  const Case one = a_case(), two = a_case(), three = a_case();
  step(one, "prevent_lead", "2025-08-01");
  step(one, "prevent_lead", "2025-09-01");
  step(two, "prevent_lead", "2025-07-31");
  step(two, "prevent_lead", "2025-10-01");
  step(three, "prevent_lead", "2026-07-31");
  step(three, "internal_advice", "2025-09-01");
  EXPECT_EQ(count("W1", year(2025)), 2);  // one, three
  EXPECT_EQ(count("W1", year(2024)), 1);  // two
  EXPECT_EQ(count("W1", year(2026)), 0);
  const figures::Period autumn{Date{std::chrono::year{2025} / 8 / 1}, Date{std::chrono::year{2025} / 12 / 31}};
  EXPECT_EQ(count("W1", autumn), 1) << "part of a year";
}

TEST_P(FiguresOfTheReturn, CountAdviceAndReferralsOnTheirOwnAndNothingThatWasWithdrawn) {
  const Case one = a_case(), two = a_case();
  step(one, "prevent_lead", "2025-09-01");
  step(one, "external_advice", "2025-09-02");
  const Uuid withdrawal = step(one, "withdrawal", "2025-09-04");
  step(one, "referral", "2025-09-03", {std::nullopt, std::nullopt}, withdrawal);
  step(two, "referral", "2025-09-03");
  EXPECT_EQ(count("W1", year(2025)), 1);
  EXPECT_EQ(count("W2", year(2025)), 1);
  EXPECT_EQ(count("W3", year(2025)), 1);
}

TEST_P(FiguresOfTheReturn, CountAnOutcomeAsUnknownUntilTheDayOnWhichItIs) {
  const Case one = a_case(), two = a_case(), three = a_case();
  step(one, "referral", "2025-06-01", {"agency", std::nullopt});                    // still
  step(two, "referral", "2025-06-01", {"agency", "2025-08-15"});      // in the year after
  step(three, "external_advice", "2025-06-01", {"colleague", std::nullopt});        // no referral, and no agency
  EXPECT_EQ(count("U", year(2024)), 2);
  EXPECT_EQ(count("U", year(2025)), 1);
  EXPECT_EQ(count("L", year(2024)), 3);
  EXPECT_EQ(count("L", year(2025)), 2);
  EXPECT_EQ(count("U", year(2023)), 0);
}

TEST_P(FiguresOfTheReturn, AreDividedByTheRegulatorsNewestCategoryOfEachCase) {
  const Case one = a_case(), two = a_case(), three = a_case(), four = a_case();
  for (const Case& record : {one, two, three, four}) step(record, "prevent_lead", "2025-09-01");
  category(one, "other");
  category(one, "mixed");
  category(two, "mixed");
  category(three, "extreme_right_wing", "home_office");
  const auto csv = page(&export_figures, as(lead), {.query = "year=2025"});
  EXPECT_THAT(csv, HasSubstr("\"W1\",\"Cases in which the Prevent lead became involved\",\"4\",\"0\",\"0\",\"2\",\"0\",\"2\",\"2025-08-01\",\"2026-07-31\""));
}

TEST_P(FiguresOfTheReturn, OfAMergedCaseAreDividedByTheNewestCategoryOfBoth) {
  const Case goes_on = a_case(), merged = a_case();
  step(merged, "prevent_lead", "2025-09-01");
  category(goes_on, "other");
  category(merged, "mixed");
  write([&](db::Tx& tx) { return tx.run("UPDATE case_file SET merged_into = :into WHERE id = :id", {{"into", goes_on.id}, {"id", merged.id}}); });
  const auto csv = page(&export_figures, as(lead), {.query = "year=2025"});
  EXPECT_THAT(csv, HasSubstr("\"W1\",\"Cases in which the Prevent lead became involved\",\"1\",\"0\",\"0\",\"1\",\"0\",\"0\",\"2025-08-01\",\"2026-07-31\""));
  EXPECT_THAT(shown(as(lead)), HasSubstr("/figures/"));
}

TEST_P(FiguresOfTheReturn, AreExactForWhoOverseesAllAndLeadThere) {
  const Case one = a_case();
  step(one, "prevent_lead", "2025-09-01");
  const auto page_of_lead = shown(as(lead));
  EXPECT_THAT(page_of_lead, HasSubstr("These numbers are exact"));
  EXPECT_THAT(page_of_lead, HasSubstr("href=\"/figures/W1?"));
  EXPECT_THAT(page(&show_counted, as(lead), {.parameters = {{"figure", "W1"}}, .query = "year=2025"}), HasSubstr(one.reference));
  EXPECT_THAT(page(&show_counted, as(lead), {.parameters = {{"figure", "W9"}}, .query = "year=2025"}), HasSubstr("figure.unknown"));
}

TEST_P(FiguresOfTheReturn, AreHeldBackAndRoundedForEverybodyElseAndLeadNowhere) {
  for (int i = 0; i < 7; ++i) step(a_case(), "prevent_lead", "2025-09-01");
  for (const Viewer& viewer : {as(auditor), as(data_protection)}) {
    const auto page = shown(viewer);
    EXPECT_THAT(page, HasSubstr("You may not open every case"));
    EXPECT_THAT(page, Not(HasSubstr("href=\"/figures/W1?")));
    EXPECT_THAT(page, Not(HasSubstr(">7<")));
    EXPECT_THAT(page, HasSubstr("Fewer than 5"));
  }
  const auto csv = page(&export_figures, as(auditor), {.query = "year=2025"});
  EXPECT_THAT(csv, HasSubstr("\"W1\",\"Cases in which the Prevent lead became involved\",\"5\","));
  EXPECT_THAT(csv, HasSubstr("\"W2\",\"Cases in which external advice was sought\",\"Fewer than 5, or held back\""));
}

TEST_P(FiguresOfTheReturn, OfNothingLookLikeThoseOfAFewToWhoMayNotOpenThem) {
  const auto nothing = page(&export_figures, as(auditor), {.query = "year=2025"});
  for (int i = 0; i < 4; ++i) step(a_case(), "prevent_lead", "2025-09-01");
  EXPECT_EQ(nothing, page(&export_figures, as(auditor), {.query = "year=2025"}));
}

TEST_P(FiguresOfTheReturn, CountForALeadWhatTheyMayOpenAndSayNothingOfWhatTheyAreKeptAwayFrom) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case one = a_case();
  const auto without_it = shown(as(deputy));
  step(one, "prevent_lead", "2025-09-01");
  EXPECT_NE(shown(as(deputy)), without_it);
  ASSERT_TRUE(kept_away(as(lead), one.reference, deputy));
  EXPECT_EQ(shown(as(deputy)), without_it) << "as if it did not exist";
  EXPECT_NE(shown(as(lead)), without_it);
  EXPECT_THAT(page(&show_counted, as(deputy), {.parameters = {{"figure", "W1"}}, .query = "year=2025"}), Not(HasSubstr(one.reference)));
  write([&](db::Tx& tx) {
    store::end_case(tx, one.id, retention::How::destroyed, now());
    return true;
  });
  EXPECT_EQ(shown(as(deputy)), without_it) << "nor does its end tell of it";
  EXPECT_NE(shown(as(lead)), without_it);
}

TEST_P(FiguresOfTheReturn, DoNotSayOnWhichDaySomethingHappenedInACaseThatOneIsKeptAwayFrom) {
  somebody("Ola Other-Deputy", people::Role::deputy);
  const Case one = a_case();
  step(one, "prevent_lead", "2025-09-01", {"agency", std::nullopt});
  ASSERT_TRUE(kept_away(as(lead), one.reference, deputy));
  const auto of_that_day = numbers(as(deputy), 1), of_the_next = numbers(as(deputy), 2);
  EXPECT_THAT(of_that_day, HasSubstr("2025-09-01\",\"2025-09-01"));
  EXPECT_EQ(std::regex_replace(of_that_day, std::regex{"2025-09-01"}, "2025-09-02"), of_the_next);
  EXPECT_NE(std::regex_replace(numbers(as(lead), 1), std::regex{"2025-09-01"}, "2025-09-02"), numbers(as(lead), 2)) << "the first step is seen";
}

TEST_P(FiguresOfTheReturn, StayExactAndTheSameWhenACaseHasEnded) {
  const Case one = a_case();
  step(one, "prevent_lead", "2025-09-01");
  const auto before = shown(as(lead));
  write([&](db::Tx& tx) {
    store::end_case(tx, one.id, retention::How::destroyed, now());
    return true;
  });
  EXPECT_EQ(shown(as(lead)), before);
  EXPECT_THAT(page(&show_counted, as(lead), {.parameters = {{"figure", "W1"}}, .query = "year=2025"}), HasSubstr("Cases that have ended are counted and not listed"));
}

TEST_P(FiguresOfTheReturn, OfPartOfAYearAreOnlyForWhoSeesThemExactly) {
  step(a_case(), "prevent_lead", "2025-09-01");
  EXPECT_THAT(numbers(as(lead), 2), HasSubstr("\"0\",\"0\",\"0\",\"0\",\"0\",\"0\",\"2025-09-02\",\"2025-09-02\""));
  EXPECT_THAT(numbers(as(auditor), 2), HasSubstr("\"2025-08-01\",\"2026-07-31\""));
}

TEST_P(FiguresOfTheReturn, AreNoFormulaInASpreadsheetWhateverACategoryIsCalled) {
  auto text = [&] {
    auto read = db().read();
    return services().provisions.in_force(read, "regulator_categories", today())->text;
  }();
  const std::string label = "Other radicalisation";
  text.replace(text.find(label), label.size(), "=1+1");
  write([&](db::Tx& tx) { return provisions::add(tx, "regulator_categories", text, lead, now()).has_value(); });
  clock.advance(std::chrono::hours{1});
  const auto csv = page(&export_figures, as(lead), {.query = "year=2025"});
  EXPECT_THAT(csv, HasSubstr("\"'=1+1\""));
  EXPECT_THAT(csv, Not(HasSubstr("\"=1+1\"")));
}

TEST_P(FiguresOfTheReturn, OfYearsBeforeNewerDefinitionsStayAsTheyWereDefinedThen) {
  step(a_case(), "prevent_lead", "2025-09-01");
  clock.advance(std::chrono::hours{24 * 365});
  const auto newer = [&] {
    auto read = db().read();
    const auto in_force = services().provisions.in_force(read, kReturnDefinitions, today());
    const auto before = iso(in_force->in_force_from);
    std::string text = in_force->text;
    text.replace(text.find(before), before.size(), "2026-08-01");
    return text;
  }();
  const auto added = write([&](db::Tx& tx) { return provisions::add(tx, kReturnDefinitions, newer, lead, now()); });
  ASSERT_TRUE(added);
  EXPECT_THAT(shown(as(lead), "year=2026"), HasSubstr("These are the definitions of " + added->version));
  EXPECT_THAT(page(&export_figures, as(lead), {.query = "year=2025"}), HasSubstr("\"2025-08-01\",\"2026-07-31\""));
  EXPECT_THAT(shown(as(lead), "year=2025"), HasSubstr("These are the definitions of 2026-11"));
}

TEST_P(FiguresOfTheReturn, SayThatADayIsBeforeAllDefinitions) {
  http::Request request;
  for (const auto& [name, value] : {std::pair{"from-day", "1"}, {"from-month", "8"}, {"from-year", "1999"}, {"to-day", "31"}, {"to-month", "8"}, {"to-year", "1999"}})
    request.query.add(name, value);
  const std::vector<std::pair<std::string_view, std::string>> none;
  const Viewer viewer = as(lead);
  EXPECT_THAT(show_figures(web::Visit{services(), request, viewer, english(), now(), "browser", none})->body, HasSubstr("No definitions of the figures are known for that day"));
}

TEST_P(FiguresOfTheReturn, SayWhatIsWrongWithAPeriodAndKeepWhatWasTyped) {
  const auto asked = [&](const Viewer& viewer, web::Handler handler, const std::vector<std::pair<std::string, std::string>>& query) {
    http::Request request;
    for (const auto& [name, value] : query) request.query.add(name, value);
    const std::vector<std::pair<std::string_view, std::string>> none;
    return handler(web::Visit{services(), request, viewer, english(), now(), "browser", none});
  };
  const std::vector<std::pair<std::string, std::string>> backwards{{"from-day", "17"}, {"from-month", "8"}, {"from-year", "2027"}, {"to-day", "xx"}, {"to-month", "1"}, {"to-year", "2026"}};
  const auto response = asked(as(lead), &show_figures, backwards);
  EXPECT_EQ(422, response->status);
  EXPECT_THAT(response->body, ::testing::AllOf(HasSubstr("There is a problem"), HasSubstr("Enter a real date"), HasSubstr("value=\"17\""), HasSubstr("value=\"xx\"")));
  EXPECT_THAT(asked(as(lead), &show_figures, {{"year", "abc"}})->body, HasSubstr("There are no figures of that year"));
  EXPECT_EQ(200, asked(as(auditor), &show_figures, backwards)->status) << "who chooses no part is asked for none";
  EXPECT_FALSE(asked(as(lead), &export_figures, backwards));
}

TEST_P(FiguresOfTheReturn, WarnWhereThereAreMoreReferralsThanAdvice) {
  const Case one = a_case();
  step(one, "prevent_lead", "2025-09-01");
  EXPECT_THAT(shown(as(lead)), Not(HasSubstr("is more than")));
  step(one, "referral", "2025-09-02");
  EXPECT_THAT(shown(as(lead)), HasSubstr("W3 is more than W2"));
  EXPECT_THAT(shown(as(auditor)), Not(HasSubstr("is more than"))) << "it would say what is held back";
}

TEST_P(FiguresOfTheReturn, ShowTheDefinitionsTheyWereCountedByAndBesideWhatCounts) {
  EXPECT_THAT(shown(as(auditor)), HasSubstr("These are the definitions of 2026-11"));
  auto read = db().read();
  http::Request request;
  const std::vector<std::pair<std::string_view, std::string>> none;
  const Viewer viewer = as(lead);
  const web::Visit visit{services(), request, viewer, english(), now(), "browser", none};
  EXPECT_THAT(definition_note(visit, read, "external_advice").text(), HasSubstr("W2"));
  EXPECT_EQ(definition_note(visit, read, "informed").text(), "");
}

}  // namespace
}  // namespace regard::concerns
