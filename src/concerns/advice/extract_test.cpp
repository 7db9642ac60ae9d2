#include "concerns/advice/actions.h"
#include "concerns/advice/handlers.h"
#include "concerns/advice/store.h"
#include "concerns/pathway/handlers.h"
#include "concerns/pathway/store.h"
#include "concerns/testing.h"

namespace regard::concerns {
namespace {

using ::testing::AllOf, ::testing::HasSubstr, ::testing::Not;
using testing::IsRefused;

class Extracts : public testing::ConcernsTest {
 protected:
  Case record;
  EntryId entry;
  void SetUp() override {
    ConcernsTest::SetUp();
    if (IsSkipped()) return;
    record = a_case();
    entry = EntryId::make(now());
    const NewEntry written{entry, EntryKind::contact, "2025-11-20", PrivateText{"Casey Caseworker met Robin Made-Up, born 27/3/2004"}};
    const Viewer by = as(caseworker);
    ASSERT_TRUE(write([&](db::Tx& tx) { return add_entry(tx, services(), by, record.reference, written, now()); }));
  }
  Result<Extract> prepared(const Viewer& by) {
    const NewExtract asked{ExtractId::make(now()), {entry}, true, PrivateText{"Is this for Robin’s tutor or for you?"}};
    return write([&](db::Tx& tx) { return prepare_extract(tx, services(), english(), by, record.reference, asked, now()); });
  }
  Result<Extract> changed(const Extract& extract, std::string text, ReadExtract::As as_what, std::string why = {}) {
    const ReadExtract given{PrivateText{std::move(text)}, PrivateText{std::move(why)}, as_what, extract.version};
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) { return change_extract(tx, services(), english(), by, record.reference, extract.id, given, now()); });
  }
  Result<Extract> sent(const Extract& extract) {
    const NewStep step{.id = StepId::make(now()), .kind = StepKind::external_advice, .happened_on = "2025-11-21", .means = Means::secure_message};
    const Viewer by = as(caseworker);
    return write([&](db::Tx& tx) { return send_extract(tx, services(), by, record.reference, extract.id, step, extract.version, now()); });
  }
  Extract kept(const Extract& extract) {
    auto read = db().read();
    return store::find_extract(read, record.id, extract.id).value();
  }
  std::string text_of(const Extract& extract) {
    const PrivateText text = crypto::open(*keyring().find(record.key), {kExtractText, extract.id.value}, kept(extract).text_sealed);
    return std::string{text.reveal()};
  }
};
INSTANTIATE_TEST_SUITE_P(Engines, Extracts, db::testing::engines(), db::testing::engine_name);

TEST_P(Extracts, ArePreparedWithoutNames) {
  const auto made = prepared(as(caseworker));
  ASSERT_TRUE(made);
  EXPECT_EQ("Is this for the student’s tutor or for you?\n\nWithdrawn since the zanzibar excursion\n\nA member of staff met the student, born [aged 21]", text_of(*made));
  EXPECT_THAT(prepared(as(colleague)), IsRefused("case.unknown"));
}

TEST_P(Extracts, SentTwiceArePreparedOnceAndNothingElseIsLost) {
  const Viewer by = as(caseworker);
  NewExtract asked{ExtractId::make(now()), {entry}, true, PrivateText{"Is this for the tutor?"}};
  const auto prepare = [&] { return write([&](db::Tx& tx) { return prepare_extract(tx, services(), english(), by, record.reference, asked, now()); }); };
  ASSERT_TRUE(prepare());
  EXPECT_TRUE(prepare());
  asked.question = PrivateText{"Is this for the tutor, or for the dean?"};
  EXPECT_THAT(prepare(), IsRefused("extract.sent_before"));
}

TEST_P(Extracts, AreSentOnlyWhenAPersonCheckedThem) {
  const auto made = prepared(as(caseworker));
  EXPECT_THAT(sent(*made), IsRefused("extract.wrong_state"));
  const auto checked = changed(*made, "Somebody withdrew from everything", ReadExtract::As::checked);
  ASSERT_TRUE(checked);
  EXPECT_EQ(caseworker, kept(*made).checked_by);
  ASSERT_TRUE(sent(kept(*made)));
  EXPECT_EQ(ExtractState::sent, kept(*made).state);
  auto read = db().read();
  EXPECT_EQ(StepKind::external_advice, store::find_step(read, record.id, kept(*made).step.value())->kind);
  EXPECT_THAT(changed(kept(*made), "other words", ReadExtract::As::draft), IsRefused("extract.wrong_state"));
}

TEST_P(Extracts, ThatStillNameSomebodyAreCheckedOnlyWithAReason) {
  const auto made = prepared(as(caseworker));
  const auto refused = changed(*made, "the student, that is Robin", ReadExtract::As::checked);
  ASSERT_THAT(refused, IsRefused("extract.names_somebody"));
  EXPECT_EQ("Robin", refused.error().fields.at(0).number);
  ASSERT_TRUE(changed(*made, "the student, that is Robin", ReadExtract::As::draft));
  EXPECT_TRUE(changed(kept(*made), "a robin sang", ReadExtract::As::checked, "It is a bird"));
}

TEST_P(Extracts, ChangedAgainAreCheckedAgain) {
  const auto made = prepared(as(caseworker));
  ASSERT_TRUE(changed(*made, "Somebody withdrew", ReadExtract::As::checked));
  ASSERT_TRUE(changed(kept(*made), "Somebody withdrew from it", ReadExtract::As::draft));
  EXPECT_THAT(sent(kept(*made)), IsRefused("extract.wrong_state"));
  EXPECT_THAT(changed(*made, "stale", ReadExtract::As::draft), IsRefused("extract.changed"));
}

TEST_P(Extracts, AreSentAsTheyWereRead) {
  const auto made = prepared(as(caseworker));
  ASSERT_TRUE(changed(*made, "Somebody withdrew", ReadExtract::As::checked));
  const Extract read = kept(*made);
  ASSERT_TRUE(changed(read, "Somebody withdrew from everything", ReadExtract::As::checked));
  EXPECT_THAT(sent(read), IsRefused("extract.changed"));
  EXPECT_EQ(ExtractState::checked, kept(*made).state);
  const testing::Asked asked{.parameters = {{"reference", record.reference}, {"extract", made->id.text()}}};
  EXPECT_THAT(page(&ask_sending, as(caseworker), asked), HasSubstr("name=\"version\" value=\"" + std::to_string(kept(*made).version) + "\""));
}

TEST_P(Extracts, MarkWhatStandsForSomethingAndWarnOfWhatIsLeft) {
  const auto made = prepared(as(caseworker));
  const testing::Asked asked{.parameters = {{"reference", record.reference}, {"extract", made->id.text()}}};
  EXPECT_THAT(page(&ask_extract, as(caseworker), asked), AllOf(HasSubstr("<mark>the student</mark>"), Not(HasSubstr("may still say who it is"))));
  ASSERT_TRUE(changed(*made, "Robin again", ReadExtract::As::draft));
  EXPECT_THAT(page(&ask_extract, as(caseworker), asked), HasSubstr("may still say who it is"));
  ASSERT_TRUE(changed(kept(*made), "The student (Rob) again", ReadExtract::As::draft));
  EXPECT_THAT(page(&ask_extract, as(caseworker), asked), AllOf(HasSubstr("“Rob”"), HasSubstr("<mark>The student</mark>")));
  EXPECT_EQ("refused: case.unknown", page(&ask_extract, as(colleague), asked));
}

TEST_P(Extracts, AreFoundFromThePathwayAndReadOnceTheyWereSent) {
  const auto made = prepared(as(caseworker));
  const std::string href = "/cases/" + record.reference + "/advice/" + made->id.text();
  const testing::Asked asked{.parameters = {{"reference", record.reference}, {"extract", made->id.text()}}};
  const auto pathway = [&] { return page(&show_pathway, as(caseworker), {.reference = record.reference}); };
  EXPECT_THAT(pathway(), AllOf(HasSubstr("href=\"" + href + "\""), HasSubstr("To be read and checked")));
  EXPECT_THAT(page(&ask_new_extract, as(caseworker), {.reference = record.reference}), HasSubstr(href));
  ASSERT_TRUE(changed(*made, "Somebody withdrew from the student union", ReadExtract::As::checked));
  ASSERT_TRUE(sent(kept(*made)));
  EXPECT_THAT(pathway(), AllOf(HasSubstr("href=\"" + href + "\""), HasSubstr("Sent")));
  EXPECT_THAT(page(&ask_extract, as(caseworker), asked), AllOf(HasSubstr("union"), HasSubstr("Casey Caseworker"), Not(HasSubstr("<textarea"))));
  EXPECT_EQ(href, location(answered(&ask_sending, as(caseworker), asked)));
  EXPECT_EQ("refused: case.unknown", page(&ask_extract, as(colleague), asked));
}

TEST_P(Extracts, AreReadWhenTheCaseIsClosed) {
  const auto made = prepared(as(caseworker));
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure));
  const testing::Asked asked{.parameters = {{"reference", record.reference}, {"extract", made->id.text()}}};
  EXPECT_THAT(page(&ask_extract, as(caseworker), asked), AllOf(HasSubstr("tutor"), Not(HasSubstr("<textarea"))));
}

TEST_P(Extracts, HoldNothingThatTheReaderMayNotRead) {
  const NewEntry hidden{EntryId::make(now()), EntryKind::note, "2025-11-20", PrivateText{"the zeppelin matter"}, {}, EntryReach::overseers};
  const Viewer overseer = as(lead), worker = as(caseworker);
  ASSERT_TRUE(write([&](db::Tx& tx) { return add_entry(tx, services(), overseer, record.reference, hidden, now()); }));
  EXPECT_THAT(page(&ask_new_extract, as(caseworker), {.reference = record.reference}), Not(HasSubstr("zeppelin")));
  const NewExtract asked{ExtractId::make(now()), {hidden.id}, false, PrivateText{"What now?"}};
  const auto made = write([&](db::Tx& tx) { return prepare_extract(tx, services(), english(), worker, record.reference, asked, now()); });
  EXPECT_EQ("What now?", text_of(*made));
}

TEST_P(Extracts, HoldNothingThatIsForThoseWhoOverseeAlone) {
  const NewEntry hidden{EntryId::make(now()), EntryKind::note, "2025-11-20", PrivateText{"the zeppelin matter"}, {}, EntryReach::overseers};
  const Viewer overseer = as(lead);
  ASSERT_TRUE(write([&](db::Tx& tx) { return add_entry(tx, services(), overseer, record.reference, hidden, now()); }));
  EXPECT_THAT(page(&ask_new_extract, as(lead), {.reference = record.reference}), Not(HasSubstr("zeppelin")));
  const NewExtract asked{ExtractId::make(now()), {hidden.id}, false, PrivateText{"What now?"}};
  const auto made = write([&](db::Tx& tx) { return prepare_extract(tx, services(), english(), overseer, record.reference, asked, now()); });
  ASSERT_TRUE(made);
  EXPECT_EQ("What now?", text_of(*made));
}

TEST_P(Extracts, HoldOfWhatWasToldOnlyWhatWhoeverPreparesThemMayRead) {
  const auto concern = [&] {
    auto read = db().read();
    return store::concerns_of(read, record.id).front();
  }();
  write([&](db::Tx& tx) {
    store::exclude(tx, concern, caseworker, now());
    return true;
  });
  const auto made = prepared(as(caseworker));
  ASSERT_TRUE(made);
  EXPECT_THAT(text_of(*made), Not(HasSubstr("zanzibar")));
}

TEST_P(Extracts, AreChosenFromTheEntriesOfTheCase) {
  EXPECT_THAT(page(&ask_new_extract, as(caseworker), {.reference = record.reference}), AllOf(HasSubstr(entry.text()), HasSubstr("What was told at the beginning")));
}

}  // namespace
}  // namespace regard::concerns
