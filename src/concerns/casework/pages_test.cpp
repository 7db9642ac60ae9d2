// The pages of cases, as they are answered.
#include "concerns/casework/events.h"
#include "concerns/casework/handlers.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

class CasePages : public testing::ConcernsTest {
 protected:
  std::vector<std::string> closures_to_approve(const Viewer& viewer) {
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> hrefs;
    for (const auto& group : needs(visit, read))
      if (group.heading == "Closures to approve")
        for (const auto& need : group.needs) hrefs.push_back(need.href);
    return hrefs;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, CasePages, db::testing::engines(), db::testing::engine_name);

TEST_P(CasePages, ShowEveryDecisionHoweverManyLooked) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::keep_open));
  const Viewer by = as(lead);
  const auto key = keyring().find(record.key);
  write([&](db::Tx& tx) {
    for (int look = 0; look < 600; ++look)
      audit().append(tx, by, now(), CaseEvent{CaseEvent::What::looked_at, record, *key});
    return true;
  });
  const auto shown = page(&show_case, as(lead), {.reference = record.reference});
  EXPECT_THAT(shown, HasSubstr("Closure asked for"));
  EXPECT_THAT(shown, HasSubstr("Case opened"));
  EXPECT_THAT(shown, HasSubstr("Who looked"));
}

TEST_P(CasePages, OfferToKeepSomebodyAwayInEveryState) {
  const Case record = a_case();
  const std::string place = "/cases/" + record.reference + "/exclusion";
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = record.reference}), HasSubstr(place));
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = record.reference}), Not(HasSubstr(place)));
  somebody("Ola Other-Deputy", people::Role::deputy);
  ASSERT_TRUE(kept_away(as(lead), record.reference, deputy));  // who may not approve it now
  EXPECT_FALSE(seen_case(as(deputy), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure));
  EXPECT_THAT(page(&ask_case_exclusion, as(lead), {.reference = record.reference}), HasSubstr("Casey Caseworker"));
  EXPECT_TRUE(kept_away(as(lead), record.reference, caseworker));
  EXPECT_THAT(kept_away(as(colleague), record.reference, tutor), testing::IsRefused("case.unknown"));
}

TEST_P(CasePages, DoNotOfferToKeepOneselfAway) {
  const Case record = a_case();
  EXPECT_THAT(page(&ask_case_exclusion, as(lead), {.reference = record.reference}), Not(HasSubstr(lead.text())));
}

TEST_P(CasePages, ShowTheClosureThatHasWaitedLongestBeforeMyOwn) {
  const Case others = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), others.reference));
  for (int i = 0; i < 10; ++i) {
    clock.advance(std::chrono::seconds{1});
    ASSERT_TRUE(asked_to_close(as(lead), a_case().reference));
  }
  EXPECT_EQ(std::vector{"/cases/" + others.reference + "/approval"}, closures_to_approve(as(lead)));
  const auto of_deputy = closures_to_approve(as(deputy));
  ASSERT_EQ(10u, of_deputy.size());
  EXPECT_EQ("/cases/" + others.reference + "/approval", of_deputy.front());
}

TEST_P(CasePages, SendNoMailToWhoeverAskedForTheClosure) {
  const Case record = a_case();
  mailed();
  clock.advance(std::chrono::minutes{2});  // one such mail a minute for each
  ASSERT_TRUE(asked_to_close(as(lead), record.reference));
  const auto sent = mailed();
  ASSERT_EQ(1u, sent.size());
  EXPECT_EQ(email_of("Dee Deputy"), sent.front().to);
}

TEST_P(CasePages, ShowWhoeverApprovesAClosureWhatIsAsked) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  const auto shown = page(&ask_approval, as(lead), {.reference = record.reference});
  for (const auto* words : {"Robin Made-Up", "support is there", "Support is in place", "Casey Caseworker"}) EXPECT_THAT(shown, HasSubstr(words));
  EXPECT_THAT(shown.substr(0, shown.find("</title>")), Not(HasSubstr("Robin")));
}

TEST_P(CasePages, OfferWhoeverAskedOnlyToWithdraw) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(lead), record.reference));
  const auto shown = page(&show_case, as(lead), {.reference = record.reference});
  EXPECT_THAT(shown, HasSubstr("Withdraw the request"));
  EXPECT_THAT(shown, HasSubstr("somebody else to agree"));
  EXPECT_THAT(page(&ask_approval, as(lead), {.reference = record.reference}), Not(HasSubstr("Yes, close it")));
  const auto crafted = answered(&save_approval, as(lead), {.reference = record.reference, .form = {{"verdict", "approve_closure"}, {"reasons", "mine"}, {"version", std::to_string(version_of(record.reference))}}});
  EXPECT_EQ(422, crafted->status);
  const auto withdrawn = answered(&save_approval, as(lead), {.reference = record.reference, .form = {{"reasons", "mine"}, {"version", std::to_string(version_of(record.reference))}}});
  EXPECT_EQ(303, withdrawn->status);
  EXPECT_EQ(CaseState::open, seen_case(as(lead), record.reference)->state);
}

TEST_P(CasePages, SayWhyAFormIsNotOpen) {
  const Case record = a_case();
  const auto response = answered(&ask_reopening, as(lead), {.reference = record.reference});
  EXPECT_EQ(409, response->status);
  EXPECT_THAT(response->body, HasSubstr("It says now: Open"));
  EXPECT_THAT(response->body, HasSubstr("href=\"/cases/" + record.reference + "\""));
}

TEST_P(CasePages, TakeNoEntryOfADayThatHasNotCome) {
  const Case record = a_case();
  const auto entered = [&](std::string year) {
    return answered(&save_entry, as(caseworker), {.reference = record.reference, .form = {{"kind", "note"}, {"happened_on-day", "20"},
        {"happened_on-month", "11"}, {"happened_on-year", year}, {"text", "Met and talked."}}})->status;
  };
  EXPECT_EQ(422, entered("2026"));
  EXPECT_EQ(422, entered("1925"));
  EXPECT_EQ(303, entered("2025"));
}

TEST_P(CasePages, SayInTheChronologyForWhomATaskIs) {
  const Case record = a_case();
  ASSERT_TRUE(task_added(as(lead), record.reference, caseworker, TaskId::make(now())));
  EXPECT_THAT(page(&show_case, as(lead), {.reference = record.reference}), HasSubstr("Task for Casey Caseworker: Ring the GP"));
}

TEST_P(CasePages, DoNotPromiseToKeepARecordForAShorterTime) {
  EXPECT_THAT(page(&ask_closure, as(lead), {.reference = a_case().reference}), Not(HasSubstr("shorter time")));
}

}  // namespace
}  // namespace regard::concerns
