// The pages of the pathway, as they are answered.
#include "concerns/casework/handlers.h"
#include "concerns/pathway/actions.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::AllOf, ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not, ::testing::SizeIs;
using Form = std::vector<std::pair<std::string_view, std::string>>;

Form with(Form form, const Form& more) {
  form.insert(form.end(), more.begin(), more.end());
  return form;
}

using testing::Asked;

class PathwayPages : public testing::ConcernsTest {
 protected:
  Case record;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (!IsSkipped()) record = a_case();
  }
  static Form on(std::string day) { return {{"happened_on-day", std::move(day)}, {"happened_on-month", "11"}, {"happened_on-year", "2025"}}; }
  Result<http::Response> sent(const Viewer& by, std::string kind, Form form, std::string query = {}) {
    return answered(&save_step, by, {.parameters = {{"reference", record.reference}, {"kind", std::move(kind)}}, .form = std::move(form), .query = std::move(query)});
  }
  std::string pathway(const Viewer& by) { return page(&show_pathway, by, {.reference = record.reference}); }
  std::vector<Step> steps() {
    auto read = db().read();
    return store::steps(read, record.id);
  }
  Result<Step> recorded(StepKind kind, std::string day, PersonId owner) {
    NewStep step{.id = StepId::make(now()), .kind = kind, .happened_on = std::move(day), .owner = owner};
    const Viewer by = as(lead);
    return write([&](db::Tx& tx) { return record_step(tx, services(), by, record.reference, step, now()); });
  }
  std::vector<std::string> hints_of(const Viewer& viewer, std::string_view heading) {
    const http::Request request;
    const web::Visit visit{services(), request, viewer, english(), now(), {}, {}};
    auto read = db().read();
    std::vector<std::string> hints;
    for (const auto& group : needs(visit, read))
      if (group.heading == heading)
        for (const auto& need : group.needs) hints.push_back(need.hint);
    return hints;
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, PathwayPages, db::testing::engines(), db::testing::engine_name);

TEST_P(PathwayPages, SayWhereACaseStandsAndWhatMayComeNext) {
  EXPECT_THAT(pathway(as(caseworker)), AllOf(HasSubstr("A concern, looked after here"), HasSubstr("/pathway/steps/welfare_support"), HasSubstr("/advice/new"),
                                             Not(HasSubstr("/pathway/steps/panel_set"))));
  ASSERT_EQ(303, sent(as(caseworker), "welfare_support", with(on("20"), {{"text", "Weekly talks with the wellbeing team"}}))->status);
  EXPECT_THAT(pathway(as(caseworker)), AllOf(HasSubstr("Ordinary welfare support is in place"), HasSubstr("Weekly talks"), HasSubstr("This rests on")));
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = record.reference}), HasSubstr("Ordinary welfare support is in place"));
}

TEST_P(PathwayPages, KeepWhatWasTypedWhenTheDaysAreOutOfOrder) {
  const auto asked = recorded(StepKind::internal_advice, "2025-11-20", lead);
  ASSERT_TRUE(asked);
  const auto refused = sent(as(lead), "reply", with(on("19"), {{"outcome", "support_here"}, {"text", "talk again next week"}}), "about=" + asked->id.text());
  EXPECT_EQ(422, refused->status);
  EXPECT_THAT(refused->body, AllOf(HasSubstr("no earlier than what it is about"), HasSubstr("talk again next week")));
  EXPECT_THAT(steps(), SizeIs(1));
}

TEST_P(PathwayPages, LeadToTheReferralWhereOneIsMade) {
  ASSERT_EQ(303, sent(as(lead), "informed", with(on("20"), {{"means", "call"}, {"outcome", "agrees"}, {"text", "told by telephone"}}))->status);
  EXPECT_THAT(pathway(as(lead)), AllOf(HasSubstr("/cases/" + record.reference + "/referral\""), HasSubstr("Make a formal referral"), Not(HasSubstr("/pathway/steps/referral"))));
  EXPECT_EQ("refused: step.unknown", page(&ask_step, as(lead), {.parameters = {{"reference", record.reference}, {"kind", "referral"}}}));
  const auto refused = sent(as(lead), "referral", with(on("20"), {{"means", "secure_message"}, {"text", "the form, by portal"}}));
  ASSERT_FALSE(refused);
  EXPECT_EQ("step.unknown", refused.error().code);
  EXPECT_THAT(steps(), SizeIs(1));
}

TEST_P(PathwayPages, AskForAReplyAboutTheStepThatItAnswers) {
  const auto asked = recorded(StepKind::internal_advice, "2025-11-20", caseworker);
  ASSERT_TRUE(asked);
  const std::string about = "about=" + asked->id.text();
  EXPECT_THAT(pathway(as(caseworker)), HasSubstr("/pathway/steps/reply?about=" + asked->id.text()));
  EXPECT_EQ("refused: step.unknown", page(&ask_step, as(caseworker), {.parameters = {{"reference", record.reference}, {"kind", "reply"}}}));
  EXPECT_EQ("refused: step.unknown", page(&ask_step, as(caseworker), {.parameters = {{"reference", record.reference}, {"kind", "nonsense"}}}));
}

TEST_P(PathwayPages, DoNotExistForWhoDoesNotSeeTheCase) {
  EXPECT_EQ("refused: case.unknown", pathway(as(colleague)));
  EXPECT_EQ("refused: case.unknown", page(&ask_step, as(colleague), {.parameters = {{"reference", record.reference}, {"kind", "informed"}}}));
}

TEST_P(PathwayPages, PutWhatIsOverdueOnTheOwnersAndTheLeadsFirstPage) {
  ASSERT_TRUE(recorded(StepKind::external_advice, "2025-11-10", caseworker));
  EXPECT_THAT(hints_of(as(caseworker), "Awaited, and yours to see to"), ::testing::ElementsAre("Outcome unknown since Monday 17 November 2025"));
  EXPECT_THAT(hints_of(as(lead), "Overdue with others"), ::testing::ElementsAre("Outcome unknown since Monday 17 November 2025"));
  EXPECT_THAT(hints_of(as(colleague), "Awaited, and yours to see to"), IsEmpty());
  EXPECT_THAT(page(&list_awaited, as(lead)), HasSubstr(record.reference));
  EXPECT_THAT(page(&list_awaited, as(colleague)), Not(HasSubstr(record.reference)));
}

TEST_P(PathwayPages, LeaveNothingToSeeToWithWhoIsKeptAway) {
  ASSERT_TRUE(recorded(StepKind::external_advice, "2025-11-10", caseworker));
  ASSERT_TRUE(kept_away(as(lead), record.reference, caseworker));
  EXPECT_EQ(lead, steps()[0].owner);
  EXPECT_THAT(hints_of(as(caseworker), "Awaited, and yours to see to"), IsEmpty());
}

TEST_P(PathwayPages, LetNoCaseCloseThatDoesNotSayWhetherThePersonWasTold) {
  EXPECT_THAT(page(&ask_closure, as(caseworker), {.reference = record.reference}), HasSubstr("/pathway/steps/not_informed"));
  const Asked close{.reference = record.reference, .form = {{"outcome", "supported"}, {"reasons", "it is well"}, {"version", std::to_string(record.version)}}};
  const auto refused = answered(&save_closure, as(caseworker), close);
  EXPECT_EQ(422, refused->status);
  EXPECT_THAT(refused->body, AllOf(HasSubstr("does not say whether the person was told"), HasSubstr("it is well")));
  const Form silent{{"text", "it would frighten them"}, {"due_on-day", "1"}, {"due_on-month", "12"}};
  const auto too_late = sent(as(caseworker), "not_informed", with(with(on("20"), silent), {{"due_on-year", "2026"}}));
  EXPECT_EQ(422, too_late->status);
  EXPECT_THAT(too_late->body, HasSubstr("it would frighten them"));
  ASSERT_EQ(303, sent(as(caseworker), "not_informed", with(with(on("20"), silent), {{"due_on-year", "2025"}}))->status);
  EXPECT_EQ(303, answered(&save_closure, as(caseworker), close)->status);
}

TEST_P(PathwayPages, SayBeforeACaseIsClosedWhatIsStillAwaited) {
  EXPECT_THAT(page(&ask_closure, as(caseworker), {.reference = record.reference}), Not(HasSubstr("Still awaited")));
  ASSERT_TRUE(recorded(StepKind::external_advice, "2025-11-20", caseworker));
  EXPECT_THAT(page(&ask_closure, as(caseworker), {.reference = record.reference}), HasSubstr("Still awaited: the agency’s advice (By Thursday 27 November 2025)"));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  EXPECT_THAT(page(&ask_approval, as(lead), {.reference = record.reference}), HasSubstr("Still awaited: the agency’s advice"));
  EXPECT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure)) << "closing stays possible";
}

TEST_P(PathwayPages, NameTheDateThatIsMissing) {
  const auto refused = sent(as(lead), "not_informed", {{"text", "it would frighten them"}});
  EXPECT_THAT(refused->body, AllOf(HasSubstr("Enter the day on which this was decided"), HasSubstr("Enter the day on which somebody will think again")));
}

TEST_P(PathwayPages, LetNoClosureBeApprovedWhenWhatSaidSoWasWithdrawn) {
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));  // says that they were told
  NewStep withdrawal{.id = StepId::make(now()), .kind = StepKind::withdrawal, .happened_on = "2025-11-21", .about = steps().front().id, .text = PrivateText{"it was somebody else"}};
  const Viewer by = as(caseworker);
  ASSERT_TRUE(write([&](db::Tx& tx) { return record_step(tx, services(), by, record.reference, withdrawal, now()); }));
  EXPECT_THAT(decided(as(lead), record.reference, CaseAction::approve_closure), testing::IsRefused("case.telling"));
  EXPECT_TRUE(decided(as(lead), record.reference, CaseAction::keep_open));
}

TEST_P(PathwayPages, ShowWhatIsAssumedApartFromWhatHappened) {
  const auto added = answered(&save_entry, as(caseworker), {.reference = record.reference, .form = with(on("20"),
      {{"kind", "note"}, {"text", "Did not come"}, {"basis", "told"}, {"assumed", "that he is unwell"}, {"alternative", "the train was late"}})});
  ASSERT_EQ(303, added->status);
  EXPECT_THAT(page(&show_case, as(caseworker), {.reference = record.reference}),
              AllOf(HasSubstr("Told by somebody else"), HasSubstr("that he is unwell"), HasSubstr("the train was late")));
}

}  // namespace
}  // namespace regard::concerns
