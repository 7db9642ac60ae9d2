#include "concerns/pathway/chaser.h"

#include "concerns/agency/actions.h"
#include "concerns/matching/actions.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::AllOf, ::testing::Contains, ::testing::HasSubstr, ::testing::IsEmpty, ::testing::Not, ::testing::SizeIs;
using testing::IsRefused;

class Chasers : public testing::ConcernsTest {
 protected:
  Case record;
  ContactId pat;
  StepId awaited;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    record = a_case();
    pat = ContactId::make(now());
    const AgencyId council = AgencyId::make(now());
    const Viewer by = as(lead);
    write([&](db::Tx& tx) {
      const auto agency = add_agency(tx, services(), by, council, {"Made-Up Council", "local_authority"}, now());
      return add_contact(tx, services(), by, agency->reference, pat, {"Pat Invented", "", "pat@council.example", ""}, now());
    });
    const NewStep asked{.id = StepId::make(now()), .kind = StepKind::external_advice, .happened_on = "2025-11-03", .agency = council, .owner = caseworker};
    awaited = write([&](db::Tx& tx) { return record_step(tx, services(), by, record.reference, asked, now()); })->id;
    mailed();
  }
  Result<Step> chased(const Chaser& chaser) {
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) { return chase(tx, services(), english(), by, record.reference, chaser, now()); });
  }
  Chaser letter(std::string text = "May we hear from you?") { return {.id = StepId::make(now()), .about = awaited, .contact = pat, .text = PrivateText{std::move(text)}}; }
  std::string page_of(const Viewer& by) { return page(&ask_chaser, by, {.parameters = {{"reference", record.reference}, {"step", awaited.text()}}}); }
};
INSTANTIATE_TEST_SUITE_P(Engines, Chasers, db::testing::engines(), db::testing::engine_name);

TEST_P(Chasers, AreDraftedWithOurReferenceAndNobodysName) {
  const auto shown = page_of(as(caseworker));
  const auto draft = shown.substr(shown.find("<textarea"), shown.find("</textarea>") - shown.find("<textarea"));
  EXPECT_THAT(draft, AllOf(HasSubstr("Dear Pat Invented"), HasSubstr(record.reference), HasSubstr("Example University"), Not(HasSubstr("Robin"))));
  EXPECT_EQ("refused: case.unknown", page_of(as(colleague)));
}

TEST_P(Chasers, GoOutOnceAsSomebodyWroteThemAndAreSteps) {
  const Chaser chaser = letter();
  ASSERT_TRUE(chased(chaser));
  ASSERT_TRUE(chased(chaser));
  const auto sent = mailed();
  ASSERT_THAT(sent, SizeIs(1));
  EXPECT_EQ("pat@council.example", sent[0].to);
  EXPECT_EQ("May we hear from you?", sent[0].text);
  EXPECT_THAT(sent[0].subject, AllOf(HasSubstr(record.reference), Not(HasSubstr("Robin"))));
  EXPECT_THAT(event_types("case", record.id.value), Contains("step.chased"));
  auto read = db().read();
  EXPECT_TRUE(store::find_step(read, record.id, awaited)->is_open());  // asked again is not answered
}

TEST_P(Chasers, GoOutAlsoWhenTheCaseWasMergedIntoAnotherSince) {
  const Case other = a_case();
  ASSERT_TRUE(chased(letter()));
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) {
    const auto two = open_two(tx, services(), by, other.reference, record.reference);
    return decide_pair(tx, services(), by, other.reference, record.reference, {PairAction::merge, PrivateText{"Same face"}, Members::move, two->version(), true}, now());
  }));
  const auto sent = mailed();
  const auto letter_sent = std::ranges::find(sent, "pat@council.example", &outbox::Message::to);
  ASSERT_NE(letter_sent, sent.end());
  EXPECT_EQ("May we hear from you?", letter_sent->text);
  EXPECT_THAT(letter_sent->subject, HasSubstr(record.reference));
}

TEST_P(Chasers, ThatNameSomebodyAreRefused) {
  for (const auto* text : {"How is Robin?", "About Made-Up, please", "Student 20231234", "Ask Casey"}) EXPECT_THAT(chased(letter(text)), IsRefused("chaser.names_somebody"));
  EXPECT_TRUE(chased(letter("About " + record.reference + ": call us on 020 7946 0123")));
  EXPECT_THAT(mailed(), SizeIs(1));
}

TEST_P(Chasers, ByOtherMeansAreRecordedAndNotMailed) {
  Chaser call = letter();
  call.means = Means::call;
  call.contact = {};
  ASSERT_TRUE(chased(call));
  EXPECT_THAT(mailed(), IsEmpty());
  Chaser mail = letter();
  mail.contact = {};
  EXPECT_THAT(chased(mail), IsRefused("chaser.contact"));
}

TEST_P(Chasers, OfWhatIsAnsweredAreRefused) {
  const NewStep reply{.id = StepId::make(now()), .kind = StepKind::reply, .happened_on = "2025-11-20", .outcome = StepOutcome::support_here, .about = awaited};
  const Viewer by = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return record_step(tx, services(), by, record.reference, reply, now()); }));
  EXPECT_THAT(chased(letter()), IsRefused("step.answered_already"));
}

}  // namespace
}  // namespace regard::concerns
