// What becomes of a file: kept sealed, whose it is, who may remove it.
#include "concerns/attachment/attachment.h"

#include <fstream>

#include "concerns/attachment/reporting.h"
#include "concerns/attachment/testing.h"

namespace regard::concerns {
namespace {

using testing::IsRefused;

class AttachmentActions : public testing::FilesTest {};
INSTANTIATE_TEST_SUITE_P(Engines, AttachmentActions, db::testing::engines(), db::testing::engine_name);

std::string long_text(std::size_t size) {
  std::string text;
  for (int line = 0; text.size() < size; ++line) text += "line " + std::to_string(line) + " of a made-up statement\n";
  text.resize(size);
  return text;
}

TEST(Readme, ShowsTheTableOfFiles) {
  std::ifstream stream{std::string{REGARD_SOURCE_DIR} + "/src/concerns/README.md"};
  const std::string readme{std::istreambuf_iterator<char>{stream}, {}};
  EXPECT_THAT(readme, ::testing::HasSubstr(workflow::picture(kAttachmentMoves, &word, &word)));
}

TEST(AFileThatWasFoundHarmful, IsNeverOpenedWhateverThePolicy) {
  Attachment file;
  for (const auto policy : {scanning::Policy::clamd, scanning::Policy::no_scanner, scanning::Policy::off}) {
    file.state = AttachmentState::infected;
    EXPECT_FALSE(may_be_opened(file, policy));
    file.state = AttachmentState::clean;
    EXPECT_TRUE(may_be_opened(file, policy));
    file.state = AttachmentState::pending;
    EXPECT_EQ(may_be_opened(file, policy), policy == scanning::Policy::off);
  }
}

TEST_P(AttachmentActions, KeepAFileSealedAndGiveItBackAsItWas) {
  const Case record = a_case();
  for (const std::size_t size : {std::size_t{1}, kAttachmentChunk, kAttachmentChunk + 1, std::size_t{500'000}}) {
    const std::string text = long_text(size);
    const auto file = added(as(caseworker), record, text);
    ASSERT_TRUE(file) << file.error().code;
    if (size > 1) EXPECT_EQ(file->type, "text/plain") << "of one byte nobody can say";
    EXPECT_EQ(chunks_kept(file->id), chunks_of(file->size));
    EXPECT_EQ(content_of(*file, record.key), text);
    auto read = db().read();
    const auto stored = store::chunk(read, file->id, 0);
    EXPECT_LE(stored->size(), 256u * 1024);
    EXPECT_EQ(stored->find("made-up"), std::string::npos);
    EXPECT_EQ(file->name_sealed.find("letter"), std::string::npos);
  }
  EXPECT_EQ(std::ranges::count(event_types("case", record.id.value), "file.added"), 4);
}

TEST_P(AttachmentActions, NoticeThatAChunkIsMissingOrStandsInAnotherPlace) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record, long_text(3 * kAttachmentChunk));
  const auto chunk_at = [&](int number) {
    auto read = db().read();
    return store::chunk(read, file->id, number).value();
  };
  const std::string first = chunk_at(0), second = chunk_at(1), third = chunk_at(2);
  const auto kept_as = [&](const std::vector<std::string>& chunks) {
    write([&](db::Tx& tx) {
      store::forget_content(tx, file->id);
      for (std::size_t i = 0; i < chunks.size(); ++i) store::insert_chunk(tx, file->id, static_cast<int>(i), chunks[i]);
    });
  };
  kept_as({second, first, third});
  EXPECT_THROW(content_of(*file, record.key), crypto::Damage);
  kept_as({first, second});
  EXPECT_THROW(content_of(*file, record.key), crypto::Damage);
  Attachment shorter = *file;
  shorter.size = 2 * kAttachmentChunk;  // as an intruder would write it into the row
  EXPECT_THROW(content_of(shorter, record.key), crypto::Damage);
}

TEST_P(AttachmentActions, AreForThoseWhoSeeTheRecordAndNobodyElse) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  ASSERT_TRUE(file);
  EXPECT_TRUE(seen(as(lead), record, file->id));
  EXPECT_FALSE(seen(as(colleague), record, file->id));
  EXPECT_THAT(added(as(colleague), record), IsRefused("case.unknown"));
  EXPECT_THAT(removed(as(colleague), record, *file, 1), IsRefused("case.unknown"));
  const Case other = a_case();
  EXPECT_FALSE(seen(as(lead), other, file->id)) << "a file of one case is not found in another";
  const auto concern = raised();
  EXPECT_TRUE(added(as(lead), Belongs::to_concern, concern, posted("a picture of words")));
  EXPECT_THAT(added(as(caseworker), Belongs::to_concern, concern, posted("x")), IsRefused("concern.unknown"));
}

TEST_P(AttachmentActions, AreKeptAwayFromACaseThatIsClosed) {
  const Case record = a_case();
  ASSERT_TRUE(asked_to_close(as(caseworker), record.reference));
  ASSERT_TRUE(decided(as(lead), record.reference, CaseAction::approve_closure));
  EXPECT_THAT(added(as(caseworker), record), IsRefused("workflow.wrong_state"));
}

TEST_P(AttachmentActions, LetWhoeverAddedItOrOverseesTheCaseRemoveIt) {
  const Case record = a_case();
  ASSERT_TRUE(given(as(lead), record.reference, colleague));
  const auto file = added(as(caseworker), record);
  EXPECT_THAT(removed(as(colleague), record, *file, 1), IsRefused("attachment.not_theirs"));
  EXPECT_THAT(removed(as(caseworker), record, *file, 7), IsRefused("attachment.changed"));
  ASSERT_TRUE(removed(as(caseworker), record, *file, 1));
  EXPECT_EQ(chunks_kept(file->id), 0);
  EXPECT_FALSE(seen(as(caseworker), record, file->id));
  EXPECT_EQ(event_types("case", record.id.value).back(), "file.removed");
  const auto another = added(as(caseworker), record);
  EXPECT_TRUE(removed(as(lead), record, *another, 1));
}

TEST_P(AttachmentActions, AddAFileOnceThoughItIsSentTwice) {
  const Case record = a_case();
  const auto looked = looked_through(services(), AttachmentId::make(now()), posted("twice"), PrivateText{});
  const Viewer by = as(caseworker);
  const auto sent = [&](const NewFile& file) {
    return write([&](db::Tx& tx) { return add_file(tx, services(), by, Belongs::to_case, record.reference, file, now()); });
  };
  ASSERT_TRUE(sent(*looked));
  EXPECT_TRUE(sent(*looked));
  auto read = db().read();
  EXPECT_EQ(store::files_of(read, Home{record}).size(), 1u);
  const auto another = looked_through(services(), looked->id, posted("something else"), PrivateText{});
  EXPECT_THAT(sent(*another), IsRefused("attachment.sent_before"));
}

TEST_P(AttachmentActions, TakeAFileOfWhoeverToldUsWithoutSigningIn) {
  const auto reference = raised();
  const auto concern = seen_concern(as(lead), reference);
  const auto looked = looked_through(services(), AttachmentId::make(now()), posted("what I saw"), PrivateText{});
  const auto key = keyring().find(concern->key);
  const auto file = write([&](db::Tx& tx) { return send_file(tx, services(), *concern, *key, *looked, now()); });
  ASSERT_TRUE(file);
  EXPECT_FALSE(file->added_by);
  EXPECT_EQ(event_types("concern", concern->id.value).back(), "file.added");
  for (int sent = 1; sent < kFilesOfAReporter; ++sent) {
    const auto more = looked_through(services(), AttachmentId::make(now()), posted("more"), PrivateText{});
    EXPECT_TRUE(write([&](db::Tx& tx) { return send_file(tx, services(), *concern, *key, *more, now()); })) << sent;
  }
  const auto over = looked_through(services(), AttachmentId::make(now()), posted("over"), PrivateText{});
  EXPECT_THAT(write([&](db::Tx& tx) { return send_file(tx, services(), *concern, *key, *over, now()); }), IsRefused("attachment.too_many_sent"));
}

TEST_P(AttachmentActions, SaveNothingWhenTheDatabaseFailsHalfWay) {
  const Case record = a_case();
  const auto jobs = waiting_jobs();
  const auto looked = looked_through(services(), AttachmentId::make(now()), posted(long_text(3 * kAttachmentChunk)), PrivateText{});
  const Viewer by = as(caseworker);
  EXPECT_THROW(write([&](db::Tx& tx) {
                 const auto made = add_file(tx, services(), by, Belongs::to_case, record.reference, *looked, now());
                 EXPECT_TRUE(made);
                 throw std::runtime_error("as when the disk is full");
               }),
               std::runtime_error);
  EXPECT_EQ(chunks_kept(looked->id), 0);
  EXPECT_EQ(waiting_jobs(), jobs);
  EXPECT_EQ(std::ranges::count(event_types("case", record.id.value), "file.added"), 0);
}

TEST_P(AttachmentActions, EndWithTheKeyOfTheirRecord) {
  const Case record = a_case();
  const auto file = added(as(caseworker), record);
  keyring().destroy(record.key, now());
  EXPECT_FALSE(keyring().find(record.key));
  EXPECT_THAT(removed(as(lead), record, *file, 1), IsRefused("record.destroyed"));
}

}  // namespace
}  // namespace regard::concerns
